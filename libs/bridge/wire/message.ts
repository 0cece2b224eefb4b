import { z } from 'zod';

/** Version of what stands inside the seal; its forms never change once published, a change is another version. */
export const wireVersion = 1;

const Country = z.string().regex(/^[A-Z]{2}$/);
/** In lower case only, so that one id has one form. */
const Uuid = z.string().regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
const Instant = z.iso.datetime({ offset: true });
const Word = z.string().regex(/^[a-z][a-z0-9_]{0,63}$/);

/** What every sealed text says before anything else of it is read. */
export const Heading = z.object({
  wireVersion: z.int(),
  form: z.enum(['message', 'receipt']),
  from: Country,
  to: Country,
});

/** A message about one case between two nodes (domain.md 3.1). */
export const WireMessage = z.strictObject({
  wireVersion: z.literal(wireVersion),
  form: z.literal('message'),
  from: Country,
  to: Country,
  messageId: Uuid,
  kind: z.string().regex(/^[A-Z][A-Za-z]{0,63}$/),
  /** The sender's reference of its case, blinded for the receiver. */
  caseRef: Uuid,
  /** The receiver's reference of its own case, where the sender knows it. */
  yourRef: Uuid.optional(),
  /** From 1 without gaps for each sender, receiver and case. */
  sequence: z.int().positive(),
  sentAt: Instant,
  answers: Uuid.optional(),
  /** Day by which the clause expects the answer. */
  answerDue: z.iso.date().optional(),
  instrument: z.string().min(1).max(64),
  instrumentVersion: z.string().min(1).max(64),
  clause: z.string().min(1).max(64),
  purpose: Word,
  /** Field groups that the clause lets the message carry. */
  groups: z.array(Word),
  /** How far the consents behind it go: the last day on which they hold, the one office that they name. */
  scope: z
    .strictObject({ until: z.iso.date().optional(), agency: z.string().min(1).max(64).optional() })
    .optional(),
  /** The fields of the kind; each kind has a schema of its own. */
  payload: z.record(z.string(), z.unknown()),
});
export type WireMessage = z.infer<typeof WireMessage>;

/** The answer of the receiving node to one message. A receipt gets none. */
export const WireReceipt = z.strictObject({
  wireVersion: z.literal(wireVersion),
  form: z.literal('receipt'),
  from: Country,
  to: Country,
  receiptId: Uuid,
  messageId: Uuid,
  /** The reference under which the message was sent: its sender's own. */
  yourRef: Uuid,
  sentAt: Instant,
  outcome: z.enum(['received', 'refused']),
  /** Code without personal data; only with `refused`. */
  reason: Word.optional(),
});
export type WireReceipt = z.infer<typeof WireReceipt>;

export const WireText = z.discriminatedUnion('form', [WireMessage, WireReceipt]);
export type WireText = z.infer<typeof WireText>;
