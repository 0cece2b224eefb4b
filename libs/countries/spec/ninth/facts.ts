import type { Agency, Country, CountryFacts } from '#casework';
import { usualAgeBands } from '../../age-bands.js';
import { assumedClocks } from '../../assumed-clocks.js';
import { daysOff } from '../../days-off.js';
import { mission } from '../../mission.js';
import { everyone, placeOfCare, shelter, shelterAgency } from '../../place-of-care.js';
import { usualRoles } from '../../roles.js';

/** A code of ISO 3166-1 that no state has: its line in the list would make it one of the type. */
const country = 'AQ' as Country;
const source = '(A)';

const office = (
  id: string,
  kind: Agency['kind'],
  viewer: Agency['viewer'],
  mandates: Agency['mandates'],
  disciplines: NonNullable<Agency['disciplines']> = [],
): Agency => ({ id, name: `Office ${id}`, kind, viewer, mandates, disciplines, source });

const welfare = (id: string): Agency =>
  office(
    id,
    'social_work',
    'SW',
    [
      ...(['open_case', 'screen', 'identify', 'review_identification', 'case_work'] as const),
      ...(['child_protection', 'reintegrate', 'escort', 'receive_return', 'health'] as const),
    ],
    ['social_work', 'psychology'],
  );
const registry = (id: string): Agency =>
  office(id, 'registry', 'IM', ['confirm_nationality', 'issue_travel_document']);
const provincial = (id: string): Agency => office(id, 'provincial_office', 'LO', ['trace_family']);

const shelters = ['x1', 'x2'].map((code) =>
  shelter(code, 'Temporary protection', 'temporary', everyone, 20, source),
);

/** A ninth country, made up. */
export const ninth: CountryFacts = {
  country,
  name: 'Ninth Country',
  timeZone: 'Antarctica/McMurdo',
  languages: ['en', 'th'],
  scripts: ['Latn'],
  calendars: ['gregorian'],
  agencies: [
    office('bureau', 'focal_point', 'FP', [
      ...(['open_case', 'coordinate', 'warn', 'assign_tracing', 'approve_return', 'erase'] as const),
      ...(['review_identification', 'case_work'] as const),
    ]),
    office('council', 'authority', 'FP', ['coordinate', 'assign_tracing', 'approve_return', 'erase']),
    ...['north', 'south', 'coast'].map(welfare),
    ...['registry-a', 'registry-b'].map(registry),
    ...['province-a', 'province-b'].map(provincial),
    office(
      'ice-patrol',
      'police',
      'PO',
      ['open_case', 'watch_border', 'proceedings', 'approve_return'],
      ['law_enforcement'],
    ),
    office('inspectorate', 'auditor', 'AU', ['audit']),
    mission('embassy-bangkok', 'Embassy in Bangkok', 'TH', source),
    ...shelters.map(({ agency }) =>
      shelterAgency(agency, placeOfCare(agency), ['shelter', 'health'], source),
    ),
  ],
  roles: usualRoles,
  focalPoint: 'bureau',
  shelters,
  handoverPoints: [
    {
      code: 'bangkok-mcmurdo-air',
      name: 'Bangkok – McMurdo by air',
      between: ['TH', country],
      kind: 'airport',
      source,
    },
  ],
  channels: [{ code: 'g-to-g', name: 'Government to government', with: ['TH'], source }],
  travelDocuments: [{ code: 'return-paper', name: 'Paper for the return', validDays: 60, source }],
  deadlines: {
    ...assumedClocks,
    tracing_visit: { days: 20, calendar: 'working', source },
  },
  daysOff: daysOff({ version: 'AQ-1', source, years: { 2013: '01-01 06-21 12-24 12-25' } }),
  ageBands: usualAgeBands,
  legalBases: ['aq-protection-act'],
  paymentHeads: [],
  hotlines: [],
  lacks: [],
  standIns: [],
};
