import { z } from 'zod';

const Schema = z.record(z.string(), z.unknown());
const Parameter = z.object({
  in: z.enum(['path', 'query', 'header']),
  name: z.string(),
  required: z.boolean(),
  schema: Schema,
});
const Operation = z.object({
  parameters: z.array(Parameter).default([]),
  requestBody: z
    .object({ content: z.record(z.string(), z.object({ schema: Schema, example: z.unknown() })) })
    .optional(),
});
export const Description = z.object({
  paths: z.record(z.string(), z.record(z.string(), Operation)),
});

/** One operation of a node, as its description tells. */
export interface FuzzedOperation {
  readonly method: string;
  readonly path: string;
  readonly query: readonly {
    readonly name: string;
    readonly required: boolean;
    readonly schema: z.infer<typeof Schema>;
  }[];
  readonly body?: z.infer<typeof Schema>;
  readonly example?: unknown;
}

/** Every operation of a description. */
export const operationsOf = (description: unknown): readonly FuzzedOperation[] =>
  Object.entries(Description.parse(description).paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { parameters, requestBody }]) => {
      const { schema: body, example } = Object.values(requestBody?.content ?? {})[0] ?? {};
      return {
        method: method.toUpperCase(),
        path,
        query: parameters.filter((parameter) => parameter.in === 'query'),
        ...(body ? { body, example } : {}),
      };
    }),
  );
