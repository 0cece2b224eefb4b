import type { RulesOf } from '../records/rules.js';
import { notCharged } from '../words/charged.js';
import type { Context } from '../words/context.js';
import type { Decision } from '../words/decision.js';
import { holdsMandate } from '../words/facts.js';
import { peopleCommands, type PeopleBodyOf, type PeopleCommand, type PeopleCommandType } from './commands.js';
import { appointing } from './decide/appointments.js';
import type { PeopleDecisions } from './decide/decisions.js';
import { leaving } from './decide/leaving.js';
import { standingIn } from './decide/standing-in.js';
import type { people } from './record.js';
import type { NewPeopleEvent, PeopleRegister } from './state.js';

export const peopleRules: RulesOf<typeof people, PeopleRegister, NewPeopleEvent> = {
  decide: { ...leaving, ...appointing, ...standingIn },
  receive: {},
};

const run = <K extends PeopleCommandType>(
  command: { readonly type: K; readonly body: PeopleBodyOf<K> },
  register: PeopleRegister,
  context: Context,
): Decision<NewPeopleEvent> =>
  (peopleRules.decide as PeopleDecisions)[command.type](command.body, register, context);

/** Decides one command on the register of people: events to record, or a refusal. Pure. */
export const decidePeople = (
  command: PeopleCommand,
  register: PeopleRegister,
  context: Context,
): Decision<NewPeopleEvent> => {
  const { mandate, role } = peopleCommands[command.type];
  // An auditor takes part in no case, and has people all the same.
  const audits =
    mandate === 'take_part' && holdsMandate(context.facts(context.country), context.actor.agency, 'audit');
  return notCharged({ mandate, role }, context, audits) ?? run(command, register, context);
};
