import type { Agency, AgencyKind, CountryFacts, Mandate, Viewer } from '#casework';
import type { Reader } from '../query.js';

const agency = (code: string, kind: AgencyKind, viewer: Viewer, ...mandates: Mandate[]): Agency => ({
  id: code,
  name: code,
  kind,
  viewer,
  mandates,
});

/** A country with an agency of each kind. */
export const facts: CountryFacts = {
  country: 'TH',
  name: 'Thailand',
  timeZone: 'Asia/Bangkok',
  languages: ['th'],
  scripts: ['Thai', 'Mymr', 'Latn'],
  calendars: ['gregorian'],
  agencies: [
    agency('datip', 'focal_point', 'FP', 'coordinate'),
    agency('embassy-x', 'embassy', 'CO', 'confirm_nationality'),
    agency('registry-x', 'registry', 'IM', 'confirm_nationality'),
    agency('office-x', 'provincial_office', 'LO', 'trace_family'),
    agency('office-y', 'provincial_office', 'LO', 'trace_family'),
    agency('welfare', 'social_work', 'SW', 'case_work'),
    agency('shelter-1', 'shelter', 'SH', 'shelter'),
    agency('shelter-2', 'shelter', 'SH', 'shelter'),
    agency('audit', 'auditor', 'AU', 'audit'),
  ],
  roles: {},
  focalPoint: 'datip',
  shelters: ['th-01', 'th-02'].map((code, index) => ({
    code,
    name: 'a name that is never shown',
    agency: `shelter-${index + 1}`,
    kind: 'long_term',
    admits: { sexes: ['female', 'male'], families: true },
    capacity: 2,
  })),
  handoverPoints: [],
  channels: [],
  travelDocuments: [],
  deadlines: {},
  daysOff: { version: 'none', from: '1850-01-01', until: '2299-12-31', days: [] },
  ageBands: [
    { band: 'child', from: 0 },
    { band: 'adult', from: 18 },
  ],
  legalBases: [],
  paymentHeads: [],
  hotlines: [],
  lacks: [],
  standIns: [],
};

/** An official of one of them. */
export const reader = (code: string, actor = 'official-1'): Reader => ({
  actor: { id: actor, country: 'TH', agency: code, roles: ['officer'] },
  facts,
  now: '2014-03-10T20:00:00.000Z',
});
