import { z } from 'zod';

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A value whose schema stands in a registry: what is said of the schema, where it stands, and what stands beside it. */
export interface Named<M> {
  readonly meta: M;
  readonly value: unknown;
  /** `legs.0.from`. */
  readonly field: string;
  readonly beside: Readonly<Record<string, unknown>>;
}

/** The part of a registry that is asked here. */
export interface Registered<M> {
  readonly get: (schema: z.core.$ZodType) => M | undefined;
}

type Replace<M> = (named: Named<M>) => unknown;

const within = <M>(
  registry: Registered<M>,
  schema: z.core.$ZodType,
  { value, field, beside }: Omit<Named<M>, 'meta'>,
  replace: Replace<M>,
): unknown => {
  const inner = (part: z.core.$ZodType, told: Omit<Named<M>, 'meta'>): unknown =>
    within(registry, part, told, replace);
  const meta = registry.get(schema);
  if (meta !== undefined) return value === undefined ? value : replace({ meta, value, field, beside });
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault)
    return inner(schema.unwrap(), { value, field, beside });
  if (schema instanceof z.ZodArray)
    return Array.isArray(value)
      ? value.map((item: unknown, place) =>
          inner(schema.element, { value: item, field: `${field}.${place}`, beside }),
        )
      : value;
  if (schema instanceof z.ZodUnion) {
    const fits = schema.options.find((option: z.core.$ZodType) => z.safeParse(option, value).success);
    return fits ? inner(fits, { value, field, beside }) : value;
  }
  if (!(schema instanceof z.ZodObject) || !isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => {
      const of = Object.hasOwn(schema.shape, name)
        ? (schema.shape as Record<string, z.core.$ZodType>)[name]
        : undefined;
      return [
        name,
        of ? inner(of, { value: part, field: field ? `${field}.${name}` : name, beside: value }) : part,
      ];
    }),
  );
};

/** A value with every part replaced whose schema stands in a registry. */
export const replacing = <M>(
  registry: Registered<M>,
  schema: z.core.$ZodType,
  value: unknown,
  replace: Replace<M>,
): unknown => within(registry, schema, { value, field: '', beside: {} }, replace);

/** Every part of a value whose schema stands in a registry. */
export const namedIn = <M>(
  registry: Registered<M>,
  schema: z.core.$ZodType,
  value: unknown,
): readonly Named<M>[] => {
  const found: Named<M>[] = [];
  replacing(registry, schema, value, (named) => {
    found.push(named);
    return named.value;
  });
  return found;
};
