import { accept, refuse } from '../../words/decision.js';
import { sameCode } from '../../words/same-code.js';
import { hasLeft, postsOf } from '../questions/charged.js';
import { samePerson, withoutAppointment, type NewPeopleEvent } from '../state.js';
import type { PeopleDecisions } from './decisions.js';
import { nobodyCharged } from './uncharged.js';

const notThere = () =>
  refuse('unknown_reference', 'Your office has no such appointment. GET /v1/people shows those that it has.');

export const appointing: Pick<
  PeopleDecisions,
  'ProposeAppointment' | 'ConfirmAppointment' | 'EndAppointment'
> = {
  ProposeAppointment: ({ person, country, post }, register, context) => {
    const { id, agency } = context.actor;
    if (country === context.country)
      return refuse('unknown_reference', 'Somebody answers towards another country than the own one.');
    if (sameCode(person, id))
      return refuse('second_person_needed', 'Nobody proposes themselves. Let a colleague propose you.');
    if (hasLeft(register, { person, agency }))
      return refuse('wrong_state', 'This person has left your office.');
    const has = register.appointments.find(
      (each) => each.country === country && samePerson(each, { person, agency }),
    );
    if (has)
      return refuse(
        'already_exists',
        'This person has a post towards that country, or is proposed for one. End that first.',
      );
    const data = { appointmentId: context.idFor('appointment'), person, agency, country, post };
    return accept({ type: 'AppointmentProposed', data });
  },

  ConfirmAppointment: ({ appointmentId }, register, { actor: { id, agency } }) => {
    const proposed = register.appointments.find((each) => each.appointmentId === appointmentId);
    if (proposed?.agency !== agency) return notThere();
    if (proposed.confirmed) return refuse('already_exists', 'This appointment is confirmed already.');
    if (hasLeft(register, { person: proposed.proposedBy, agency }))
      return refuse('wrong_state', 'Who proposed it has left your office. Let somebody propose it anew.');
    if (sameCode(proposed.proposedBy, id))
      return refuse('second_person_needed', 'Another person than who proposed it confirms.');
    const before =
      proposed.post === 'focal_point' ? postsOf(register, agency, proposed.country, proposed.post) : [];
    return accept(
      { type: 'AppointmentConfirmed', data: { appointmentId, agency } },
      ...before.map((each): NewPeopleEvent => ({
        type: 'AppointmentEnded',
        data: { appointmentId: each.appointmentId, agency },
      })),
    );
  },

  EndAppointment: ({ appointmentId }, register, context) => {
    const { agency } = context.actor;
    const held = register.appointments.find((each) => each.appointmentId === appointmentId);
    if (held?.agency !== agency) return notThere();
    return accept(
      { type: 'AppointmentEnded', data: { appointmentId, agency } },
      ...nobodyCharged(register, withoutAppointment(register, appointmentId), context),
    );
  },
};
