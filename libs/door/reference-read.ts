import { z } from 'zod';
import {
  agenciesKnown,
  codeLists,
  codesKnown,
  codesTaken,
  isState,
  listed,
  namesOfOwnCodes,
  sheltersKnown,
  type Actor,
  type Agency,
  type CountryFacts,
} from '#casework';
import { commandFields } from './fields-of.js';

const Names = z
  .record(z.string(), z.string())
  .describe('By language; in English, and in the languages of the country where its data have them.');
const Coded = z.object({ code: z.string(), names: Names });
const AgencyRead = Coded.extend({
  kind: z.string(),
  mandates: z.array(z.string()),
  disciplines: z.array(z.string()).optional(),
});

/** What GET on the reference answers. */
export const ReferenceRead = z.object({
  country: Coded,
  timeZone: z.string(),
  languages: z.array(Coded),
  calendars: z.array(Coded),
  agencies: z.array(AgencyRead),
  shelters: z.array(
    Coded.extend({
      kind: z.string(),
      admits: z.object({
        sexes: z.array(z.string()),
        families: z.boolean(),
        minimumAge: z.int().optional(),
        belowAge: z.int().optional(),
      }),
    }),
  ),
  handoverPoints: z.array(Coded.extend({ kind: z.string(), between: z.array(z.string()) })),
  channels: z.array(Coded.extend({ with: z.array(z.string()) })),
  travelDocuments: z.array(Coded.extend({ validDays: z.int() })),
  legalBases: z.array(Coded),
  ageBands: z.array(Coded),
  paymentHeads: z.array(Coded),
  discharges: z.array(Coded).describe('How a stay in a shelter ends, in the words of the country.'),
  supportPapers: z.array(Coded).describe('Papers without which no grant is paid.'),
  stayPermits: z
    .array(Coded.extend({ by: z.array(z.string()) }))
    .describe('On what a person may stay in the country, and which offices grant it.'),
  countries: z
    .array(Coded.extend({ agencies: z.array(AgencyRead) }))
    .describe('The other countries, with the agencies of theirs that another country may name.'),
  values: z
    .array(z.object({ fields: z.array(z.string()), codes: z.array(Coded) }))
    .describe('Lists that are the same in every country, and the fields of commands that take them.'),
  fields: z
    .record(z.string(), z.array(z.string()))
    .describe('By list of the country: the fields of commands that take its codes.'),
});
export type ReferenceRead = z.infer<typeof ReferenceRead>;

/** What a code says, where nobody gave it a name: `forced_labour` is "Forced labour". */
const inWords = (code: string): string => {
  const words = code.replaceAll(/[_-]+/g, ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
};

const inEnglish = (name: string) => ({ en: name });
const byItsName = ({ code, name }: { readonly code: string; readonly name: string }) => ({
  code,
  names: inEnglish(name),
});
const byCode = (code: string) => ({ code, names: inEnglish(inWords(code)) });

/** Names in a language; none where Unicode would give them in another. */
const namesIn = (language: string, type: 'language' | 'region' | 'script'): Intl.DisplayNames | undefined => {
  const names = new Intl.DisplayNames(language, { type, fallback: 'none' });
  return names.resolvedOptions().locale.split('-')[0] === language ? names : undefined;
};

/** A language, country or script in each of some languages, as far as Unicode names it there. */
const inLanguages = (type: 'language' | 'region' | 'script', languages: readonly string[]) => {
  const known = ['en', ...languages].map((language) => [language, namesIn(language, type)] as const);
  return (code: string): z.infer<typeof Coded> => {
    const named = known.flatMap(([language, names]) => {
      const name = names?.of(code);
      return name === undefined ? [] : [[language, name] as const];
    });
    return { code, names: Object.fromEntries(named.length > 0 ? named : [['en', code]]) };
  };
};

const agencyRead = ({ id, name, kind, mandates, disciplines }: Agency): z.infer<typeof AgencyRead> => ({
  code: id,
  names: inEnglish(name),
  kind,
  mandates: [...mandates],
  ...(disciplines ? { disciplines: [...disciplines] } : {}),
});

interface Values {
  readonly fields: string[];
  readonly codes: readonly string[];
}

/** Fields whose values a schema lists, those with one list together. */
const values: readonly Values[] = [
  ...commandFields
    .reduce((lists, { name, schema }) => {
      const codes =
        codesTaken.get(schema)?.codes ??
        (schema instanceof z.ZodEnum ? schema.options.map(String) : undefined);
      if (codes === undefined) return lists;
      const list = lists.get(codes.join()) ?? { fields: [], codes };
      if (!list.fields.includes(name)) list.fields.push(name);
      return lists.set(codes.join(), list);
    }, new Map<string, Values>())
    .values(),
];

const fields: ReferenceRead['fields'] = Object.fromEntries(
  codeLists.map((list) => [
    list,
    commandFields.filter(({ schema }) => listed.get(schema)?.list === list).map(({ name }) => name),
  ]),
);

/** Codes of a list of values, with the names that Unicode has of countries and scripts. */
const named = ({ fields: taking, codes }: Values, languages: readonly string[]) => {
  const ofCountries = codes.every((code) => isState(code) || Object.hasOwn(namesOfOwnCodes, code));
  const ofScripts = codes.includes('Latn');
  const inCountries = inLanguages('region', languages);
  const own: Readonly<Record<string, string>> = namesOfOwnCodes;
  const name = ofCountries
    ? (code: string) => {
        const meaning = own[code];
        return meaning === undefined ? inCountries(code) : { code, names: inEnglish(inWords(meaning)) };
      }
    : ofScripts
      ? inLanguages('script', languages)
      : byCode;
  return { fields: [...taking], codes: codes.map(name) };
};

const namedValues = new Map<string, ReferenceRead['values']>();

/** The lists that are the same in every country, named once for its languages: there are thousands of names. */
const valuesIn = (languages: readonly string[]): ReferenceRead['values'] => {
  const key = languages.join();
  const all = namedValues.get(key) ?? values.map((list) => named(list, languages));
  namedValues.set(key, all);
  return all;
};

/** The codes of a country and of the others, as far as a reader may know them. */
export const referenceRead = (
  facts: CountryFacts,
  others: readonly CountryFacts[],
  reader: Actor,
): ReferenceRead => {
  const { languages } = facts;
  const country = inLanguages('region', languages);
  return {
    country: country(facts.country),
    timeZone: facts.timeZone,
    languages: languages.map(inLanguages('language', languages)),
    calendars: facts.calendars.map(byCode),
    agencies: agenciesKnown(facts, reader).map(agencyRead),
    shelters: sheltersKnown(facts, reader).map(({ code, kind, admits }) => ({
      code,
      names: inEnglish(`Shelter ${code}`),
      kind,
      admits: { ...admits, sexes: [...admits.sexes] },
    })),
    handoverPoints: facts.handoverPoints.map(({ code, name, kind, between }) => ({
      code,
      names: inEnglish(name),
      kind,
      between: [...between],
    })),
    channels: facts.channels.map(({ code, name, with: partners }) => ({
      code,
      names: inEnglish(name),
      with: [...partners],
    })),
    travelDocuments: facts.travelDocuments.map(({ code, name, validDays }) => ({
      code,
      names: inEnglish(name),
      validDays,
    })),
    legalBases: facts.legalBases.map(byCode),
    ageBands: codesKnown('ageBands', facts, reader).map(byCode),
    paymentHeads: facts.paymentHeads.map(byItsName),
    discharges: facts.discharges?.map(byItsName) ?? codesKnown('discharges', facts, reader).map(byCode),
    supportPapers: (facts.supportPapers ?? []).map(byItsName),
    stayPermits: (facts.stayPermits ?? []).map((permit) => ({ ...byItsName(permit), by: [...permit.by] })),
    countries: others.map((other) => ({
      ...country(other.country),
      agencies: agenciesKnown(other, reader).map(agencyRead),
    })),
    values: valuesIn(languages),
    fields,
  };
};
