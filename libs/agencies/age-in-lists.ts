import { z } from 'zod';
import {
  ageFrom,
  ageResults,
  BirthDate,
  noAgeEvidence,
  type AgeEvidence,
  type AgeEvent,
  type CountryFacts,
} from '#casework';
import { json } from './frame/columns.js';
import { SealedValue } from './frame/sealed.js';
import type { Derived } from './query.js';

/** What the file knows of an age, as a row of the lists has it: by the same fold, birth dates and years sealed. */
export type SealedAge = AgeEvidence<SealedValue, SealedValue>;

const placed = { eventId: z.string(), at: z.string(), revision: z.int() };

/** A column that holds it. */
export const ageEvidence = json(
  z.strictObject({
    opened: z.string().nullable(),
    bands: z.array(z.strictObject({ ...placed, band: z.string() })).readonly(),
    claims: z
      .array(
        z.strictObject({
          ...placed,
          claimId: z.string(),
          commandId: z.string(),
          band: z.string(),
          born: SealedValue.nullable(),
        }),
      )
      .readonly(),
    asked: z.array(z.strictObject(placed)).readonly(),
    presumed: z.array(z.strictObject(placed)).readonly(),
    verified: z
      .array(
        z.strictObject({
          ...placed,
          result: z.enum(ageResults),
          band: z.string(),
          years: SealedValue.nullable(),
        }),
      )
      .readonly(),
    received: z.array(z.strictObject({ messageId: z.string(), commandId: z.string() })).readonly(),
  }),
);

export const noSealedAge: SealedAge = noAgeEvidence;

interface Listed<T extends AgeEvent['type'], D> {
  readonly type: T;
  readonly open: D;
  readonly meta: Omit<AgeEvent['meta'], 'eventId' | 'revision'>;
  readonly id: string;
  readonly revision: number;
}

/** An event as the fold of ages takes it: by its open fields. */
export const bearing = <T extends AgeEvent['type'], D>({ type, open, meta, id, revision }: Listed<T, D>) => ({
  type,
  data: open,
  meta: { ...meta, eventId: id, revision },
});

const Years = z.int().min(0).max(130);

/** The evidence with what could be opened, as the file has it. */
export const ageInClear = (age: SealedAge, clear: (value: SealedValue) => unknown): AgeEvidence => ({
  ...age,
  claims: age.claims.map((claim) => ({
    ...claim,
    born: claim.born && (BirthDate.safeParse(clear(claim.born)).data?.value ?? null),
  })),
  verified: age.verified.map((verification) => ({
    ...verification,
    years: verification.years && (Years.safeParse(clear(verification.years)).data ?? null),
  })),
});

/** Every sealed value that the age rests on. */
const restsOn = ({ claims, verified }: SealedAge): readonly SealedValue[] =>
  [...claims.map(({ born }) => born), ...verified.map(({ years }) => years)].filter(
    (value) => value !== null,
  );

/** The band of an age for a day, by the one function of the rules; `clear` opens, as far as there are keys. */
export const bandOn = (
  age: SealedAge,
  facts: CountryFacts,
  today: string,
  clear: (value: SealedValue) => unknown = () => undefined,
): string => ageFrom(ageInClear(age, clear), facts, today).band;

/**
 * The band of a row for the day of its reading. A list that kept a band would show a child for ever, or an adult too
 * soon; so the node opens the birth dates when it answers and shows the band alone, which is P1. The dates themselves
 * reach nobody: no reader has read a value of P2, and the access log has nothing to tell.
 */
export const derivedBand = (
  age: SealedAge,
  facts: CountryFacts,
  today: string,
): Derived<{ readonly ageBand: string }> => {
  const from = restsOn(age);
  return {
    from,
    into: (clear) => {
      const values = new Map(from.map((value, index) => [value, clear[index]]));
      return { ageBand: bandOn(age, facts, today, (value) => values.get(value)) };
    },
  };
};
