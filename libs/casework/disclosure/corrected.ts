import { z } from 'zod';

/** Fields of a question that were told otherwise after it came, and when the last of that came. */
export const Corrected = z.strictObject({ at: z.string(), fields: z.array(z.string()) });
export type Corrected = z.infer<typeof Corrected>;

/** With what another correction told. */
export const addCorrection = (
  before: Corrected | undefined,
  fields: readonly string[],
  at: string,
): Corrected => ({ at, fields: [...new Set([...(before?.fields ?? []), ...fields])] });
