import { z } from 'zod';
import { Code, Day, Id } from '../words/values.js';

/**
 * How far the consents behind a message go beside its purpose, its groups and the country that it goes to: the last day on
 * which they hold, and the one office that they name.
 */
export const Scope = z.strictObject({ until: Day.optional(), agency: Code.optional() });
export type Scope = z.infer<typeof Scope>;

/** What a sender had taken of the receiver's messages of the case when it decided: all up to a number, and stops beyond. */
export const Seen = z.strictObject({
  upTo: z.int().min(0),
  beyond: z.array(z.int().positive()).optional(),
});
export type Seen = z.infer<typeof Seen>;

/** Numbers of the sender's messages of the case that may never arrive, and that nobody waits for. */
export const NotComing = z.array(z.int().positive()).max(1000);

/** Numbers that a message says need not be waited for. */
export const notComingIn = (payload: Readonly<Record<string, unknown>>): readonly number[] =>
  NotComing.safeParse(payload['notComing']).data ?? [];

/**
 * What a sender says of a message from version 2 of the wire on: the message that began the exchange to which it belongs, the
 * language of its free words (BCP 47), the two offices of the channel, and its references of the consents behind it.
 */
export const told = {
  correlation: Id.optional(),
  language: z
    .string()
    .max(35)
    .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{1,8})*$/)
    .optional(),
  offices: z.strictObject({ from: Code, to: Code }).optional(),
  consents: z.array(Id).max(50).optional(),
};
