import { z } from 'zod';
import { onlyOffices, type Audience } from '../words/audience.js';
import { Country } from '../words/country.js';
import { event } from '../words/event.js';
import { everyone, naming, operational } from '../words/field.js';
import { Login } from '../words/login.js';
import { Code, Day, Id } from '../words/values.js';
import { Post } from './values.js';

/** The office whose people it is about, and nobody else: who works where may give away a shelter. */
const ownOffice = ({ agency }: Readonly<Record<string, unknown>>): Audience => onlyOffices([agency]);

const person = operational(Login, everyone);
const agency = naming(operational(Code, everyone));
const days = { from: operational(Day, everyone), until: operational(Day, everyone) };

/** Events of stream `people-register`. Persons are the logins of their provider; no name stands there. */
export const peopleEvents = {
  PersonLeft: event('PersonLeft', ownOffice, { person, agency }),
  ReturnProposed: event('ReturnProposed', ownOffice, { person, agency }),
  PersonReturned: event('PersonReturned', ownOffice, { person, agency }),
  AppointmentProposed: event('AppointmentProposed', ownOffice, {
    appointmentId: operational(Id, everyone),
    person,
    agency,
    country: operational(Country, everyone),
    post: operational(Post, everyone),
  }),
  AppointmentConfirmed: event('AppointmentConfirmed', ownOffice, {
    appointmentId: operational(Id, everyone),
    agency,
  }),
  AppointmentEnded: event('AppointmentEnded', ownOffice, {
    appointmentId: operational(Id, everyone),
    agency,
  }),
  /** Beside what ended the last post of an office towards a country: nobody answers there, and the office as a whole does. */
  NobodyCharged: event('NobodyCharged', ownOffice, {
    agency,
    country: operational(Country, everyone),
  }),
  DelegationGiven: event('DelegationGiven', ownOffice, {
    delegationId: operational(Id, everyone),
    person,
    agency,
    country: operational(Country, everyone),
    /** Of which processes; of all where absent. */
    processes: operational(z.array(Code).optional(), everyone),
    /** Who delegated. */
    by: operational(Login, everyone),
    ...days,
  }),
  DelegationEnded: event('DelegationEnded', ownOffice, {
    delegationId: operational(Id, everyone),
    agency,
  }),
  AbsenceRecorded: event('AbsenceRecorded', ownOffice, {
    absenceId: operational(Id, everyone),
    person,
    agency,
    ...days,
  }),
  AbsenceEnded: event('AbsenceEnded', ownOffice, {
    absenceId: operational(Id, everyone),
    agency,
    /** The first day on which the person is there again. */
    on: operational(Day, everyone),
  }),
};
