import { z } from 'zod';
import { commandAddresses } from './addresses.js';

/** A field of a command that holds one value, by its name: `OpenCase.referTo`. */
export interface CommandField {
  readonly name: string;
  readonly schema: z.core.$ZodType;
}

const within = (schema: z.core.$ZodType, name: string): readonly CommandField[] => {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault)
    return within(schema.unwrap(), name);
  if (schema instanceof z.ZodArray) return within(schema.element, name);
  if (schema instanceof z.ZodUnion)
    return schema.options.flatMap((option: z.core.$ZodType) => within(option, name));
  if (!(schema instanceof z.ZodObject)) return [{ name, schema }];
  return Object.entries<z.core.$ZodType>(schema.shape).flatMap(([part, field]) =>
    within(field, `${name}.${part}`),
  );
};

/** Every field of every command that an agency can give. */
export const commandFields: readonly CommandField[] = commandAddresses.flatMap(({ type, definition }) =>
  within(definition.body, type),
);
