import { z } from 'zod';
import { codeKey, holdsMandate } from '#casework';
import { bandOn, derivedBand } from './age-in-lists.js';
import { caseRegister } from './case-register.js';
import type { Bind } from './filter.js';
import { listsOver } from './list.js';
import type { Reader } from './query.js';
import type { ShownTo, Subjects } from './subjects.js';

/** Whether the reader is kept out of a case, over a row of the register. */
export const excludedFrom = (bind: Bind, { actor }: Reader, register = 'r'): string => {
  const office = bind(codeKey(actor.agency));
  return `exists (
    select 1 from jsonb_array_elements(${register}.exclusions) e
    where (e->>'agency' = ${office} and e->>'officialId' is null)
       or (e->>'officialId' = ${bind(codeKey(actor.id))} and coalesce(e->>'agency', ${office}) = ${office}))`;
};

/** The same rule as access's `mayKnow`, over a row of the register. */
export const knowsCase = (bind: Bind, reader: Reader, register = 'r'): string => {
  const { actor, facts } = reader;
  const everyCase =
    holdsMandate(facts, actor.agency, 'coordinate') || holdsMandate(facts, actor.agency, 'audit');
  const takesPart = everyCase ? '' : `${register}.involved ? ${bind(actor.agency)} and `;
  return `(${takesPart}not ${excludedFrom(bind, reader, register)})`;
};

/** The register as it reads on a day. The band is the one that holds where nothing can be opened: the door derives the right one. */
const read = (fields: Readonly<Record<string, unknown>>, { reader, today }: ShownTo) => {
  const kept = caseRegister.row.parse(fields);
  return {
    ...kept,
    ageBand: bandOn(kept.age, reader.facts, today),
    names: kept.names.map(({ value }) => value),
    birthDates: kept.birthDates.map(({ value }) => value),
    origins: kept.origins.map(({ value }) => value),
    relatives: kept.relatives.map(({ value }) => value),
  };
};

const { side, sex, mainLanguage, urgency, partner } = caseRegister.columns;

const casesThat = (standing: string): Subjects<ReturnType<typeof read>, keyof typeof fields> => ({
  register: caseRegister,
  known: (bind, reader) => `${standing} and ${knowsCase(bind, reader)}`,
  fields,
  read,
  about: ({ owner, age }, caseId, shows, { reader, today }) => ({
    caseId,
    owner: owner ?? undefined,
    ...(shows.includes('ageBand') ? { derived: derivedBand(age, reader.facts, today) } : {}),
  }),
});

const fields = {
  side: side.schema,
  sex: sex.schema,
  ageBand: z.string(),
  mainLanguage: mainLanguage.schema,
  urgency: urgency.schema,
  partner: partner.schema,
  names: 'sealed',
  birthDates: 'sealed',
  origins: 'sealed',
  relatives: 'sealed',
} as const;

/** Makes a list of cases, or of something in each of them. */
export const listOfCases = listsOver(casesThat('not r.erased'));

/** Makes a list of what is to be done of all alike: what stops, and what asks others to erase, outlives an erasure. */
export const listOfAll = listsOver(casesThat('true'));

/** Makes a list of what is told of erased persons. */
export const listOfErased = listsOver(casesThat('r.erased'));
