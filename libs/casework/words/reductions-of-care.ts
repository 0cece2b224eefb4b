import { z } from 'zod';

/* Reductions of what is known of health, needs, safety and family (domain.md 4.3), for who must plan around it. */

/** Only that there is something, whatever it is. */
export const recordedOf = (value: unknown): unknown =>
  value === undefined || value === null ? undefined : { recorded: true };

/** How many entries a list has, without the entries; of anything else only that there is something. */
export const countOf = (value: unknown): unknown =>
  Array.isArray(value) ? { count: value.length } : recordedOf(value);

/** The level of a risk assessment without its reasons. */
export const levelOf = (value: unknown): unknown => {
  const level = z.object({ level: z.string() }).safeParse(value).data?.level;
  return level ? { level } : undefined;
};

/** Whether somebody needs medicine and how many flags there are; neither which nor why. */
export const healthOf = (value: unknown): unknown => {
  const flags = z.object({ flags: z.array(z.string()) }).safeParse(value).data?.flags;
  return flags === undefined
    ? recordedOf(value)
    : { needsMedicine: flags.some((flag) => /medic/i.test(flag)), flags: flags.length };
};

/** Needs that a journey or an office plans around; every other code may name an illness or a pregnancy. */
const practical: readonly string[] = [
  'diet',
  'mobility',
  'wheelchair',
  'interpreter',
  'escort_sex',
  'infant',
];

const codeOf = (need: unknown): string | undefined =>
  z.string().safeParse(need).data ?? z.object({ code: z.string() }).safeParse(need).data?.code;

/** How many special needs, and which of them are practical ones, without notes. */
export const needsOf = (value: unknown): unknown =>
  Array.isArray(value)
    ? {
        count: value.length,
        practical: value.map(codeOf).filter((code) => code !== undefined && practical.includes(code)),
      }
    : recordedOf(value);

/** What a family can offer, as the one word that may be told; of a visit or an account only that there is one. */
export const familyOptionOf = (value: unknown): unknown => {
  const option = z.object({ option: z.string() }).safeParse(value).data?.option;
  return option === undefined ? recordedOf(value) : { answer: option };
};

/** That there is a shelter; neither which nor where. */
export const shelteredOf = (value: unknown): unknown =>
  value === undefined || value === null ? undefined : { sheltered: true };

/** Service areas that tell of health (domain.md 5.1): medical and psychological care. */
const areasOfHealth: ReadonlySet<unknown> = new Set([2, 3]);

/** A plan or a service of one without what tells of health: of a service of care, that something is recorded. */
export const planWithoutHealth = (value: unknown): unknown => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  if ('area' in value && areasOfHealth.has(value.area)) return recordedOf(value);
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]: [string, unknown]) => [
      name,
      Array.isArray(inner) ? inner.filter((area) => !areasOfHealth.has(area)) : inner,
    ]),
  );
};
