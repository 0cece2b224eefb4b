import type { Actor, BodyOf, CaseCommand } from '#casework';

/** A command and who gives it. */
export interface Step {
  readonly actor: Actor;
  readonly command: CaseCommand;
}

const told = ['purpose', 'uses', 'research_use', 'right_to_see', 'how_long_kept', 'how_to_withdraw'] as const;

/** A grown woman after a raid, sent to one agency. */
export const opening = (actor: Actor, referTo: string): Step => ({
  actor,
  command: {
    type: 'OpenCase',
    body: {
      channel: 'raid',
      sex: 'female',
      ageBand: 'adult',
      mainLanguage: 'my',
      urgency: 'normal',
      referTo: [referTo],
    },
  },
});

/** She is presumed to be a victim. */
export const presuming = (actor: Actor, ...indicators: string[]): Step => ({
  actor,
  command: { type: 'CompleteScreening', body: { outcome: 'presumed', indicators, urgentNeeds: [] } },
});

/** She fears nobody in Myanmar, so that it may be told of her. */
export const fearless = (actor: Actor): Step => ({
  actor,
  command: {
    type: 'ScreenProtection',
    body: { about: 'MM', language: 'my', inPrivate: true, result: 'no_fear' },
  },
});

/** She consents, herself and in Burmese, having been told everything. */
export const consenting = (
  actor: Actor,
  purpose: BodyOf<'GiveConsent'>['purpose'],
  country: 'TH' | 'MM',
  groups: BodyOf<'GiveConsent'>['groups'],
): Step => ({
  actor,
  command: {
    type: 'GiveConsent',
    body: { purpose, recipient: { country }, groups, givenBy: 'person', told: [...told], language: 'my' },
  },
});

/** She says what she is called. */
export const naming = (actor: Actor, name: BodyOf<'RecordName'>['name']): Step => ({
  actor,
  command: { type: 'RecordName', body: { source: 'person', confidence: 'medium', name } },
});

/** She says from which village of Kayin she comes. */
export const comingFrom = (actor: Actor, village: string): Step => ({
  actor,
  command: {
    type: 'RecordOrigin',
    body: {
      source: 'person',
      confidence: 'medium',
      origin: { country: 'MM', province: 'Kayin', village },
    },
  },
});

/** Myanmar is told of her: crosses the border. */
export const notifying = (actor: Actor): Step => ({
  actor,
  command: { type: 'NotifyCountry', body: { country: 'MM', locationType: 'shelter' } },
});
