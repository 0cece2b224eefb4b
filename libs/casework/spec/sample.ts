import { v5 } from 'uuid';
import type { Actor } from '../words/event.js';
import type { Context } from '../words/context.js';
import type { Country } from '../words/country.js';
import type { CountryFacts } from '../words/facts.js';
import { mandates } from '../words/mandate.js';
import { usualPolicy } from '../words/policy.js';
import type { Clause, Instrument } from '../words/instrument.js';
import { messages, type MessageKind } from '../records/catalogue.js';
import { fieldGroups } from '../words/dictionary.js';
import { consentPurposes } from '../words/purpose.js';
import { Here, There } from './lands.js';

const namespace = '5f0c8c0e-8a2b-4f7a-9c1d-2e3f4a5b6c7d';

const ids = new Map<string, string>();
const idIn = (word: string, within: string): string => {
  const key = `${within} ${word}`;
  const known = ids.get(key);
  if (known !== undefined) return known;
  const made = v5(word, within);
  ids.set(key, made);
  return made;
};

/** A UUID from a word, so that specs read well and repeat exactly. Each is reckoned once: laws ask for millions. */
export const id = (word: string): string => idIn(word, namespace);

const everything = mandates.filter((mandate) => mandate !== 'system');

const factsOf = (country: Country): CountryFacts => ({
  country,
  name: country,
  timeZone: country === There ? 'Asia/Yangon' : 'Asia/Bangkok',
  languages: ['th', 'my', 'en'],
  scripts: ['Thai', 'Mymr', 'Latn'],
  calendars: ['gregorian'],
  agencies: [
    {
      id: 'focal',
      name: 'Focal point',
      kind: 'focal_point',
      viewer: 'FP',
      mandates: everything,
      disciplines: ['social_work'],
    },
    {
      id: 'police',
      name: 'Police',
      kind: 'police',
      viewer: 'PO',
      mandates: everything,
      disciplines: ['law_enforcement'],
    },
    {
      id: 'welfare',
      name: 'Welfare',
      kind: 'social_work',
      viewer: 'SW',
      mandates: everything,
      disciplines: ['social_work'],
    },
    { id: 'office-a', name: 'Office A', kind: 'provincial_office', viewer: 'LO', mandates: ['trace_family'] },
    { id: 'office-b', name: 'Office B', kind: 'provincial_office', viewer: 'LO', mandates: ['trace_family'] },
    { id: 'powerless', name: 'Guest', kind: 'authority', viewer: 'NG', mandates: [] },
  ],
  roles: { case_worker: 'officer' },
  focalPoint: 'focal',
  shelters: [
    {
      code: 'sh-1',
      name: 'First',
      agency: 'welfare',
      kind: 'long_term',
      admits: { sexes: ['female', 'male', 'other', 'unknown'], families: true },
      capacity: 40,
    },
    {
      code: 'sh-women',
      name: 'Women',
      agency: 'welfare',
      kind: 'long_term',
      admits: { sexes: ['female'], families: false },
      capacity: 10,
    },
  ],
  handoverPoints: [
    { code: 'bridge', name: 'Bridge', between: [Here, There], kind: 'bridge' },
    { code: 'port', name: 'Port', between: [Here, There], kind: 'port' },
  ],
  channels: [],
  travelDocuments: [{ code: 'laissez_passer', name: 'Laissez-passer', validDays: 90 }],
  deadlines: {
    nationality_result_valid: { days: 365, calendar: 'calendar', source: '(A)' },
    family_result_valid: { days: 365, calendar: 'calendar', source: '(A)' },
    hold_review: { days: 30, calendar: 'calendar', source: '(A)' },
    tracing_visit: { days: 20, calendar: 'working', source: '(A)' },
    recovery_period: { days: 15, calendar: 'calendar', source: '(A)' },
    departure_notice: { days: 10, calendar: 'working', source: '(A)' },
    retention: { days: 3650, calendar: 'calendar', source: '(A)' },
  },
  daysOff: { version: 'none', from: '1850-01-01', until: '2299-12-31', days: [] },
  ageBands: [
    { band: 'child', from: 0 },
    { band: 'adult', from: 18 },
  ],
  legalBases: ['anti_trafficking_act'],
  paymentHeads: [],
  hotlines: [],
  lacks: [],
  standIns: [],
});
const facts = new Map<Country, CountryFacts>();

/** Facts for specs: two agencies that hold every mandate, one shelter of each kind. */
export const sampleFacts = (country: Country): CountryFacts => {
  const known = facts.get(country) ?? factsOf(country);
  facts.set(country, known);
  return known;
};

/**
 * An instrument in force between Here and There that lets every kind go, under the purpose named for it, or `return`; a warning
 * under `safety`, also for a vital interest.
 */
export const sampleInstrument = (
  purposes: Partial<Record<MessageKind, Clause['purpose']>> = {},
): Instrument<MessageKind> => ({
  code: 'SAMPLE',
  version: '1',
  title: 'Sample',
  kind: 'sop',
  parties: [Here, There],
  exchange: 'sample',
  status: 'in_force',
  from: '2009-04-01',
  source: 'spec',
  clauses: (Object.keys(messages) as MessageKind[]).map((kind, index) => ({
    id: String(index + 1),
    kind,
    from: [Here, There],
    to: [Here, There],
    purpose: purposes[kind] ?? (messages[kind].warns ? 'safety' : 'return'),
    carries: fieldGroups,
    ...(messages[kind].warns ? { vitalInterest: true } : {}),
    answerWithin: { days: 5, calendar: 'working', source: '(A)' },
    source: 'spec',
  })),
});

/** The same, between Here and another. */
export const sampleInstrumentWith = (other: Country): Instrument<MessageKind> => {
  const parties = [Here, other] as const;
  const { clauses, ...sample } = sampleInstrument();
  return {
    ...sample,
    parties,
    clauses: clauses.map((clause) => ({ ...clause, from: parties, to: parties })),
  };
};

/** Consents to every purpose and group towards a country, as events of a given history. */
export const consentsTo = (country: Country, givenBy: 'person' | 'guardian_with_assent' = 'person') =>
  consentPurposes.map((purpose) => ({
    type: 'ConsentGiven' as const,
    data: {
      consentId: id(`consent ${purpose} ${country}`),
      purpose,
      recipient: { country },
      groups: [...fieldGroups],
      givenBy,
      language: 'my',
    },
  }));

export const sampleActor = (agency = 'focal', person = 'officer-1', country: Country = Here): Actor => ({
  id: person,
  country,
  agency,
  roles: ['approver'],
});

const usualInstruments = [sampleInstrument()];

export const sampleContext = (overrides: Partial<Context> & { commandId?: string } = {}): Context => {
  const { commandId = id('command'), ...rest } = overrides;
  return {
    now: '2013-06-03T04:00:00.000Z',
    actor: sampleActor(),
    country: Here,
    facts: sampleFacts,
    policy: usualPolicy,
    channelTo: () => 'node',
    instruments: usualInstruments,
    idFor: (label) => idIn(label, commandId),
    referenceFor: (country, caseId) => id(`${country} ${caseId}`),
    largestPayload: 46_000,
    exchangeKeepsDays: 14,
    keysLiveDays: 365,
    ...rest,
  };
};
