import type { NewCaseEvent } from '../records/catalogue.js';
import type { CaseFile } from '../records/file.js';
import type { Decisions } from '../records/rules.js';
import type { Context } from '../words/context.js';
import { accept, refuse } from '../words/decision.js';
import { sameCode } from '../words/same-code.js';
import type { assignmentCommands } from './commands.js';
import { worksOn } from './questions/works-on.js';

/** Whether others of the focal point's office answer towards the country that the case is shared with. */
const othersAnswer = (person: string, { coordination }: CaseFile, context: Context): boolean => {
  const { country, actor, people } = context;
  const { counterpart } = coordination;
  if (counterpart === undefined || actor.agency !== context.facts(country).focalPoint) return false;
  const answering = people?.answering(actor.agency, counterpart) ?? [];
  return answering.length > 0 && !answering.some((one) => sameCode(one, person));
};

export const assignmentDecisions: Decisions<typeof assignmentCommands> = {
  AssignCase: ({ person }, file, context) => {
    const { id, agency } = context.actor;
    if (!file.coordination.opened) return refuse('wrong_state', 'The case has not been opened.');
    if (context.people?.hasLeft(agency, person))
      return refuse('wrong_state', 'This person has left your office.');
    const now = file.assignment.byOffice.get(agency) ?? {};
    if (sameCode(now.offeredTo ?? now.person ?? '', person))
      return refuse('already_exists', 'The case is assigned to this person already.');
    if (othersAnswer(person, file, context))
      return refuse(
        'wrong_state',
        'Others of your office answer towards that country. GET /v1/people shows who; assign it to one of them.',
      );
    const assigned: NewCaseEvent = { type: 'CaseAssigned', data: { person, agency } };
    return sameCode(person, id)
      ? accept<NewCaseEvent>(assigned, { type: 'CaseAccepted', data: { person, agency } })
      : accept(assigned);
  },

  AcceptCase: (_body, file, context) => {
    const { id, agency } = context.actor;
    const { offeredTo } = worksOn(agency, file, context.people);
    if (offeredTo === undefined || !sameCode(offeredTo, id))
      return refuse('wrong_state', 'The case does not wait for you to accept it.');
    return accept({ type: 'CaseAccepted', data: { person: offeredTo, agency } });
  },
};
