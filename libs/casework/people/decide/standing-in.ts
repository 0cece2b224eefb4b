import { records } from '../../records/records.js';
import { addDays } from '../../words/calendar.js';
import { accept, refuse, type Decision } from '../../words/decision.js';
import { sameCode } from '../../words/same-code.js';
import { today } from '../../words/today.js';
import { hasLeft, postsOf } from '../questions/charged.js';
import { answers, samePerson, type Days } from '../state.js';
import type { PeopleDecisions } from './decisions.js';

/** Days. What lasts longer is an appointment (A). */
const longestDelegation = 366;

const backwards = ({ from, until }: Days): Decision<never> | undefined =>
  until < from ? refuse('impossible_date', 'It ends before it begins.') : undefined;

export const standingIn: Pick<
  PeopleDecisions,
  'Delegate' | 'EndDelegation' | 'RecordAbsence' | 'EndAbsence'
> = {
  Delegate: ({ person, country, processes, from, until }, register, context) => {
    const { id, agency } = context.actor;
    const post = postsOf(register, agency, country).find(
      (each) => answers(each) && samePerson(each, { person: id, agency }),
    );
    if (!post)
      return refuse(
        'wrong_state',
        'You have no post towards that country. What was delegated to you is not yours to pass on.',
      );
    if (sameCode(person, id)) return refuse('same_person', 'Name somebody else of your office.');
    if (hasLeft(register, { person, agency }))
      return refuse('wrong_state', 'This person has left your office.');
    const wrong = backwards({ from, until });
    if (wrong) return wrong;
    if (until < today(context)) return refuse('impossible_date', 'It would have ended already.');
    if (until > addDays(from, longestDelegation))
      return refuse(
        'impossible_date',
        'A delegation lasts a year at most. What lasts longer is an appointment.',
      );
    const unknown = (processes ?? []).filter((name) => !Object.hasOwn(records, name));
    if (unknown.length > 0)
      return refuse('unknown_reference', 'There is no such process. /docs shows all.', 'P1', [
        { field: 'processes', reason: `no process: ${unknown.join(', ')}` },
      ]);
    const given = { person, agency, country, by: post.person, from, until };
    const data = { delegationId: context.idFor('delegation'), ...given, ...(processes ? { processes } : {}) };
    return accept({ type: 'DelegationGiven', data });
  },

  EndDelegation: ({ delegationId }, register, { actor: { agency } }) => {
    const held = register.delegations.find((each) => each.delegationId === delegationId);
    if (held?.agency !== agency)
      return refuse('unknown_reference', 'Your office has no such delegation, or it has ended.');
    return accept({ type: 'DelegationEnded', data: { delegationId, agency } });
  },

  RecordAbsence: ({ person, from, until }, register, context) => {
    const { agency } = context.actor;
    const wrong = backwards({ from, until });
    if (wrong) return wrong;
    if (hasLeft(register, { person, agency }))
      return refuse('wrong_state', 'This person has left your office.');
    const told = register.absences.some(
      (each) => samePerson(each, { person, agency }) && each.from === from && each.until === until,
    );
    if (told) return accept();
    const data = { absenceId: context.idFor('absence'), person, agency, from, until };
    return accept({ type: 'AbsenceRecorded', data });
  },

  EndAbsence: ({ absenceId }, register, context) => {
    const { agency } = context.actor;
    const held = register.absences.find((each) => each.absenceId === absenceId);
    if (held?.agency !== agency)
      return refuse('unknown_reference', 'Your office has recorded no such absence.');
    const on = today(context);
    if (held.until < on) return accept();
    return accept({ type: 'AbsenceEnded', data: { absenceId, agency, on } });
  },
};
