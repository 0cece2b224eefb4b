import type { Actor, CaseCommand } from '#casework';
import { burmesePolice, burmeseWelfare, police, thaiFocalPoint, welfare } from './people.js';

export interface Step {
  readonly actor: Actor;
  readonly command: CaseCommand;
}

const told = ['purpose', 'uses', 'research_use', 'right_to_see', 'how_long_kept', 'how_to_withdraw'] as const;

const consent = (
  purpose: 'interview' | 'notification' | 'nationality_confirmation',
  country: 'TH' | 'MM',
  groups: ('identity' | 'experience' | 'profile' | 'origin' | 'family')[],
): Step => ({
  actor: welfare,
  command: {
    type: 'GiveConsent',
    body: { purpose, recipient: { country }, groups, givenBy: 'person', told: [...told], language: 'my' },
  },
});

const opening = (actor: Actor, referTo: string): Step => ({
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

/** A name that says in every log who leaked it. */
export const recordName = (actor: Actor, name: string): Step => ({
  actor,
  command: {
    type: 'RecordName',
    body: { source: 'person', confidence: 'medium', name: { text: name, script: 'Latn', kind: 'legal' } },
  },
});

export const openThaiCase = opening(police, 'msdhs-pathum-thani');
export const openBurmeseCase = opening(burmesePolice, 'dsw-reintegration');

/** What follows the opening in Myanmar: nothing of it crosses. */
export const burmeseSteps = (mark: string): readonly Step[] => [
  {
    actor: burmesePolice,
    command: {
      type: 'CompleteScreening',
      body: { outcome: 'presumed', indicators: ['debt'], urgentNeeds: [] },
    },
  },
  recordName(burmeseWelfare, `${mark} U Ba`),
];

/** What follows the opening in Thailand, up to the question whether she is a national of Myanmar. Three steps cross. */
export const thaiSteps = (mark: string): readonly Step[] => [
  {
    actor: police,
    command: {
      type: 'CompleteScreening',
      body: { outcome: 'presumed', indicators: ['debt', 'threats', 'no_papers'], urgentNeeds: [] },
    },
  },
  {
    actor: welfare,
    command: {
      type: 'ScreenProtection',
      body: { about: 'MM', language: 'my', inPrivate: true, result: 'no_fear' },
    },
  },
  recordName(welfare, `${mark} Ma Myint`),
  {
    actor: welfare,
    command: {
      type: 'RecordOrigin',
      body: {
        source: 'person',
        confidence: 'medium',
        origin: { country: 'MM', province: 'Kayin', village: `${mark} Kyar Inn` },
      },
    },
  },
  consent('notification', 'MM', ['profile']),
  consent('nationality_confirmation', 'MM', ['identity', 'origin', 'family']),
  {
    actor: thaiFocalPoint,
    command: { type: 'NotifyCountry', body: { country: 'MM', locationType: 'shelter' } },
  },
  { actor: thaiFocalPoint, command: { type: 'SendCaseForm', body: { to: 'MM' } } },
  { actor: thaiFocalPoint, command: { type: 'RequestNationalityConfirmation', body: { of: 'MM' } } },
];
