import { dayIn } from '../../words/calendar.js';
import type { Country } from '../../words/country.js';
import type { ChargedPersons, PeopleNow } from '../../words/people.js';
import {
  personKey,
  samePerson,
  type Appointment,
  type Days,
  type Delegation,
  type OfficePerson,
  type PeopleRegister,
} from '../state.js';
import type { Post } from '../values.js';

export const covers = ({ from, until }: Days, day: string): boolean => from <= day && day <= until;

/** Whether a person left an office: no token of theirs counts. */
export const hasLeft = ({ left }: Pick<PeopleRegister, 'left'>, person: OfficePerson): boolean =>
  left.has(personKey(person));

/** Whether a person is away on a day. */
export const isAway = (
  { absences }: Pick<PeopleRegister, 'absences'>,
  person: OfficePerson,
  day: string,
): boolean => absences.some((each) => covers(each, day) && samePerson(each, person));

/** Appointments of an office towards a country that count, in their order. */
export const postsOf = (
  { appointments }: Pick<PeopleRegister, 'appointments'>,
  agency: string,
  country: Country,
  post?: Post,
): readonly Appointment[] =>
  appointments.filter(
    (each) =>
      each.confirmed &&
      each.agency === agency &&
      each.country === country &&
      (post === undefined || each.post === post),
  );

/** Where and when somebody is looked for. */
export interface Asked {
  readonly agency: string;
  readonly country: Country;
  /** ISO date. */
  readonly day: string;
  /** For what work; delegations of all processes alone count where absent. */
  readonly process?: string | undefined;
  /** Who is kept out of what this is about. */
  readonly keptOut?: ((person: string) => boolean) | undefined;
}

const delegationsOf = (
  { delegations }: PeopleRegister,
  { agency, country, day, process }: Asked,
): readonly Delegation[] =>
  delegations.filter(
    (each) =>
      each.agency === agency &&
      each.country === country &&
      covers(each, day) &&
      (each.processes === undefined || (process !== undefined && each.processes.includes(process))),
  );

const once = (persons: readonly string[]): readonly string[] => [...new Set(persons)];

/**
 * Who answers towards a country and is there, in the order in which they are asked: the focal point, those to whom the
 * focal point delegated, the deputies, those to whom they delegated. Who is kept out counts for nothing, nor does a
 * delegation of theirs.
 */
export const answering = (register: PeopleRegister, asked: Asked): readonly string[] => {
  const { agency, country, day, keptOut = () => false } = asked;
  const delegations = delegationsOf(register, asked);
  const inPost = (['focal_point', 'deputy'] as const)
    .flatMap((post) => postsOf(register, agency, country, post))
    .filter(({ person }) => !keptOut(person));
  const withDelegates = inPost.flatMap((each) => [
    each.person,
    ...delegations.filter(({ by }) => samePerson({ person: by, agency }, each)).map(({ person }) => person),
  ]);
  return once(withDelegates).filter(
    (person) => !keptOut(person) && !isAway(register, { person, agency }, day),
  );
};

/** Who is charged with what is between the own country and another: the order of escalation. Nobody is asked twice. */
export const whoIsCharged = (register: PeopleRegister, asked: Asked): ChargedPersons => {
  const { agency, country, day, keptOut = () => false } = asked;
  const [person, deputy] = answering(register, asked);
  const authority = postsOf(register, agency, country, 'authority').find(
    (each) =>
      !keptOut(each.person) &&
      !isAway(register, each, day) &&
      ![person, deputy].some((other) => other !== undefined && samePerson({ person: other, agency }, each)),
  )?.person;
  return {
    ...(person === undefined ? {} : { person }),
    ...(deputy === undefined ? {} : { deputy }),
    ...(authority === undefined ? {} : { authority }),
  };
};

/** Countries towards which an office has or had somebody in post or proposed. */
export const countriesOf = (
  { appointments }: Pick<PeopleRegister, 'appointments'>,
  agency: string,
): readonly Country[] => [
  ...new Set(appointments.filter((each) => each.agency === agency).map(({ country }) => country)),
];

/** The register as a decision asks it, at an instant in a zone. */
export const peopleAt = (register: PeopleRegister, now: string, timeZone: string): PeopleNow => {
  const day = dayIn(timeZone, now);
  return {
    hasLeft: (agency, person) => hasLeft(register, { agency, person }),
    isAway: (agency, person) => isAway(register, { agency, person }, day),
    answering: (agency, country, process) => answering(register, { agency, country, day, process }),
  };
};
