import { z } from 'zod';

const caseIds = z.registry<Record<never, never>>();

/** Id of another case of this node than the one it stands in: whoever names one must know of it (design section 4.1). */
export const CaseId = z.uuid().toLowerCase();
caseIds.add(CaseId, {});

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Every case that a value names, by its schema. */
export const casesNamed = (schema: z.core.$ZodType, value: unknown): readonly string[] => {
  if (caseIds.has(schema)) return typeof value === 'string' ? [value] : [];
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault)
    return casesNamed(schema.unwrap(), value);
  if (schema instanceof z.ZodArray)
    return Array.isArray(value) ? value.flatMap((item) => casesNamed(schema.element, item)) : [];
  if (schema instanceof z.ZodUnion)
    return schema.options.flatMap((option: z.core.$ZodType) => casesNamed(option, value));
  if (!(schema instanceof z.ZodObject) || !isRecord(value)) return [];
  return Object.entries<z.core.$ZodType>(schema.shape).flatMap(([name, field]) =>
    casesNamed(field, value[name]),
  );
};
