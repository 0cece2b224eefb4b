import { isChildBand } from '../words/age-band.js';
import type { NewCaseEvent } from '../records/catalogue.js';
import { ownBand } from '../coordination/questions/own-band.js';
import { unknownProfile } from '../coordination/profile.js';
import { fileAfter } from '../records/file-after.js';
import type { CaseFile } from '../records/file.js';
import { learnedClaims, saysNoMoreThan, type LearnedIdentity } from '../identity/questions/learned.js';
import type { IdentityState } from '../identity/state.js';
import { bare, type Name } from '../words/person.js';
import type { Context } from '../words/context.js';
import type { CorrectableField } from '../words/correctable.js';
import { broughtBy } from '../identity/questions/tellable.js';
import type { TheirMessage } from '../disclosure/state.js';
import { isLine, type CorrectableFields } from './telling.js';

/** What a correction says stands now; a field of which nothing stands is absent. */
type Standing = LearnedIdentity & Pick<CorrectableFields, Exclude<CorrectableField, keyof LearnedIdentity>>;

type ClaimField = keyof LearnedIdentity;

interface Held {
  readonly claimId: string;
  readonly eventId: string;
  readonly authority?: string | undefined;
  readonly corrected?: string | undefined;
  readonly value?: unknown;
}

const ofClaims = (claims: readonly Held[]): readonly Held[] =>
  claims.filter(({ corrected }) => corrected === undefined);

/** What stands in the file of each kind of claim. */
const standingIn: { readonly [F in ClaimField]: (identity: IdentityState) => readonly Held[] } = {
  names: ({ names }) => ofClaims(names),
  birthDate: ({ birthDates }) => ofClaims(birthDates),
  origin: ({ origins }) => ofClaims(origins),
  nationalities: ({ nationalities }) => ofClaims(nationalities),
  documents: ({ documents }) => ofClaims(documents),
  relatives: ({ relatives }) =>
    ofClaims(relatives.map((value) => ({ ...value, claimId: value.relativeId, value }))),
  photograph: ({ photographs }) =>
    ofClaims(photographs.map((held) => ({ ...held, claimId: held.photographId }))),
};

const claimFields = Object.keys(standingIn) as readonly ClaimField[];

const asList = (value: unknown): readonly unknown[] =>
  value === undefined ? [] : Array.isArray(value) ? (value as readonly unknown[]) : [value];

/**
 * What a message told in a field until now: in its payload, or in the last correction of it. Undefined where that cannot
 * be read any more.
 */
const toldBefore = (
  { messageId, from }: TheirMessage,
  field: CorrectableField,
  { history, disclosure }: CaseFile,
): readonly unknown[] | undefined => {
  const stopped = new Set(disclosure.theirs.flatMap((theirs) => (theirs.stopped ? [theirs.messageId] : [])));
  let told: readonly unknown[] | undefined;
  for (const { type, data } of history) {
    if (type !== 'MessageReceived' || data.from !== from || data.outcome !== 'effective') continue;
    if (stopped.has(data.messageId)) continue;
    const { payload } = data;
    if (data.messageId === messageId) told = payload && asList(payload[field]);
    else if (data.kind === 'CorrectionSent' && payload?.['corrected'] === messageId) {
      const none = asList(payload['none']).includes(field);
      if (none || payload[field] !== undefined) told = asList(payload[field]);
    }
  }
  return told;
};

/**
 * Claims of a field that the sender told and that do not stand for it any more. One that says more than the message did, for
 * another message told the rest, stands as long as what this one tells of it does.
 */
const wrongNow = (
  message: TheirMessage,
  field: ClaimField,
  standing: Standing,
  file: CaseFile,
): readonly Held[] => {
  const brought = broughtBy(file);
  const before = toldBefore(message, field, file);
  const now = asList(standing[field]);
  return standingIn[field](file.identity).filter(({ eventId, authority, value }) => {
    const by = brought.get(eventId);
    if ((by?.from ?? authority) !== message.from) return false;
    if (value === undefined || before === undefined) return by?.messageId === message.messageId;
    const saysPart = (told: unknown): boolean => saysNoMoreThan(field, told, value);
    const saysAll = (told: unknown): boolean => saysPart(told) && saysNoMoreThan(field, value, told);
    return before.some(saysPart) && !now.some(before.some(saysAll) ? saysAll : saysPart);
  });
};

/** Whether an office of this country set a child's band itself: no other country makes an adult of the person. */
const isChildHere = ({ history }: CaseFile, { facts, country }: Context): boolean => {
  const set = history.findLast(({ type, data }) => type === 'AgeBandSet' && data.source !== 'partner_state');
  return set?.type === 'AgeBandSet' && isChildBand(facts(country), set.data.ageBand);
};

const ageTold = ({ from }: TheirMessage, { ageBand }: Standing, file: CaseFile, context: Context) => {
  if (ageBand === undefined || isChildHere(file, context)) return [];
  const band = ownBand(ageBand, from, context);
  const set: NewCaseEvent = {
    type: 'AgeBandSet',
    data: { ageBand: band, jurisdiction: context.country, source: 'partner_state' },
  };
  return [set];
};

const ofProfile = ['sex', 'mainLanguage', 'urgency', 'claimedNationality', 'locationType'] as const;

/** What is told otherwise now of whom a notice told; of what was taken back, that it is unknown. */
const profileTold = (
  message: TheirMessage,
  standing: Standing,
  fields: readonly CorrectableField[],
  file: CaseFile,
): readonly NewCaseEvent[] => {
  const now: Standing = { ...unknownProfile, ...standing };
  const nothing: Standing = unknownProfile;
  const changed = ofProfile.filter(
    (field) =>
      fields.includes(field) &&
      now[field] !== undefined &&
      (toldBefore(message, field, file)?.[0] ?? nothing[field]) !== now[field],
  );
  if (changed.length === 0) return [];
  const told = Object.fromEntries(changed.map((field) => [field, now[field]]));
  return [{ type: 'ProfileCorrected', data: { ...told, from: message.from } }];
};

const lineTold = ({ from, messageId }: TheirMessage, { names, specialNeeds }: Standing): NewCaseEvent => ({
  type: 'ManifestLineCorrected',
  data: {
    from,
    messageId,
    ...(names ? { names: names.map((name) => bare<Name>(name)) } : {}),
    ...(specialNeeds ? { specialNeeds: [...specialNeeds] } : {}),
  },
});

/**
 * What a correction of one message of theirs makes of the file: claims that they told and that stand no more are marked,
 * whichever message told them, and what they tell now stands beside what others say. Said twice it changes nothing.
 */
export const mended = (
  message: TheirMessage,
  standing: Standing,
  fields: readonly CorrectableField[],
  file: CaseFile,
  context: Context,
): readonly NewCaseEvent[] => {
  if (isLine(message.kind)) return [lineTold(message, standing)];
  const wrong = claimFields
    .filter((field) => fields.includes(field))
    .flatMap((field) => wrongNow(message, field, standing, file));
  const corrected = wrong.map(({ claimId, eventId }): NewCaseEvent => ({
    type: 'ClaimCorrected',
    data: { claimId, reason: 'told_otherwise' },
    corrects: eventId,
  }));
  const left = fileAfter(corrected, file, context).identity;
  const learned = learnedClaims(standing, message.from, context, left);
  return [
    ...corrected,
    ...learned,
    ...profileTold(message, standing, fields, file),
    ...ageTold(message, standing, file, context),
  ];
};
