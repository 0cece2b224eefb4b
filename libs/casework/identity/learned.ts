import { ageOn, dayIn } from '../calendar.js';
import type { NewCaseEvent } from '../catalogue.js';
import type { Context } from '../kernel/context.js';
import type { Country } from '../kernel/country.js';
import { nameKey, nameKeys, sameName, sameText, sameValue } from '../same-name.js';
import { noIdentity, type Claim, type IdentityState } from './state.js';
import { relations, type BirthDate, type DocumentClaim, type Name, type Place } from './values.js';

/** What a message of another country says of the person. */
export interface LearnedIdentity {
  readonly names?: readonly Name[] | undefined;
  readonly birthDate?: BirthDate | undefined;
  readonly origin?: Place | undefined;
  readonly documents?: readonly DocumentClaim[] | undefined;
  readonly relatives?:
    | readonly {
        readonly relation: string;
        readonly names: readonly string[];
        readonly contact?: string | undefined;
      }[]
    | undefined;
}

const isNew = <V>(
  claims: readonly Claim<V>[],
  value: V,
  same: (held: V, told: V) => boolean = sameValue,
): boolean => !claims.some(({ value: held }) => held !== undefined && same(held, value));

/** A name is known where it is held in the same script's letters; one that adds how it sounds is not. */
const knownName = (held: Name, told: Name): boolean =>
  sameText(held.text, told.text) &&
  held.kind === told.kind &&
  (told.romanisation === undefined || nameKeys(held).includes(nameKey(told.romanisation)));

/**
 * Claims of a partner state, beside those that stand; none overwrites another. `known` leaves out what the file already
 * holds, however it is spelled.
 */
export const learnedClaims = (
  learned: LearnedIdentity,
  from: Country,
  context: Context,
  known: IdentityState = noIdentity,
): NewCaseEvent[] => {
  const facts = context.facts(context.country);
  const today = dayIn(facts.timeZone, context.now);
  const claim = (label: string) => ({
    claimId: context.idFor(`learned ${label}`),
    source: 'partner_state' as const,
    authority: from,
    confidence: 'medium' as const,
  });
  const { names = [], birthDate, origin, documents = [], relatives = [] } = learned;
  const events: NewCaseEvent[] = [];
  for (const [index, name] of names.entries())
    if (isNew(known.names, name, knownName))
      events.push({ type: 'NameClaimed', data: { ...claim(`name ${index}`), name } });
  if (
    birthDate &&
    isNew(
      known.birthDates,
      birthDate,
      (held, told) => held.value === told.value && held.earliest === told.earliest,
    )
  )
    events.push({
      type: 'BirthDateClaimed',
      data: {
        ...claim('birth date'),
        birthDate,
        ageBand: facts.ageBand(Math.max(0, ageOn(birthDate.value, today))),
        jurisdiction: context.country,
      },
    });
  if (origin && isNew(known.origins, origin))
    events.push({ type: 'OriginClaimed', data: { ...claim('origin'), origin } });
  for (const [index, document] of documents.entries())
    if (isNew(known.documents, document))
      events.push({ type: 'DocumentRecorded', data: { ...claim(`document ${index}`), document } });
  for (const [index, relative] of relatives.entries()) {
    const [text, romanisation] = relative.names;
    if (text === undefined || known.relatives.some(({ name }) => name && sameName(name, { text }))) continue;
    events.push({
      type: 'RelativeRecorded',
      data: {
        relativeId: context.idFor(`learned relative ${index}`),
        relation: relations.find((relation) => relation === relative.relation) ?? 'other',
        source: 'partner_state',
        name: { text, script: 'Zyyy', kind: 'alias', ...(romanisation ? { romanisation } : {}) },
        ...(relative.contact ? { details: { phone: relative.contact } } : {}),
      },
    });
  }
  return events;
};
