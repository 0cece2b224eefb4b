import type { DischargeReason } from '../words/own-practice.js';
import { shelterEvents, type denialReasons } from './events.js';
import { belongs, type RecordedEventOf } from '../words/event.js';
import type { Reckoning } from '../words/reckoned.js';
import { repatriationEvents } from '../repatriation/events.js';

/** Events of other processes that bear on it. */
export const shelterHears = {
  PersonDied: repatriationEvents.PersonDied,
  PersonLeftWithoutNotice: repatriationEvents.PersonLeftWithoutNotice,
};

type ShelterEvent = RecordedEventOf<typeof shelterEvents & typeof shelterHears>;

export type StayStatus =
  | 'referred'
  | 'offered'
  | 'consented'
  | 'declined'
  | 'denied'
  | 'resident'
  | 'in_hospital'
  | 'left'
  | 'discharged';

/** Why a stay ended, or never began. */
export type EndOfStay = DischargeReason | (typeof denialReasons)[number] | 'declined' | 'died';

export interface Stay {
  readonly stayId: string;
  readonly shelterCode: string;
  readonly withFamily: boolean;
  readonly status: StayStatus;
  /** The person agrees to stay, now. */
  readonly consented: boolean;
  readonly offered: boolean;
  /** When the agreement was withdrawn, where it was last. */
  readonly withdrawnAt?: string | undefined;
  readonly referredAt: string;
  /** ISO instants. */
  readonly admittedAt?: string | undefined;
  /** ISO days: the last of the stay where she lives, and of the meals that the state pays, as far as the country names them. */
  readonly until?: string | undefined;
  readonly mealsPaidUntil?: string | undefined;
  readonly reckonedBy?: Reckoning | undefined;
  readonly endedAt?: string | undefined;
  readonly reason?: EndOfStay | undefined;
  /** When the status or the place changed last. */
  readonly since: string;
  readonly healthChecked: boolean;
  readonly needsAssessed: boolean;
  /** When the person last left without notice before she was known to be admitted. */
  readonly leftAt?: string | undefined;
  /** Out of the house at the moment, or working outside; not yet where an outing is only planned. */
  readonly outside: boolean;
}

export interface ShelterState {
  readonly stays: readonly Stay[];
}

export const noShelter: ShelterState = { stays: [] };

/** Types that speak of one stay, by its id. */
export const shelterTypes: readonly string[] = Object.keys(shelterEvents);

export const evolveShelter = (state: ShelterState, event: ShelterEvent): ShelterState => {
  if (event.type === 'PersonDied') return endedWithDeath(state, event.meta.occurredAt);
  if (event.type === 'PersonLeftWithoutNotice') return withoutWhoLeft(state, event.meta.occurredAt);
  const after = evolveStays(state, event);
  // Whose admission is typed late had left since.
  const left = event.type === 'AdmittedToShelter' ? stayOf(state, event.data.stayId)?.leftAt : undefined;
  return left === undefined ? after : withoutWhoLeft(after, left);
};

const evolveStays = (state: ShelterState, event: ShelterEvent): ShelterState => {
  if (!belongs(shelterEvents, event)) return state;
  const at = event.meta.occurredAt;
  const change = (changes: Partial<Stay>): ShelterState =>
    changeStays(state, ({ stayId }) => stayId === event.data.stayId, changes);
  switch (event.type) {
    case 'ShelterReferred':
      return { stays: [...state.stays, referred(event.data, at)] };
    case 'ShelterAdmissionOffered':
      return change({ status: 'offered', offered: true, since: at });
    case 'ShelterStayConsented':
      return change(
        isPresent(stayOf(state, event.data.stayId))
          ? { consented: true, withdrawnAt: undefined }
          : { status: 'consented', consented: true, endedAt: undefined },
      );
    case 'ShelterDeclined':
      return change({ ...ended('declined', at, 'declined'), consented: false });
    case 'AdmissionDenied':
      return change(ended('denied', at, event.data.reason));
    case 'AdmittedToShelter':
      return change({
        ...{ status: 'resident', shelterCode: event.data.shelterCode, admittedAt: at, since: at },
        leftAt: undefined,
        ...termsIn(event.data),
      });
    case 'HealthCheckCompleted':
      return change({ healthChecked: true });
    case 'NeedsAssessed':
      return change({ needsAssessed: true });
    case 'RoomAssigned':
      return state;
    case 'OutingRecorded':
      return event.data.kind === 'planned' || !isPresent(stayOf(state, event.data.stayId))
        ? state
        : change({ outside: event.data.kind !== 'returned' });
    case 'TransferredToShelter':
      return change({ shelterCode: event.data.shelterCode, since: at, ...termsIn(event.data) });
    case 'HospitalStayStarted':
    case 'HospitalStayEnded':
      return isPresent(stayOf(state, event.data.stayId))
        ? change({ status: event.type === 'HospitalStayStarted' ? 'in_hospital' : 'resident', since: at })
        : state;
    case 'StayConsentWithdrawn':
      return change({ consented: false, withdrawnAt: at });
    case 'LeftWithoutNotice':
      return change(ended('left', at, 'left_without_notice'));
    case 'DischargedFromShelter':
      return change(ended('discharged', at, event.data.reason));
    case 'ShelterIncidentReported':
      return state;
  }
};

const termsIn = ({
  until,
  mealsPaidUntil,
  reckonedBy,
}: Pick<Stay, 'until' | 'mealsPaidUntil' | 'reckonedBy'>) => ({
  until,
  mealsPaidUntil,
  reckonedBy,
});

const changeStays = (
  state: ShelterState,
  which: (stay: Stay) => boolean,
  changes: Partial<Stay>,
): ShelterState =>
  state.stays.some(which)
    ? { stays: state.stays.map((stay) => (which(stay) ? { ...stay, ...changes } : stay)) }
    : state;

const ended = (status: StayStatus, at: string, reason: EndOfStay): Partial<Stay> => ({
  ...{ status, reason, endedAt: at, since: at },
  outside: false,
});

const endedWithDeath = (state: ShelterState, at: string): ShelterState =>
  changeStays(state, (stay) => stay.endedAt === undefined, ended('discharged', at, 'died'));

/** Whether a stay was going on at an instant, as far as nobody said how it ended but by what came later. */
const wentOnAt = ({ status, admittedAt, endedAt, reason }: Stay, at: string): boolean => {
  const endsLater =
    (reason === 'died' || (reason === 'left_without_notice' && status === 'left')) &&
    admittedAt !== undefined &&
    Date.parse(endedAt ?? at) > Date.parse(at);
  const lived = status === 'resident' || status === 'in_hospital' || endsLater;
  return lived && Date.parse(admittedAt ?? at) <= Date.parse(at);
};

const isBefore = (one: string | undefined, other: string): boolean =>
  one === undefined || Date.parse(one) < Date.parse(other);

/** Who left without notice lives in no shelter any more, unless admitted since. */
const withoutWhoLeft = (state: ShelterState, at: string): ShelterState =>
  changeStays(
    changeStays(
      state,
      ({ admittedAt, endedAt, leftAt }) =>
        admittedAt === undefined && endedAt === undefined && isBefore(leftAt, at),
      { leftAt: at },
    ),
    (stay) => wentOnAt(stay, at),
    ended('left', at, 'left_without_notice'),
  );

const referred = (
  data: { readonly stayId: string; readonly shelterCode: string; readonly withFamily: boolean },
  at: string,
): Stay => ({
  ...data,
  status: 'referred',
  consented: false,
  offered: false,
  referredAt: at,
  since: at,
  healthChecked: false,
  needsAssessed: false,
  outside: false,
});

export const stayOf = (state: ShelterState, stayId: string): Stay | undefined =>
  state.stays.find((stay) => stay.stayId === stayId);

/** Living in the shelter, also while in hospital from there. */
export const isPresent = (stay: Stay | undefined): boolean =>
  stay?.status === 'resident' || stay?.status === 'in_hospital';

/** The stay in which the person lives now. */
export const currentStay = (state: ShelterState): Stay | undefined => state.stays.find(isPresent);
