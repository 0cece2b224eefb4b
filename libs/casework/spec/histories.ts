import type { NewCaseEvent } from '../records/catalogue.js';
import { consentsTo, id } from './sample.js';

/** Beginnings that many rules need. */
export const openedWith = (ageBand: 'adult' | 'child' | 'unknown'): NewCaseEvent => ({
  type: 'CaseOpened',
  data: {
    side: 'sending',
    channel: 'raid',
    sex: 'female',
    ageBand,
    mainLanguage: 'my',
    urgency: 'normal',
    foundIn: 'TH',
  },
});
export const caseOpened = openedWith('adult');

export const screenedFor = (result: 'no_fear' | 'fears_state'): NewCaseEvent => ({
  type: 'ProtectionScreened',
  data: { screeningId: id('screening'), about: 'MM', language: 'my', inPrivate: true, result },
});

/** A case whose person fears nobody in Myanmar and consents to everything there; Myanmar was not told of it yet. */
export const untoldInMyanmar: readonly NewCaseEvent[] = [
  caseOpened,
  screenedFor('no_fear'),
  ...consentsTo('MM'),
];

/** Myanmar keeps a case of the person, linked with ours. */
export const linkedWithMyanmar: NewCaseEvent = {
  type: 'PartnerLinked',
  data: { country: 'MM', theirReference: id('their reference MM') },
};

/** The same, and Myanmar knows of it. */
export const openToMyanmar: readonly NewCaseEvent[] = [...untoldInMyanmar, linkedWithMyanmar];

export const sampleName = { text: 'ဒေါ်မြ', script: 'Mymr' as const, kind: 'legal' as const };
export const samplePlace = { country: 'MM' as const, province: 'Kayin', village: 'Kyar Inn' };
export const sampleMother = { relation: 'mother' as const, name: sampleName };

/** How the person's own claims are held, and told. */
export const asSaid = { source: 'person' as const, confidence: 'high' as const };

/** Who she says she is, from where, and who her mother is. */
export const identityKnown: readonly NewCaseEvent[] = [
  { type: 'NameClaimed', data: { ...asSaid, claimId: id('name'), name: sampleName } },
  { type: 'OriginClaimed', data: { ...asSaid, claimId: id('origin'), origin: samplePlace } },
  { type: 'RelativeRecorded', data: { ...sampleMother, relativeId: id('mother'), source: 'person' } },
];

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
    jurisdiction: 'TH',
  },
});
