import { z } from 'zod';
import { caseRegister } from '../case-register.js';
import { sealedValue, view } from '../case-view.js';
import { flag, instant, oneOf, optional, text } from '../frame/columns.js';
import { sealed } from '../frame/sealed.js';
import { keyedBy, type Row } from '../frame/view.js';
import { claimed, listRows } from '../list.js';
import { CodeFilter, pagedBy, viewQuery } from '../query.js';

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
  shelterCode: text,
  state: oneOf(stayStates),
  phase: oneOf(stayPhases),
  consented: flag,
  withFamily: flag,
  referredAt: instant,
  admittedAt: optional(instant),
  endedAt: optional(instant),
  reason: optional(text),
  /** Out of the house at the moment, or working outside. */
  outside: flag,
  healthChecked: flag,
  needsAssessed: flag,
  room: sealed,
  since: instant,
};

type Stay = Row<typeof columns>;

const phaseOf = (state: Stay['state']): Stay['phase'] => {
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

const into = (
  row: Stay | undefined,
  state: Stay['state'],
  at: string,
  more: Partial<Stay> = {},
): Stay | undefined => row && { ...row, state, phase: phaseOf(state), since: at, ...more };

/** A stay in hospital gives nobody a place who has none. */
const ifPresent = (row: Stay | undefined, state: Stay['state'], at: string): Stay | undefined =>
  row?.phase === 'present' ? into(row, state, at) : row;

const ended = (row: Stay | undefined, state: Stay['state'], at: string, reason: string): Stay | undefined =>
  into(row, state, at, { endedAt: at, reason, outside: false });

/** One row a stay. Where the shelter is stands nowhere in it, only its code. */
export const stays = view({
  name: 'stays',
  agency: 'shelter',
  version: 3,
  columns,
  indexes: [['shelterCode', 'phase', 'since', 'key']],
  keysOf: keyedBy('stayId', 'PersonDied', 'PersonErased'),
  on: {
    ShelterReferred: (_row, { open, meta }): Stay => ({
      shelterCode: open.shelterCode,
      state: 'referred',
      phase: 'awaited',
      consented: false,
      withFamily: open.withFamily,
      referredAt: meta.occurredAt,
      admittedAt: null,
      endedAt: null,
      reason: null,
      outside: false,
      healthChecked: false,
      needsAssessed: false,
      room: null,
      since: meta.occurredAt,
    }),
    ShelterAdmissionOffered: (row, { meta }) => into(row, 'offered', meta.occurredAt),
    ShelterStayConsented: (row) => row && { ...row, consented: true },
    ShelterDeclined: (row, { meta }) =>
      ended(row && { ...row, consented: false }, 'declined', meta.occurredAt, 'declined'),
    AdmissionDenied: (row, { open, meta }) => ended(row, 'denied', meta.occurredAt, open.reason),
    AdmittedToShelter: (row, { open, meta }) =>
      into(row, 'resident', meta.occurredAt, { shelterCode: open.shelterCode, admittedAt: meta.occurredAt }),
    HealthCheckCompleted: (row) => row && { ...row, healthChecked: true },
    NeedsAssessed: (row) => row && { ...row, needsAssessed: true },
    RoomAssigned: (row, event) => row && { ...row, room: sealedValue(event, 'room') },
    OutingRecorded: (row, { open }) =>
      row && (open.kind === 'planned' ? row : { ...row, outside: open.kind !== 'returned' }),
    TransferredToShelter: (row, { open, meta }) =>
      row && { ...row, shelterCode: open.shelterCode, room: null, since: meta.occurredAt },
    HospitalStayStarted: (row, { meta }) => ifPresent(row, 'in_hospital', meta.occurredAt),
    HospitalStayEnded: (row, { meta }) => ifPresent(row, 'resident', meta.occurredAt),
    StayConsentWithdrawn: (row) => row && { ...row, consented: false },
    LeftWithoutNotice: (row, { meta }) => ended(row, 'left', meta.occurredAt, 'left_without_notice'),
    DischargedFromShelter: (row, { open, meta }) => ended(row, 'discharged', meta.occurredAt, open.reason),
    PersonDied: (row, { meta }) =>
      row?.phase === 'over' ? row : ended(row, 'discharged', meta.occurredAt, 'died'),
    PersonErased: () => undefined,
  },
});

const item = z.object({
  stayId: z.string(),
  shelterCode: z.string(),
  state: z.enum(stayStates),
  since: z.string(),
  consented: z.boolean(),
  withFamily: z.boolean(),
  referredAt: z.string(),
  admittedAt: z.string().nullable(),
  endedAt: z.string().nullable(),
  reason: z.string().nullable(),
  outside: z.boolean(),
  healthChecked: z.boolean(),
  needsAssessed: z.boolean(),
  sex: z.string(),
  ageBand: z.string(),
  mainLanguage: z.string(),
});

/** Who is here, or expected: the stays of the shelters that the reader's agency runs. */
export const staysQuery = viewQuery({
  name: 'shelter.stays',
  path: '/shelter/stays',
  summary: 'Stays in the shelters that this agency runs: awaited, present or over.',
  kinds: ['shelter'],
  params: z.strictObject({
    ...pagedBy('instant'),
    phase: z.enum(stayPhases).default('present'),
    shelterCode: CodeFilter.optional(),
  }),
  item,
  sealed: ['names', 'room'],
  views: [stays, caseRegister],
  run: (ports, { limit, cursor, phase, shelterCode }, reader) => {
    const own = reader.facts.shelters
      .filter(({ agency, code }) => agency === reader.actor.agency && (shelterCode ?? code) === code)
      .map(({ code }) => code);
    return listRows<typeof columns, z.output<typeof item>>(ports, reader, {
      view: stays,
      sort: 'since',
      limit,
      cursor,
      where: (bind) => [`v.shelter_code = any(${bind(own)})`, `v.phase = ${bind(phase)}`],
      show: (row, register, _today, key) => ({
        data: item.parse({
          ...row,
          sex: register.sex,
          ageBand: register.ageBand,
          mainLanguage: register.mainLanguage,
          stayId: key,
        }),
        sealed: { names: claimed(register).names, room: row.room ? [row.room] : [] },
      }),
    });
  },
});
