import type { Actor } from '#casework';
import {
  comingFrom,
  consenting,
  fearless,
  naming,
  notifying,
  opening,
  presuming,
  type Step,
} from '../../kit/ordinary-case.js';
import { burmesePolice, burmeseWelfare, police, thaiFocalPoint, welfare } from './people.js';

/** A name that says in every log who leaked it. */
export const recordName = (actor: Actor, name: string): Step =>
  naming(actor, { text: name, script: 'Latn', kind: 'legal' });

export const openThaiCase = opening(police, 'msdhs-pathum-thani');
export const openBurmeseCase = opening(burmesePolice, 'dsw-reintegration');

/** What follows the opening in Myanmar: nothing of it crosses. */
export const burmeseSteps = (mark: string): readonly Step[] => [
  presuming(burmesePolice, 'debt'),
  recordName(burmeseWelfare, `${mark} U Ba`),
];

/** What follows the opening in Thailand, up to the question whether she is a national of Myanmar. Three steps cross. */
export const thaiSteps = (mark: string): readonly Step[] => [
  presuming(police, 'debt', 'threats', 'no_papers'),
  fearless(welfare),
  recordName(welfare, `${mark} Ma Myint`),
  comingFrom(welfare, `${mark} Kyar Inn`),
  consenting(welfare, 'notification', 'MM', ['profile']),
  consenting(welfare, 'nationality_confirmation', 'MM', ['identity', 'origin', 'family']),
  notifying(thaiFocalPoint),
  { actor: thaiFocalPoint, command: { type: 'SendCaseForm', body: { to: 'MM' } } },
  { actor: thaiFocalPoint, command: { type: 'RequestNationalityConfirmation', body: { of: 'MM' } } },
];
