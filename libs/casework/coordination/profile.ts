import { belongs, type AnyEvent } from '../words/event.js';
import type { Sex } from '../words/facts.js';
import { coordinationEvents, type urgencies } from './events.js';

/** What tells of a person without naming one, and can be set right. */
export const profileFields = ['sex', 'mainLanguage', 'urgency'] as const;
export type ProfileField = (typeof profileFields)[number];

export interface Profile {
  readonly sex: Sex;
  readonly mainLanguage: string;
  readonly urgency: (typeof urgencies)[number];
  /** Fields that an office of this country said itself: no other country says them otherwise. */
  readonly saidHere: readonly ProfileField[];
}

/** Where nothing is known of a field; how urgent a case is, is always known. */
export const unknownProfile = { sex: 'unknown', mainLanguage: 'und' } as const;

const isUnknown = (field: ProfileField, value: string): boolean =>
  field !== 'urgency' && value === unknownProfile[field];

type Told = Readonly<Partial<Record<ProfileField, string | undefined>>>;

const toldIn = (told: Told): readonly ProfileField[] =>
  profileFields.filter((field) => told[field] !== undefined);

const known = (told: Told): readonly ProfileField[] =>
  toldIn(told).filter((field) => !isUnknown(field, told[field] ?? ''));

/**
 * The profile after an event: the one fold for the file and the lists. What an office of this country found stands beside
 * what another country tells later, and before it.
 */
export const profileAfter = <P extends Profile>(profile: P, event: AnyEvent): P => {
  if (!belongs(coordinationEvents, event)) return profile;
  if (event.type === 'CaseOpened') {
    const { channel, sex, mainLanguage, urgency } = event.data;
    const told = { sex, mainLanguage, urgency };
    return { ...profile, ...told, saidHere: channel === 'partner_state' ? [] : known(told) };
  }
  if (event.type !== 'ProfileCorrected') return profile;
  const { from, ...told } = event.data;
  const taken = toldIn(told).filter((field) => from === undefined || !profile.saidHere.includes(field));
  const now = Object.fromEntries(taken.map((field) => [field, told[field]]));
  if (from !== undefined) return { ...profile, ...now };
  const others = profile.saidHere.filter((field) => !taken.includes(field));
  return { ...profile, ...now, saidHere: [...others, ...known(told)] };
};
