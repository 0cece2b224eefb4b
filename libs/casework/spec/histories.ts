import type { Country } from '../words/country.js';
import type { NewCaseEvent } from '../records/catalogue.js';
import { consentsTo, id } from './sample.js';
import { Here, There } from './lands.js';

/** Beginnings that many rules need. */
type Opened = Extract<NewCaseEvent, { readonly type: 'CaseOpened' }>;

export const openedWith = (ageBand: 'adult' | 'child' | 'unknown'): Opened => ({
  type: 'CaseOpened',
  data: {
    side: 'sending',
    channel: 'raid',
    sex: 'female',
    ageBand,
    mainLanguage: 'my',
    urgency: 'normal',
    foundIn: Here,
  },
});
export const caseOpened = openedWith('adult');

export const screenedFor = (result: 'no_fear' | 'fears_state', about: Country = There): NewCaseEvent => ({
  type: 'ProtectionScreened',
  data: { screeningId: id('screening'), about, language: 'my', inPrivate: true, result },
});

/** A case whose person fears nobody in There and consents to everything there; There was not told of it yet. */
export const untoldThere: readonly NewCaseEvent[] = [
  caseOpened,
  screenedFor('no_fear'),
  ...consentsTo(There),
];

/** There keeps a case of the person, linked with ours. */
export const linkedWithThere: NewCaseEvent = {
  type: 'PartnerLinked',
  data: { country: There, theirReference: id(`their reference ${There}`) },
};

/** The same, and There knows of it. */
export const openToThere: readonly NewCaseEvent[] = [...untoldThere, linkedWithThere];

export const sampleName = { text: 'ဒေါ်မြ', script: 'Mymr' as const, kind: 'legal' as const };
export const samplePlace = { country: There, province: 'Kayin', village: 'Kyar Inn' };
export const sampleMother = { relation: 'mother' as const, name: sampleName };

/** How the person's own claims are held, and told. */
export const asSaid = { source: 'person' as const, confidence: 'high' as const };

/** Who she says she is, from where, and who her mother is. */
export const identityKnown: readonly NewCaseEvent[] = [
  { type: 'NameClaimed', data: { ...asSaid, claimId: id('name'), name: sampleName } },
  { type: 'OriginClaimed', data: { ...asSaid, claimId: id('origin'), origin: samplePlace } },
  { type: 'RelativeRecorded', data: { ...sampleMother, relativeId: id('mother'), source: 'person' } },
];

/** An office that was referred to. */
export const joins = (agency: string): NewCaseEvent => ({
  type: 'AgencyInvolved',
  data: { agency, reason: 'referred' },
});

export const policeExcluded: NewCaseEvent = {
  type: 'PartyExcluded',
  data: { exclusionId: id('exclusion'), agency: 'police', reason: 'Named by the person.' },
};

/** Payload of the first message that a decision approved. */
export const approvedPayload = (events: readonly NewCaseEvent[]): unknown =>
  events.flatMap((event) =>
    event.type === 'MessageApproved' ? [event.data.references ?? event.data.payload] : [],
  )[0];

/** The birth date of the person, on the first of May of a year. */
export const bornIn = (year: string): NewCaseEvent => ({
  type: 'BirthDateClaimed',
  data: {
    claimId: id('born'),
    source: 'person',
    confidence: 'high',
    birthDate: {
      value: `${year}-05-01`,
      precision: 'day',
      calendar: 'gregorian',
      asWritten: `1 May ${year}`,
    },
    ageBand: 'adult',
    jurisdiction: Here,
  },
});
