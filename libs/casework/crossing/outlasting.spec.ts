import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { messages, type MessageKind } from '../records/catalogue.js';
import type { OwnMessage } from '../disclosure/state.js';
import { fold } from '../the-case.js';
import { recorded } from '../spec/given.js';
import { openToThere } from '../spec/histories.js';
import { Here, There } from '../spec/lands.js';
import { id, sampleContext, sampleInstrument } from '../spec/sample.js';
import type { Instrument } from '../words/instrument.js';
import { allowedInbound } from './admission.js';
import { groundFor } from './rule.js';

const kinds = Object.keys(messages) as MessageKind[];
const unstoppable = kinds.filter((kind) => messages[kind].stops || messages[kind].warns);
const others = kinds.filter((kind) => !messages[kind].finishes && !messages[kind].warns);

const sample = sampleInstrument();
const today = sampleContext().now.slice(0, 10);
/** What may have become of a text since something was approved under it. */
const aFate = fc.constantFrom<readonly Instrument[]>(
  [
    { ...sample, status: 'superseded', until: today },
    { ...sample, version: '2', from: today },
  ],
  [{ ...sample, status: 'ended', until: today }],
  [{ ...sample, status: 'ended' }],
  [{ ...sample, status: 'suspended' }],
  [
    { ...sample, status: 'ended', until: today },
    { ...sample, code: 'ANOTHER', from: today, clauses: [] },
  ],
);
/** A case of which There knows, under another text. */
const crossed = fold(
  id('case'),
  recorded([
    ...openToThere,
    {
      type: 'MessageReceived',
      data: {
        ...{ messageId: id('first of theirs'), kind: 'CaseAcknowledged', from: There, sequence: 1 },
        ...{ instrument: 'EARLIER', instrumentVersion: '1', clause: '1', purpose: 'notification' },
        ...{ sentAt: '2013-05-01T00:00:00.000Z', groups: ['reference'], outcome: 'effective', payload: {} },
      },
    },
  ]),
);

const queued = (kind: MessageKind): OwnMessage => {
  const clause = sample.clauses.find((one) => one.kind === kind)!;
  return {
    ...{ messageId: id(`queued ${kind}`), kind, to: There, purpose: clause.purpose, groups: [], fields: [] },
    ...{ instrument: sample.code, instrumentVersion: sample.version, clause: clause.id, consents: [] },
    ...{
      status: 'approved',
      approvedAt: sampleContext().now,
      approvedBy: { agency: 'focal', actor: 'officer-1' },
    },
  } as unknown as OwnMessage;
};
const releasedUnder = (kind: MessageKind, instruments: readonly Instrument[]) =>
  groundFor(kind, There, crossed, sampleContext({ instruments }), { approved: queued(kind) });
const takenUnder = (kind: MessageKind, instruments: readonly Instrument[]): boolean => {
  const { clause, purpose } = queued(kind);
  return allowedInbound(
    {
      ...{ messageId: id('theirs'), kind, from: There, sequence: 2, theirReference: id('their case') },
      ...{ instrument: sample.code, instrumentVersion: sample.version, clause, purpose, groups: [] },
      ...{ sentAt: sampleContext().now, payload: {} },
    },
    crossed,
    sampleContext({ country: Here, instruments }),
  );
};

describe('what stops something or warns', () => {
  it('goes and is taken whatever became of the text under which it was approved', () => {
    fc.assert(
      fc.property(fc.constantFrom(...unstoppable), aFate, (kind, instruments) => {
        expect([kind, typeof releasedUnder(kind, instruments)]).toEqual([kind, 'object']);
        expect([kind, takenUnder(kind, instruments)]).toEqual([kind, true]);
      }),
      { numRuns: 300 },
    );
  });

  it('can still be decided where its text has ended and nothing came in its place', () => {
    const ended = sampleContext({ instruments: [{ ...sample, status: 'ended', until: today }] });
    for (const kind of unstoppable)
      expect([kind, typeof groundFor(kind, There, crossed, ended)]).toEqual([kind, 'object']);
  });

  it('is alone in that: nothing else goes under a text that does not hold, nor under one that never did', () => {
    fc.assert(
      fc.property(fc.constantFrom(...others), aFate, (kind, instruments) => {
        expect([kind, releasedUnder(kind, instruments)]).toEqual([kind, 'no_instrument']);
        expect([kind, takenUnder(kind, instruments)]).toEqual([kind, false]);
      }),
    );
    for (const kind of unstoppable)
      expect([kind, takenUnder(kind, [{ ...sample, status: 'draft' }])]).toEqual([kind, false]);
  });
});
