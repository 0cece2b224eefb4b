import { z } from 'zod';
import { namedIn } from './named-in.js';

const caseIds = z.registry<{ readonly case: true }>();

/** Id of another case of this node than the one it stands in: whoever names one must know of it (design section 4.1). */
export const CaseId = z.uuid().toLowerCase();
caseIds.add(CaseId, { case: true });

/** Every case that a value names, by its schema. */
export const casesNamed = (schema: z.core.$ZodType, value: unknown): readonly string[] =>
  namedIn(caseIds, schema, value).flatMap(({ value: id }) => (typeof id === 'string' ? [id] : []));
