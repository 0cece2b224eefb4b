import {
  advanceInstruments,
  audienceIn,
  decideInstrument,
  emptyInstrumentRegister,
  hashOfStanding,
  instrumentCommands,
  instrumentEvents,
  proposedIn,
  type CommandDefinition,
  type Context,
  type Instrument,
  type InstrumentCommand,
  type InstrumentRegister,
  type NewInstrumentEvent,
  type Papers,
  type RecordedInstrumentEvent,
} from '#casework';
import { canonicalNotice, canonicalText, hashOf, type CheckSignature } from '#instruments';
import type { Aggregate } from './aggregate.js';

/** The one file of its kind that a node has. */
export const instrumentRegisterId = 'register';

/** On what the register of instruments stands. */
export interface Registering {
  /** The texts of this release. */
  readonly builtIn: () => readonly Instrument[];
  readonly check: CheckSignature;
}

/** What a command puts before the decision: the hash of its text, and its signatures held against it. */
const papersOf = async (
  command: InstrumentCommand,
  register: InstrumentRegister,
  { now }: Context,
  { builtIn: texts, check }: Registering,
): Promise<Papers> => {
  const { code, version } = command;
  const builtIn = texts();
  const which = { code, version, builtIn };
  switch (command.type) {
    case 'ProposeInstrument':
      return { ...which, hash: hashOf(command.body.text), signatures: [] };
    case 'SignInstrument': {
      const proposed = proposedIn(register, code, version);
      if (!proposed) return { ...which, hash: undefined, signatures: [] };
      const signature = await check(command.body.signature, canonicalText(proposed.text), now);
      return { ...which, hash: proposed.hash, signatures: [signature] };
    }
    case 'StateChange': {
      const { change, at, replaces, signatures } = command.body;
      const hash = hashOfStanding({ builtIn, register }, code, version);
      if (hash === undefined) return { ...which, hash, signatures: [] };
      const notice = canonicalNotice({ change, code, version, hash, at, replaces });
      return {
        ...which,
        hash,
        signatures: await Promise.all(signatures.map((jws) => check(jws, notice, now))),
      };
    }
  }
};

const definitionOf = ({ type }: InstrumentCommand): CommandDefinition => instrumentCommands[type];

/** The register of instruments, stream `instrument-register`. */
export const instrumentsWith = (
  registering: Registering,
): Aggregate<InstrumentRegister, InstrumentCommand, NewInstrumentEvent, RecordedInstrumentEvent> => ({
  streamOf: (id) => `instrument-${id}`,
  empty: () => emptyInstrumentRegister,
  advance: advanceInstruments,
  decide: async (command, register, context) =>
    decideInstrument(command, register, context, await papersOf(command, register, context, registering)),
  isSystem: () => false,
  begins: (command) => definitionOf(command).opens === true,
  denies: () => false,
  audienceOf: audienceIn(instrumentEvents),
  erasures: new Set(),
});
