import { createHash } from 'node:crypto';
import { v5 } from 'uuid';
import type { Context } from '../../words/context.js';
import type { Decision } from '../../words/decision.js';
import type { Instrument } from '../../words/instrument.js';
import { Here, There } from '../../spec/lands.js';
import { sampleActor, sampleContext, sampleInstrument } from '../../spec/sample.js';
import type { InstrumentCommand } from '../commands.js';
import type { CheckedSignature } from '../decide/decisions.js';
import { decideInstrument } from '../rules.js';
import { instrumentsAt } from '../questions/standing.js';
import {
  advanceInstruments,
  emptyInstrumentRegister,
  proposedIn,
  type InstrumentRegister,
  type NewInstrumentEvent,
} from '../state.js';
import type { ChangeKind, InstrumentText } from '../values.js';

export const code = 'here-there';

/** The text that is built in, in force between the two. */
export const builtIn: Instrument = { ...sampleInstrument(), code, version: '2009', hash: 'a'.repeat(64) };

/** Another version of it, that somebody drafted. */
export const textOf = (version: string, title = 'Here and there'): InstrumentText => ({
  code,
  version,
  title,
  kind: 'sop',
  from: '2017-01-01',
  parties: [Here, There],
  furtherParties: [],
  handoverPoints: [],
  clauses: [
    {
      id: '1',
      kind: 'ConsentWithdrawn',
      from: [Here, There],
      to: [Here, There],
      purpose: 'safety',
      carries: ['reference'],
    },
  ],
});

const hashOf = (text: InstrumentText): string =>
  createHash('sha256').update(JSON.stringify(text)).digest('hex');

/** A signature as it comes out of the check. */
export const signedBy = (party: string): CheckedSignature => ({
  party: party as typeof Here,
  key: `${party}-1`,
  signedAt: '2018-01-01T00:00:00.000Z',
  jws: 'header..signature',
});

/** A paper that is brought to a node. */
export type Paper =
  | { readonly paper: 'text'; readonly text: InstrumentText }
  | { readonly paper: 'signature'; readonly version: string; readonly by: CheckedSignature }
  | {
      readonly paper: 'notice';
      readonly version: string;
      readonly change: ChangeKind;
      readonly at: string;
      readonly replaces?: string;
      readonly by: readonly CheckedSignature[];
    };

const commandOf = (paper: Paper): InstrumentCommand => {
  switch (paper.paper) {
    case 'text':
      return { type: 'ProposeInstrument', body: { text: paper.text }, code, version: paper.text.version };
    case 'signature':
      return {
        type: 'SignInstrument',
        body: { signature: 'header..signature' },
        ...{ code, version: paper.version },
      };
    case 'notice': {
      const { change, at, replaces } = paper;
      const body = { change, at, signatures: ['header..signature'], ...(replaces ? { replaces } : {}) };
      return { type: 'StateChange', body, ...{ code, version: paper.version } };
    }
  }
};

export const contextAt = (now: string, register: InstrumentRegister, agency = 'focal'): Context =>
  sampleContext({
    now,
    country: Here,
    actor: sampleActor(agency, 'officer-1', Here),
    instruments: instrumentsAt([builtIn], register, now),
  });

/** What a node decides on a paper, as it knows the instruments then. */
export const decided = (
  paper: Paper,
  register: InstrumentRegister,
  now: string,
  agency?: string,
): Decision<NewInstrumentEvent> => {
  const command = commandOf(paper);
  const hash =
    paper.paper === 'text'
      ? hashOf(paper.text)
      : (proposedIn(register, code, command.version)?.hash ??
        (command.version === builtIn.version ? builtIn.hash : undefined));
  const signatures = paper.paper === 'text' ? [] : paper.paper === 'signature' ? [paper.by] : paper.by;
  return decideInstrument(command, register, contextAt(now, register, agency), {
    ...{ code, version: command.version, hash, builtIn: [builtIn] },
    signatures,
  });
};

/** The register with what was decided. */
export const withEvents = (
  register: InstrumentRegister,
  { events }: Decision<NewInstrumentEvent>,
): InstrumentRegister =>
  advanceInstruments(
    register,
    events.map((event, index) => {
      const revision = register.revision + 1 + index;
      const eventId = v5(`${revision}`, '5f0c8c0e-8a2b-4f7a-9c1d-2e3f4a5b6c7d');
      return {
        ...event,
        meta: {
          ...{ eventId, revision, streamId: 'instrument-register', country: Here, agency: 'focal' },
          ...{ actor: 'officer-1', occurredAt: '', recordedAt: '', commandId: eventId, bodyHash: '' },
          ...{ correlationId: eventId, causationId: eventId },
        },
      };
    }),
  );

/** The register after papers were brought, one after the other; those that are refused change nothing. */
export const brought = (
  papers: readonly Paper[],
  now: string,
  register: InstrumentRegister = emptyInstrumentRegister,
): InstrumentRegister =>
  papers.reduce((before, paper) => withEvents(before, decided(paper, before, now)), register);

export const text = (version: string): Paper => ({ paper: 'text', text: textOf(version) });
export const signature = (version: string, party: string): Paper => ({
  paper: 'signature',
  version,
  by: signedBy(party),
});
export const notice = (
  version: string,
  change: ChangeKind,
  at: string,
  parties: readonly string[],
  replaces?: string,
): Paper => ({
  ...{ paper: 'notice', version, change, at, by: parties.map(signedBy) },
  ...(replaces ? { replaces } : {}),
});
