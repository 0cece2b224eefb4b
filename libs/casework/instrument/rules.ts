import type { RulesOf } from '../records/rules.js';
import { notCharged } from '../words/charged.js';
import type { Context } from '../words/context.js';
import type { Decision } from '../words/decision.js';
import {
  instrumentCommands,
  type InstrumentBodyOf,
  type InstrumentCommand,
  type InstrumentCommandType,
} from './commands.js';
import { changing } from './decide/change.js';
import type { InstrumentDecisions, Papers } from './decide/decisions.js';
import { proposing } from './decide/propose.js';
import type { instrument } from './record.js';
import type { InstrumentRegister, NewInstrumentEvent } from './state.js';

export const instrumentRules: RulesOf<typeof instrument, InstrumentRegister, NewInstrumentEvent, [Papers]> = {
  decide: { ...proposing, ...changing },
  receive: {},
};

const run = <K extends InstrumentCommandType>(
  command: { readonly type: K; readonly body: InstrumentBodyOf<K> },
  register: InstrumentRegister,
  context: Context,
  papers: Papers,
): Decision<NewInstrumentEvent> =>
  (instrumentRules.decide as InstrumentDecisions)[command.type](command.body, register, context, papers);

/** Decides one command on the register of instruments: events to record, or a refusal. Pure. */
export const decideInstrument = (
  command: InstrumentCommand,
  register: InstrumentRegister,
  context: Context,
  papers: Papers,
): Decision<NewInstrumentEvent> =>
  notCharged(instrumentCommands[command.type], context) ?? run(command, register, context, papers);
