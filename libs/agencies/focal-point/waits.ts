import { z } from 'zod';
import { isOpen, type Exchange } from '#casework';
import { rankOf } from '../due.js';

/** One thing that a case waits for. */
export const Wait = z.strictObject({
  /** Message or request that is to be answered. */
  id: z.string(),
  /** Kind of the message, or a code of what is awaited inside the country. */
  what: z.string(),
  /** `state`: another country must answer. `own`: this country must, through the agency named in `who` if any. */
  on: z.enum(['state', 'own']),
  /** Country code, or agency code of the own country. */
  who: z.string(),
  /** The other country of the exchange. */
  country: z.string(),
  since: z.string(),
  due: z.string().nullable(),
});
export type Wait = z.infer<typeof Wait>;

/** An office inside the country on which an answer depends, by the message that asks for it. */
export const Charge = z.strictObject({
  messageId: z.string(),
  who: z.string(),
  due: z.string().nullable(),
});
export type Charge = z.infer<typeof Charge>;

/** What the questions of an exchange wait for: those that went, and those that came, to which an answer can still come. */
export const waitsOf = ({ questions }: Exchange, charges: readonly Charge[], own: string): Wait[] =>
  questions.flatMap((question): Wait[] => {
    const { messageId: id, kind: what, by, country, since, due } = question;
    if (since === null || !isOpen(question)) return [];
    const asked = { id, what, country, since };
    if (by === 'us') return [{ ...asked, on: 'state', who: country, due }];
    const charge = charges.findLast(({ messageId }) => messageId === id);
    return [{ ...asked, on: 'own', who: charge?.who ?? own, due: charge?.due ?? due }];
  });

/** The most pressing of them. */
export const pressing = (waits: readonly Wait[]): Wait | undefined =>
  [...waits].sort((a, b) => (rankOf(a) < rankOf(b) ? -1 : 1))[0];
