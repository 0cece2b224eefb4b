import type { Decisions } from '../../records/rules.js';
import type { Instrument } from '../../words/instrument.js';
import type { instrumentCommands } from '../commands.js';
import type { InstrumentRegister, NewInstrumentEvent } from '../state.js';
import type { PartySignature } from '../values.js';

/** Why a signature does not count. */
export type SignatureFault =
  'unreadable' | 'unknown_key' | 'not_yet_valid' | 'revoked' | 'other_text' | 'signed_ahead';

/** A signature as it was checked against the canonical text and the keys of the parties. */
export type CheckedSignature =
  { readonly fault: SignatureFault } | ({ readonly fault?: never } & PartySignature);

/** What was reckoned for a command before it is decided: nothing of it is in the file. */
export interface Papers {
  readonly code: string;
  readonly version: string;
  /** Hash of the text that the command is about; undefined where there is none. */
  readonly hash: string | undefined;
  /** The register that is built in, as it stands without what was told beside it. */
  readonly builtIn: readonly Instrument[];
  /** Of the command's signatures, in their order. */
  readonly signatures: readonly CheckedSignature[];
}

/** Decisions on the register of instruments. */
export type InstrumentDecisions = Decisions<
  typeof instrumentCommands,
  InstrumentRegister,
  NewInstrumentEvent,
  [Papers]
>;
