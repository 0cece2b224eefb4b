import { z } from 'zod';
import { fact, permission } from '../words/command.js';
import { Country, someCountry } from '../words/country.js';
import { Login } from '../words/login.js';
import { Code, Day, Id } from '../words/values.js';
import { Post } from './values.js';

const some = { id: '0d8a3f0e-6c1b-4a58-9d57-0a8b2f6f2c31', person: 'officer-77' };
const { origin: country } = someCountry;

/** Commands on the people of the own office; the office is that of the token. */
export const peopleCommands = {
  RecordLeaving: fact(
    'take_part',
    'anyone',
    'Record that a person left the own office. From then on no token of theirs counts here, and their posts and delegations are ended.',
    z.strictObject({ person: Login }),
    { person: some.person },
    'officer',
  ),
  ProposeReturn: permission(
    'take_part',
    'anyone',
    'Propose that a person who left the own office works there again; a second person confirms it.',
    z.strictObject({ person: Login }),
    { person: some.person },
  ),
  ConfirmReturn: permission(
    'take_part',
    'anyone',
    'Confirm, as another person than who proposed it, that a person works in the own office again. Posts and delegations do not come back with it.',
    z.strictObject({ person: Login }),
    { person: some.person },
    'approver',
  ),
  ProposeAppointment: permission(
    'coordinate',
    'charged',
    'Propose somebody else of the own office as focal point, deputy or authority towards a country; a second person confirms it.',
    z.strictObject({ person: Login, country: Country, post: Post }),
    { person: some.person, country, post: 'focal_point' },
  ),
  ConfirmAppointment: permission(
    'coordinate',
    'charged',
    'Confirm, as another person than who proposed it, an appointment. A focal point takes the place of the one before.',
    z.strictObject({ appointmentId: Id }),
    { appointmentId: some.id },
    'approver',
  ),
  EndAppointment: permission(
    'coordinate',
    'charged',
    'End an appointment of the own office, or take back one that was proposed.',
    z.strictObject({ appointmentId: Id }),
    { appointmentId: some.id },
  ),
  Delegate: permission(
    'coordinate',
    'charged',
    'Let somebody else of the own office act for a while in the own post towards a country, in all processes or in some.',
    z.strictObject({
      person: Login,
      country: Country,
      processes: z.array(Code).min(1).max(40).optional(),
      from: Day,
      until: Day,
    }),
    { person: some.person, country, processes: ['repatriation'], from: '2027-03-01', until: '2027-03-14' },
  ),
  EndDelegation: permission(
    'coordinate',
    'charged',
    'End a delegation of the own office.',
    z.strictObject({ delegationId: Id }),
    { delegationId: some.id },
  ),
  RecordAbsence: fact(
    'take_part',
    'anyone',
    'Record from when until when somebody of the own office is away; deputies and delegates stand in.',
    z.strictObject({ person: Login, from: Day, until: Day }),
    { person: some.person, from: '2027-03-01', until: '2027-03-14' },
  ),
  EndAbsence: fact(
    'take_part',
    'anyone',
    'Record that somebody of the own office is there again before the absence ends.',
    z.strictObject({ absenceId: Id }),
    { absenceId: some.id },
  ),
};

export type PeopleCommandType = keyof typeof peopleCommands;
export type PeopleBodyOf<K extends PeopleCommandType> = z.output<(typeof peopleCommands)[K]['body']>;
export type PeopleCommand = {
  [K in PeopleCommandType]: { readonly type: K; readonly body: PeopleBodyOf<K> };
}[PeopleCommandType];
