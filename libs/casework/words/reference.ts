import { unknownAgeBand, ageBandsOf } from './age-band.js';
import { agencyOf, holdsRole, type Agency, type CountryFacts, type Shelter } from './facts.js';
import type { CommandDefinition } from './command.js';
import type { Context } from './context.js';
import { isCountry } from './country.js';
import { refuse, type Decision, type Refusal } from './decision.js';
import type { Actor } from './event.js';
import { listed, type CodeList, type Listed } from './listed.js';
import { namedIn, type Named } from './named-in.js';
import { nearest } from './nearest.js';
import { knowsOffice } from './office.js';
import { dischargeReasons } from './own-practice.js';

/** Where whoever is asked for a code can read those that there are. */
export const referenceAddress = '/v1/reference';

type Reader = Pick<Actor, 'country' | 'agency' | 'roles'>;

/** Whether a reader may know that there is such an office: a discreet one is told to no other country and to no guest. */
const mayKnowOf = (facts: CountryFacts, reader: Reader, { id, discreet }: Agency): boolean =>
  discreet === undefined ||
  (reader.country === facts.country &&
    (reader.agency === id || (holdsRole(facts, reader, 'reader') && knowsOffice(facts, reader.agency, id))));

/** For whom a list is: a reader, everybody (also who has no token), or the rules, which know all. */
export type For = Reader | 'everybody' | 'rules';

/** Agencies of a country that one may know of. */
export const agenciesKnown = (facts: CountryFacts, whom: For): readonly Agency[] => {
  if (whom === 'rules') return facts.agencies;
  return facts.agencies.filter((agency) =>
    whom === 'everybody' ? agency.discreet === undefined : mayKnowOf(facts, whom, agency),
  );
};

/** Shelters of a country: who may know of the agency that runs one may know its code. */
export const sheltersKnown = (facts: CountryFacts, whom: For): readonly Shelter[] => {
  const known = new Set(agenciesKnown(facts, whom).map(({ id }) => id));
  return facts.shelters.filter(({ agency }) => known.has(agency));
};

const codes = (items: readonly { readonly code: string }[]): readonly string[] =>
  items.map(({ code }) => code);

const codesOf: Readonly<Record<CodeList, (facts: CountryFacts, whom: For) => readonly string[]>> = {
  agencies: (facts, whom) => agenciesKnown(facts, whom).map(({ id }) => id),
  shelters: (facts, whom) => codes(sheltersKnown(facts, whom)),
  handoverPoints: ({ handoverPoints }) => codes(handoverPoints),
  travelDocuments: ({ travelDocuments }) => codes(travelDocuments),
  legalBases: ({ legalBases }) => legalBases,
  ageBands: (facts) => [...ageBandsOf(facts), unknownAgeBand],
  paymentHeads: ({ paymentHeads }) => codes(paymentHeads),
  discharges: ({ discharges }) => discharges?.map(({ code }) => code) ?? dischargeReasons,
  supportPapers: ({ supportPapers = [] }) => codes(supportPapers),
};

/** Codes of a list of a country that one may know. */
export const codesKnown = (list: CodeList, facts: CountryFacts, whom: For): readonly string[] =>
  codesOf[list](facts, whom);

const isCharged = ({ mandate }: Listed, facts: CountryFacts, agency: string): boolean =>
  mandate === undefined || agencyOf(facts, agency)?.mandates.includes(mandate) === true;

/** Whether a point lies on the border that a field is about. */
const liesBetween = (
  { meta: { towards }, beside }: Pick<Named<Listed>, 'meta' | 'beside'>,
  facts: CountryFacts,
  point: string,
): boolean => {
  const other = towards === undefined ? undefined : beside[towards];
  return (
    !isCountry(other) ||
    facts.handoverPoints.some(({ code, between }) => code === point && between.includes(other))
  );
};

/** What a field can take, where its code stands beside others that narrow the list, of the codes given. */
const fitting = (named: Named<Listed>, facts: CountryFacts, known: readonly string[]): readonly string[] => {
  switch (named.meta.list) {
    case 'agencies':
      return known.filter((code) => isCharged(named.meta, facts, code));
    case 'handoverPoints':
      return known.filter((code) => liesBetween(named, facts, code));
    case 'shelters':
    case 'travelDocuments':
    case 'legalBases':
    case 'ageBands':
    case 'paymentHeads':
    case 'discharges':
    case 'supportPapers':
      return known;
  }
};

/** Codes that a field can take of those that one may know, where what stands beside it narrows its list. */
export const codesFor = (named: Named<Listed>, facts: CountryFacts, whom: For): readonly string[] =>
  fitting(named, facts, codesKnown(named.meta.list, facts, whom));

const factsFor = ({ meta, beside }: Named<Listed>, { country, facts }: Context): CountryFacts => {
  const other = meta.of === undefined ? undefined : beside[meta.of];
  return facts(isCountry(other) ? other : country);
};

/** The list of a country that has no facts here: whatever its offices are called is taken. */
export const hasNoList = ({ meta: { of }, beside }: Named<Listed>): boolean => {
  const other = of === undefined ? undefined : beside[of];
  return other !== undefined && !isCountry(other);
};

/** So many codes are told whole; of more, the nearest few. */
const mostTold = 8;
const fewTold = 5;

const told = (known: readonly string[], given: string): string => {
  if (known.length === 0) return `none that you may know; see GET ${referenceAddress}`;
  if (known.length <= mostTold) return `one of ${known.join(', ')}`;
  return `such as ${nearest(known, given).slice(0, fewTold).join(', ')}; all of them: GET ${referenceAddress}`;
};

/**
 * Every code that can stand in a field. An office that is asked for something must be known to who asks: naming one that
 * there is and one that there is not is then the same. A fact may name whoever there is.
 */
const allFor = (
  named: Named<Listed>,
  kind: CommandDefinition['kind'],
  context: Context,
): readonly string[] => {
  const facts = factsFor(named, context);
  const { list } = named.meta;
  const asks = kind === 'permission' && list === 'agencies' && facts.country === context.country;
  const all = codesKnown(list, facts, asks ? context.actor : 'rules');
  return list === 'handoverPoints' ? fitting(named, facts, all) : all;
};

const wrongFields = (wrong: readonly Named<Listed>[], context: Context): NonNullable<Refusal['fields']> =>
  wrong.map((named) => {
    const facts = factsFor(named, context);
    const known = codesFor(named, facts, context.actor);
    return { field: named.field, reason: `is ${told(known, String(named.value))}` };
  });

const namesOf = (wrong: readonly Named<Listed>[]): string => wrong.map(({ field }) => field).join(', ');

/** Where somebody was handed over is recorded as it was, and the journey marks what was not agreed (domain.md 2.8). */
const happened = ({ meta: { list } }: Named<Listed>, kind: CommandDefinition['kind']): boolean =>
  kind === 'fact' && list === 'handoverPoints';

/** Refuses a body with a code that stands in no list of its field, and tells those that who asks may know. */
export const strangeCode = (
  { kind, body: schema, mandate }: Pick<CommandDefinition, 'kind' | 'body' | 'mandate'>,
  body: unknown,
  context: Context,
): Decision<never> | undefined => {
  if (mandate === 'system') return undefined;
  const named = namedIn(listed, schema, body).filter((one) => !hasNoList(one));
  const strange = named.filter(
    (one) => !happened(one, kind) && !allFor(one, kind, context).includes(String(one.value)),
  );
  if (strange.length > 0)
    return refuse(
      'unknown_reference',
      `Look up ${namesOf(strange)}: GET ${referenceAddress} shows the codes.`,
      'P1',
      wrongFields(strange, context),
    );
  const uncharged = named.filter((one) => !isCharged(one.meta, factsFor(one, context), String(one.value)));
  const [first] = uncharged;
  return (
    first &&
    refuse(
      'no_mandate',
      `That agency is not charged with this step; it needs the mandate "${first.meta.mandate}".`,
      'P1',
      wrongFields(uncharged, context),
    )
  );
};
