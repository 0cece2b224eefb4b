import { bandOf } from '../../words/age-band.js';
import { ageOn, dayIn } from '../../words/calendar.js';
import type { NewCaseEvent } from '../../records/catalogue.js';
import type { Context } from '../../words/context.js';
import type { Country } from '../../words/country.js';
import { nameKey, nameKeys, sameText, sameValue } from '../../words/same-name.js';
import { noIdentity, type IdentityState } from '../state.js';
import { toldAgain, type HeldField } from './told-again.js';
import {
  type BirthDate,
  type DocumentClaim,
  type Name,
  type NationalityValue,
  type PhotographValue,
  type Place,
  type SentValue,
  type SentRelative,
  bare,
} from '../../words/person.js';

/** What a message of another country says of the person. */
export interface LearnedIdentity {
  readonly names?: readonly SentValue<Name>[] | undefined;
  readonly birthDate?: SentValue<BirthDate> | undefined;
  readonly origin?: SentValue<Place> | undefined;
  readonly nationalities?: readonly SentValue<NationalityValue>[] | undefined;
  readonly documents?: readonly SentValue<DocumentClaim>[] | undefined;
  readonly relatives?: readonly SentRelative[] | undefined;
  readonly photograph?: PhotographValue | undefined;
}

/** Whether no entry that stands says so already. */
const isNew = <V>(
  entries: readonly HeldField<V>[],
  value: V,
  same: (held: V, told: V) => boolean = sameValue,
): boolean =>
  !entries.some(
    ({ value: held, corrected }) => corrected === undefined && held !== undefined && same(held, value),
  );

/** A name is known where it is held in the same script's letters; one that adds how it sounds is not. */
const knownName = (held: Name, told: Name): boolean =>
  sameText(held.text, told.text) &&
  held.kind === told.kind &&
  (told.romanisation === undefined || nameKeys(held).includes(nameKey(told.romanisation)));

/** The same letters are the same script, whatever a message could say of it. */
const sameName = ({ script: _held, ...held }: Name, { script: _told, ...told }: Name): boolean =>
  sameValue(held, told);

const knownBirthDate = (held: BirthDate, told: BirthDate): boolean =>
  held.value === told.value && held.earliest === told.earliest;

/** Whether each part of what is told is held already. */
const heldInParts = (held: object, told: object): boolean => {
  const parts: Readonly<Record<string, unknown>> = { ...held };
  return Object.entries(told).every(([part, value]) => value === undefined || sameValue(parts[part], value));
};

/** Whether what is told of a relative is held already: the same person, and each detail that is told. */
const knownRelative = (held: SentRelative, told: SentRelative): boolean =>
  held.relation === told.relation &&
  (told.name === undefined || (held.name !== undefined && sameName(held.name, told.name))) &&
  heldInParts(held.details ?? {}, told.details ?? {});

/** For each field, whether a value that is held says all that one that is told says. */
const known: { readonly [F in keyof LearnedIdentity]-?: (held: never, told: never) => boolean } = {
  names: knownName,
  birthDate: knownBirthDate,
  origin: heldInParts,
  nationalities: sameValue,
  documents: sameValue,
  relatives: knownRelative,
  photograph: sameValue,
};

/** Whether a value of a field, of unknown form, says no more than another. */
export const saysNoMoreThan = (field: keyof LearnedIdentity, told: unknown, held: unknown): boolean =>
  known[field](bare(held as object) as never, bare(told as object) as never);

/** What a message of another country says beyond what is held, as claims of this file with that country as source. */
export const learnedClaims = (
  learned: LearnedIdentity,
  from: Country,
  context: Context,
  held: IdentityState = noIdentity,
): NewCaseEvent[] => {
  const facts = context.facts(context.country);
  const today = dayIn(facts.timeZone, context.now);
  const told = { source: 'partner_state', authority: from } as const;
  const claim = (label: string, { source, confidence = 'medium' }: SentValue<object>) => ({
    claimId: context.idFor(`learned ${label}`),
    ...told,
    confidence,
    ...(source ? { toldSource: source } : {}),
  });
  const {
    names = [],
    birthDate,
    origin,
    nationalities = [],
    documents = [],
    relatives = [],
    photograph,
  } = learned;
  const family = held.relatives.map((relative) => ({ ...relative, value: relative }));
  const again = {
    names: toldAgain<Name>(held.names, names, from, knownName),
    birthDates: toldAgain<BirthDate>(
      ...([held.birthDates, birthDate ? [birthDate] : [], from, knownBirthDate] as const),
    ),
    origins: toldAgain<Place>(held.origins, origin ? [origin] : [], from, heldInParts),
    nationalities: toldAgain<NationalityValue>(
      ...([held.nationalities, nationalities, from, sameValue] as const),
    ),
    documents: toldAgain<DocumentClaim>(held.documents, documents, from, sameValue),
    relatives: toldAgain<SentRelative>(family, relatives, from, knownRelative),
  };
  const events: NewCaseEvent[] = Object.values(again)
    .flatMap(
      ({ before }) =>
        before as readonly {
          readonly eventId: string;
          readonly claimId?: string;
          readonly relativeId?: string;
        }[],
    )
    .map(({ eventId, claimId = '', relativeId = claimId }) => ({
      type: 'ClaimCorrected',
      data: { claimId: relativeId, reason: 'told_otherwise' },
      corrects: eventId,
    }));
  for (const [index, name] of names.entries())
    if (again.names.values.includes(name) || isNew(held.names, name, knownName))
      events.push({ type: 'NameClaimed', data: { ...claim(`name ${index}`, name), name: bare(name) } });
  if (birthDate && (again.birthDates.values.length > 0 || isNew(held.birthDates, birthDate, knownBirthDate)))
    events.push({
      type: 'BirthDateClaimed',
      data: {
        ...claim('birth date', birthDate),
        birthDate: bare(birthDate),
        ageBand: bandOf(facts, Math.max(0, ageOn(birthDate.value, today))),
        jurisdiction: context.country,
      },
    });
  if (origin && (again.origins.values.length > 0 || isNew<Place>(held.origins, bare(origin), heldInParts)))
    events.push({ type: 'OriginClaimed', data: { ...claim('origin', origin), origin: bare(origin) } });
  for (const [index, nationality] of nationalities.entries())
    if (
      again.nationalities.values.includes(nationality) ||
      isNew<NationalityValue>(held.nationalities, bare(nationality))
    )
      events.push({
        type: 'NationalityClaimed',
        data: { ...claim(`nationality ${index}`, nationality), nationality: bare(nationality) },
      });
  for (const [index, document] of documents.entries())
    if (again.documents.values.includes(document) || isNew<DocumentClaim>(held.documents, bare(document)))
      events.push({
        type: 'DocumentRecorded',
        data: { ...claim(`document ${index}`, document), document: bare(document) },
      });
  for (const [index, relative] of relatives.entries())
    if (again.relatives.values.includes(relative) || isNew<SentRelative>(family, relative, knownRelative))
      events.push({
        type: 'RelativeRecorded',
        data: {
          ...relative,
          ...told,
          ...(relative.source ? { toldSource: relative.source } : {}),
          relativeId: context.idFor(`learned relative ${index}`),
        },
      });
  if (photograph && isNew(held.photographs, photograph))
    events.push({
      type: 'PhotographReferenced',
      data: { photographId: context.idFor('learned photograph'), authority: from, photograph },
    });
  return events;
};
