import type { NewEventOf, RecordedEventOf } from '../words/event.js';
import { handledAfter, type HandledCommands } from '../words/handled.js';
import type { instrumentEvents } from './events.js';
import type { ChangeNotice, InstrumentText, PartySignature } from './values.js';

export type NewInstrumentEvent = NewEventOf<typeof instrumentEvents>;
export type RecordedInstrumentEvent = RecordedEventOf<typeof instrumentEvents>;

/** A text that was proposed, and who signed it. */
export interface ProposedText {
  readonly text: InstrumentText;
  readonly hash: string;
  readonly exchange: string;
  readonly signatures: readonly PartySignature[];
}

/** A notice that was brought in. */
export interface StatedChange extends Omit<ChangeNotice, 'replaces'> {
  readonly replaces?: string | undefined;
  readonly signatures: readonly PartySignature[];
}

/** What a node was told of its country's instruments beside the register that is built in: the fold of `instrument-register`. */
export interface InstrumentRegister {
  /** Revision of the last event, -1 where nothing was told. */
  readonly revision: number;
  readonly handled: HandledCommands;
  readonly proposed: readonly ProposedText[];
  readonly changes: readonly StatedChange[];
}

export const emptyInstrumentRegister: InstrumentRegister = {
  revision: -1,
  handled: new Map(),
  proposed: [],
  changes: [],
};

/** The text that was proposed under a code and a version. */
export const proposedIn = (
  { proposed }: Pick<InstrumentRegister, 'proposed'>,
  code: string,
  version: string,
): ProposedText | undefined => proposed.find(({ text }) => text.code === code && text.version === version);

export const evolveInstruments = (
  register: InstrumentRegister,
  event: RecordedInstrumentEvent,
): InstrumentRegister => {
  switch (event.type) {
    case 'InstrumentProposed': {
      const { text, hash, exchange } = event.data;
      return { ...register, proposed: [...register.proposed, { text, hash, exchange, signatures: [] }] };
    }
    case 'InstrumentSigned': {
      const { code, version, signature } = event.data;
      const signed = proposedIn(register, code, version);
      return {
        ...register,
        proposed: register.proposed.map((each) =>
          each === signed ? { ...each, signatures: [...each.signatures, signature] } : each,
        ),
      };
    }
    case 'InstrumentChangeStated':
      return { ...register, changes: [...register.changes, event.data] };
  }
};

/** Applies recorded events, in order of revision. */
export const advanceInstruments = (
  before: InstrumentRegister,
  events: Iterable<RecordedInstrumentEvent>,
): InstrumentRegister => {
  const fresh = [...events];
  return {
    ...fresh.reduce(evolveInstruments, before),
    handled: handledAfter(before.handled, fresh),
    revision: fresh.at(-1)?.meta.revision ?? before.revision,
  };
};
