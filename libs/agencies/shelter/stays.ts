import { z } from 'zod';
import { evolvePart, noShelter, shelterTypes, type Stay } from '#casework';
import { sealedValue, view, type CaseEvent } from '../case-view.js';
import { listOfCases } from '../cases.js';
import { isOverdue } from '../due.js';
import { is } from '../filter.js';
import { day, flag, instant, json, oneOf, optional, shown, text } from '../frame/columns.js';
import { sealed } from '../frame/sealed.js';
import { told } from '../list.js';
import { keyedBy, type Row } from '../frame/view.js';
import { inClear, onThese } from '../in-clear.js';
import { CodeFilter } from '../query.js';

export const stayStates = [
  'referred',
  'offered',
  'declined',
  'denied',
  'resident',
  'in_hospital',
  'left',
  'discharged',
] as const;

/** `awaited`: referred or offered a place. `present`: has a place there now, in hospital too. `over`: neither. */
export const stayPhases = ['awaited', 'present', 'over'] as const;

const columns = {
  shelterCode: shown(text),
  state: shown(oneOf(stayStates)),
  phase: oneOf(stayPhases),
  consented: shown(flag),
  withFamily: shown(flag),
  referredAt: shown(instant),
  admittedAt: shown(optional(instant)),
  endedAt: shown(optional(instant)),
  reason: shown(optional(text)),
  /** The last day of the stay, and of the meals that the state pays, as far as the country names them. */
  until: shown(optional(day)),
  mealsPaidUntil: shown(optional(day)),
  /** Out of the house at the moment, or working outside. */
  outside: shown(flag),
  healthChecked: shown(flag),
  needsAssessed: shown(flag),
  room: shown(sealed),
  since: shown(instant),
  /** The stay as the file has it. */
  stay: json(z.custom<Stay>((value) => typeof value === 'object' && value !== null)),
};

type StayRow = Row<typeof columns>;

const stateOf = ({ status, offered }: Stay): StayRow['state'] => {
  if (status !== 'consented') return status;
  return offered ? 'offered' : 'referred';
};

const phaseOf = (state: StayRow['state']): StayRow['phase'] => {
  switch (state) {
    case 'referred':
    case 'offered':
      return 'awaited';
    case 'resident':
    case 'in_hospital':
      return 'present';
    case 'declined':
    case 'denied':
    case 'left':
    case 'discharged':
      return 'over';
  }
};

/** What a list shows of a stay, from the file or from a row. */
export const stayShown = (stay: Stay): Omit<StayRow, 'stay' | 'room'> => {
  const state = stateOf(stay);
  const { shelterCode, consented, withFamily, referredAt, since } = stay;
  const { outside, healthChecked, needsAssessed } = stay;
  return {
    ...{ shelterCode, consented, withFamily, referredAt, since, outside, healthChecked, needsAssessed },
    state,
    phase: phaseOf(state),
    admittedAt: stay.admittedAt ?? null,
    endedAt: stay.endedAt ?? null,
    reason: stay.reason ?? null,
    until: stay.until ?? null,
    mealsPaidUntil: stay.mealsPaidUntil ?? null,
  };
};

const rowOf = (stay: Stay | undefined, room: StayRow['room']): StayRow | undefined =>
  stay && { ...stayShown(stay), stay, room };

const roomAfter = ({ room }: StayRow, event: CaseEvent): StayRow['room'] => {
  if (event.type === 'RoomAssigned') return sealedValue(event, 'room');
  return event.type === 'TransferredToShelter' ? null : room;
};

const after = (row: StayRow | undefined, event: CaseEvent): StayRow | undefined => {
  if (row === undefined) return undefined;
  const [stay] = evolvePart('shelter', { stays: [row.stay] }, inClear(event)).stays;
  const room = roomAfter(row, event);
  return stay === row.stay && room === row.room ? row : rowOf(stay, room);
};

/** One row a stay. Where the shelter is stands nowhere in it, only its code. */
export const stays = view({
  name: 'stays',
  agency: 'shelter',
  version: 7,
  columns,
  indexes: [['shelterCode', 'phase', 'since', 'key']],
  keysOf: keyedBy('stayId', 'PersonLeftWithoutNotice', 'PersonDied', 'PersonErased'),
  on: {
    ...onThese<typeof columns>([...shelterTypes, 'PersonLeftWithoutNotice', 'PersonDied'], after),
    ShelterReferred: (_row, event) => rowOf(evolvePart('shelter', noShelter, inClear(event)).stays[0], null),
    PersonErased: () => undefined,
  },
});

/** Who is here, or expected: the stays of the shelters that the reader's agency runs. */
export const staysQuery = listOfCases(stays, {
  path: '/shelter/stays',
  summary: 'Stays in the shelters that this agency runs: awaited, present or over.',
  kinds: ['shelter'],
  sort: 'since',
  key: 'stayId',
  ofSubject: ['names', 'sex', 'ageBand', 'mainLanguage'],
  told: {
    overdue: told(z.boolean(), ({ row, today }) => row.phase === 'present' && isOverdue(row.until, today)),
    mealsOverdue: told(
      z.boolean(),
      ({ row, today }) => row.phase === 'present' && isOverdue(row.mealsPaidUntil, today),
    ),
  },
  where: ({ bind, reader: { actor, facts } }) => {
    const own = facts.shelters.filter(({ agency }) => agency === actor.agency).map(({ code }) => code);
    return [`v.shelter_code = any(${bind(own)})`];
  },
  filters: {
    phase: is('phase', z.enum(stayPhases).default('present')),
    shelterCode: is('shelterCode', CodeFilter),
  },
});
