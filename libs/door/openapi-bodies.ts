import { z } from 'zod';
import {
  codesFor,
  hasNoList,
  codesKnown,
  countries,
  isCountry,
  listed,
  replacing,
  codesTaken,
  type Country,
  type CountryFacts,
  type Named,
} from '#casework';
import type { Json } from './sample.js';

/** Lists of which nothing is discreet: they stand in the open description whole. */
const open = ['handoverPoints', 'travelDocuments', 'legalBases', 'ageBands'] as const;

/** A body as JSON Schema, with the codes of the country where everybody may know them. */
export const bodyOf = (body: z.ZodType, facts: CountryFacts): Json => {
  const { $schema: _dialect, ...schema } = z.toJSONSchema(body, {
    io: 'input',
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => {
      const list = open.find((name) => name === listed.get(zodSchema)?.list);
      const codes = list ? codesKnown(list, facts, 'everybody') : [];
      if (codes.length > 0) jsonSchema.enum = [...codes];
      const taken = codesTaken.get(zodSchema);
      if (taken) jsonSchema.description ??= taken.inWords;
    },
  });
  return schema;
};

/** The country with which a country shares its first handover point. */
const partnerOf = ({ country, handoverPoints }: CountryFacts): Country =>
  [...(handoverPoints[0]?.between ?? []), ...countries].find((other) => other !== country) ?? country;

/** Whether people are handed over between a country and another. */
const meets = ({ country, handoverPoints }: CountryFacts, other: unknown): boolean =>
  other !== country && handoverPoints.some(({ between }) => between.some((side) => side === other));

/** An example of a body with codes that the country has: no discreet office, no shelter, and the partner for another country. */
export const exampleIn = (facts: CountryFacts, body: z.ZodType, example: unknown): unknown => {
  const taken = new Set<unknown>();
  const codeHere = (named: Named<NonNullable<ReturnType<typeof listed.get>>>): unknown => {
    if (hasNoList(named)) return named.value;
    const codes = codesFor(named, facts, 'everybody');
    const free = codes.find((code) => !taken.has(code));
    const code = codes.includes(String(named.value)) ? named.value : (free ?? codes[0] ?? named.value);
    taken.add(code);
    return code;
  };
  const abroad = replacing(
    { get: (schema) => (schema instanceof z.ZodEnum && schema.options.every(isCountry) ? true : undefined) },
    body,
    example,
    ({ value }) => (meets(facts, value) ? value : partnerOf(facts)),
  );
  return replacing(listed, body, abroad, codeHere);
};
