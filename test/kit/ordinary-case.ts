import type { Actor, BodyOf, CaseCommand, Country } from '#casework';

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

/** She fears nobody in a country, so that it may be told of her. */
export const fearless = (actor: Actor, about: Country = 'MM'): Step => ({
  actor,
  command: { type: 'ScreenProtection', body: { about, language: 'my', inPrivate: true, result: 'no_fear' } },
});

/** She consents, herself and in Burmese, having been told everything. */
export const consenting = (
  actor: Actor,
  purpose: BodyOf<'GiveConsent'>['purpose'],
  country: Country,
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

/** She says from which village she comes. */
export const comingFrom = (
  actor: Actor,
  village: string,
  home: { readonly country: Country; readonly province?: string } = { country: 'MM', province: 'Kayin' },
): Step => ({
  actor,
  command: {
    type: 'RecordOrigin',
    body: {
      source: 'person',
      confidence: 'medium',
      origin: { ...home, village },
    },
  },
});

/** A country is told of her: crosses the border. */
export const notifying = (actor: Actor, country: Country = 'MM'): Step => ({
  actor,
  command: { type: 'NotifyCountry', body: { country, locationType: 'shelter' } },
});
