import { addDays } from '../words/calendar.js';
import type { Country } from '../words/country.js';
import type { NewEventOf, RecordedEventOf } from '../words/event.js';
import { handledAfter, type HandledCommands } from '../words/handled.js';
import { codeKey } from '../words/same-code.js';
import type { peopleEvents } from './events.js';
import type { Post } from './values.js';

export type NewPeopleEvent = NewEventOf<typeof peopleEvents>;
export type RecordedPeopleEvent = RecordedEventOf<typeof peopleEvents>;

/** Somebody in an office: the same login at another office is somebody else. */
export interface OfficePerson {
  readonly person: string;
  readonly agency: string;
}

export interface Appointment extends OfficePerson {
  readonly appointmentId: string;
  readonly country: Country;
  readonly post: Post;
  readonly proposedBy: string;
  readonly confirmed: boolean;
}

/** Whether somebody in this post answers for the country; an authority is only asked last. */
export const answers = ({ post }: Pick<Appointment, 'post'>): boolean => post !== 'authority';

/** Who left, and who proposed that they come back. */
export interface Left extends OfficePerson {
  readonly returnProposedBy?: string;
}

/** Days with both ends. */
export interface Days {
  readonly from: string;
  readonly until: string;
}

export interface Delegation extends OfficePerson, Days {
  readonly delegationId: string;
  readonly country: Country;
  /** Of which processes; of all where absent. */
  readonly processes?: readonly string[] | undefined;
  readonly by: string;
}

export interface Absence extends OfficePerson, Days {
  readonly absenceId: string;
}

/** Who works in the offices of a country, as far as it was told here: the fold of `people-register`. */
export interface PeopleRegister {
  /** Revision of the last event, -1 where nothing was told. */
  readonly revision: number;
  readonly handled: HandledCommands;
  /** Who left, by `personKey`: asked at every request. */
  readonly left: ReadonlyMap<string, Left>;
  /** In the order in which they were proposed. */
  readonly appointments: readonly Appointment[];
  readonly delegations: readonly Delegation[];
  readonly absences: readonly Absence[];
  /** Where the last who answered has gone, and nobody took the place. */
  readonly uncharged: readonly {
    readonly agency: string;
    readonly country: Country;
    readonly since: string;
  }[];
}

export const emptyPeopleRegister: PeopleRegister = {
  revision: -1,
  handled: new Map(),
  left: new Map(),
  appointments: [],
  delegations: [],
  absences: [],
  uncharged: [],
};

/** One person of one office: no list holds logins, so another spelling of one evades nothing. */
export const personKey = ({ agency, person }: OfficePerson): string => `${agency} ${codeKey(person)}`;

export const samePerson = (one: OfficePerson, other: OfficePerson): boolean =>
  one.agency === other.agency && personKey(one) === personKey(other);

/** Without what somebody who left had by posts; what was delegated by them or to them ends too. */
export const withoutPerson = (register: PeopleRegister, gone: OfficePerson): PeopleRegister => ({
  ...register,
  appointments: register.appointments.filter((each) => !samePerson(each, gone)),
  delegations: register.delegations.filter(
    (each) => !samePerson(each, gone) && !samePerson({ person: each.by, agency: each.agency }, gone),
  ),
  absences: register.absences.filter((each) => !samePerson(each, gone)),
});

/** Without an appointment, and without what rests on it: delegations of whoever is in no post towards that country now. */
export const withoutAppointment = (register: PeopleRegister, appointmentId: string): PeopleRegister => {
  const ended = register.appointments.find((each) => each.appointmentId === appointmentId);
  if (!ended) return register;
  const appointments = register.appointments.filter((each) => each !== ended);
  const stillInPost = appointments.some(
    (each) => each.confirmed && each.country === ended.country && samePerson(each, ended),
  );
  const restsOnIt = ({ by, agency, country }: Delegation): boolean =>
    country === ended.country && samePerson({ person: by, agency }, ended);
  return {
    ...register,
    appointments,
    delegations: stillInPost ? register.delegations : register.delegations.filter((each) => !restsOnIt(each)),
  };
};

export const evolvePeople = (register: PeopleRegister, event: RecordedPeopleEvent): PeopleRegister => {
  switch (event.type) {
    case 'PersonLeft':
      return {
        ...withoutPerson(register, event.data),
        left: new Map([...register.left, [personKey(event.data), event.data]]),
      };
    case 'ReturnProposed': {
      const key = personKey(event.data);
      const left = { ...event.data, returnProposedBy: event.meta.actor };
      return register.left.has(key)
        ? { ...register, left: new Map([...register.left, [key, left]]) }
        : register;
    }
    case 'PersonReturned': {
      const key = personKey(event.data);
      return { ...register, left: new Map([...register.left].filter(([each]) => each !== key)) };
    }
    case 'AppointmentProposed': {
      const proposed = { ...event.data, proposedBy: event.meta.actor, confirmed: false };
      return { ...register, appointments: [...register.appointments, proposed] };
    }
    case 'AppointmentConfirmed': {
      const { appointmentId } = event.data;
      const taken = register.appointments.find((each) => each.appointmentId === appointmentId);
      return {
        ...register,
        appointments: register.appointments.map((each) =>
          each === taken ? { ...each, confirmed: true } : each,
        ),
        uncharged: register.uncharged.filter(
          ({ agency, country }) =>
            !(taken && answers(taken) && taken.agency === agency && taken.country === country),
        ),
      };
    }
    case 'NobodyCharged':
      return {
        ...register,
        uncharged: [...register.uncharged, { ...event.data, since: event.meta.recordedAt }],
      };
    case 'AppointmentEnded':
      return withoutAppointment(register, event.data.appointmentId);
    case 'DelegationGiven':
      return { ...register, delegations: [...register.delegations, event.data] };
    case 'DelegationEnded': {
      const { delegationId } = event.data;
      return {
        ...register,
        delegations: register.delegations.filter((each) => each.delegationId !== delegationId),
      };
    }
    case 'AbsenceRecorded':
      return { ...register, absences: [...register.absences, event.data] };
    case 'AbsenceEnded': {
      const { absenceId, on } = event.data;
      return {
        ...register,
        absences: register.absences.flatMap((each) => {
          if (each.absenceId !== absenceId) return [each];
          return each.from < on ? [{ ...each, until: addDays(on, -1) }] : [];
        }),
      };
    }
  }
};

/** Applies recorded events, in order of revision. */
export const advancePeople = (
  before: PeopleRegister,
  events: Iterable<RecordedPeopleEvent>,
): PeopleRegister => {
  const fresh = [...events];
  return {
    ...fresh.reduce(evolvePeople, before),
    handled: handledAfter(before.handled, fresh),
    revision: fresh.at(-1)?.meta.revision ?? before.revision,
  };
};
