import { z } from 'zod';

/**
 * Versions of what stands inside the seal, oldest first. Their forms never change once published: a change is another version,
 * and every one of these is read.
 */
export const wireVersions = [1, 2] as const;
export type WireVersion = (typeof wireVersions)[number];

/** The newest; a partner that has not said that it reads it is written to in the first. */
export const wireVersion = 2;

const Country = z.string().regex(/^[A-Z]{2}$/);
/** In lower case only, so that one id has one form. */
const Uuid = z.string().regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
const Instant = z.iso.datetime({ offset: true });
const Word = z.string().regex(/^[a-z][a-z0-9_]{0,63}$/);
const Office = z.string().regex(/^[a-zA-Z0-9][a-zA-Z0-9_.-]{0,63}$/);
/** BCP 47. */
const Language = z
  .string()
  .max(35)
  .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{1,8})*$/);

/** The most consents that a message names. */
export const mostConsents = 50;

/** What every sealed text says before anything else of it is read. */
export const Heading = z.object({
  wireVersion: z.int(),
  form: z.enum(['message', 'receipt']),
  from: Country,
  to: Country,
});

/** The fields of a message in the first version. */
const message = {
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
};

/** The fields of a receipt in the first version. */
const receipt = {
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
};

/** Id of the message that began the exchange of question and answer to which a text belongs; its own where it begins one. */
const correlation = Uuid;

/** What the second version says of a message beside the first. */
const Told = z.strictObject({
  correlation,
  /** In which language, or where that is not known in which script, its free words are; `zxx` where it has none (BCP 47). */
  language: Language,
  /** The two offices of the channel: those that answer for the two countries, never who decided. */
  offices: z.strictObject({ from: Office, to: Office }),
  /**
   * References of the consents on which it rests, blinded for the receiver; of a withdrawal, those that were withdrawn. None
   * where it rests on none.
   */
  consents: z.array(Uuid).max(mostConsents),
});
export type Told = z.infer<typeof Told>;

/** A message about one case between two nodes (domain.md 3.1), by version. */
const messageForms = {
  1: z.strictObject({ wireVersion: z.literal(1), ...message }),
  2: z.strictObject({ wireVersion: z.literal(2), ...message, ...Told.shape }),
} as const;

/** The answer of the receiving node to one message, by version. A receipt gets none. */
const receiptForms = {
  1: z.strictObject({ wireVersion: z.literal(1), ...receipt }),
  2: z.strictObject({ wireVersion: z.literal(2), ...receipt, correlation }),
} as const;

export type WireMessage = z.infer<(typeof messageForms)[WireVersion]>;
export type WireReceipt = z.infer<(typeof receiptForms)[WireVersion]>;
export type WireText = WireMessage | WireReceipt;

/** The forms of each version by name. */
export const wireForms = {
  1: { message: messageForms[1], receipt: receiptForms[1] },
  2: { message: messageForms[2], receipt: receiptForms[2] },
} as const;

export const isWireVersion = (version: number): version is WireVersion =>
  (wireVersions as readonly number[]).includes(version);

/** A text of a version, as it says of itself; undefined where it is not in that form. */
export const wireText = (
  version: WireVersion,
  form: 'message' | 'receipt',
  content: unknown,
): WireText | undefined => wireForms[version][form].safeParse(content).data;

/** What a message says beside the first version; undefined in one of that. */
export const toldBy = (text: WireMessage): Told | undefined =>
  text.wireVersion === 1
    ? undefined
    : {
        correlation: text.correlation,
        language: text.language,
        offices: text.offices,
        consents: text.consents,
      };
