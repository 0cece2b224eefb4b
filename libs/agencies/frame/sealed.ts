import { z } from 'zod';
import { isSealed, type EventCatalogue } from '#casework';
import { keyRef } from '#sealing';
import { type PlacedEvent } from '#event-store';
import { json, optional, type Column } from './columns.js';
import { caseIdOf, NotTaken } from './view.js';

/**
 * A value of P2 or above as it stands in its event: who may see it opens `cipher`, with the event's id and stored type as
 * additional data, and takes `field` of what comes out, in the form of today. Empty for everybody once the person's keys are destroyed.
 */
export const SealedValue = z.strictObject({
  eventId: z.string(),
  type: z.string(),
  /** `<subject>/<class>`, the name under which the event keeps the ciphertext. */
  part: z.string(),
  cipher: z.string(),
  field: z.string(),
  /** How the event lies in its store, where its type or version is another than those of the first form. */
  storedAs: z.strictObject({ type: z.string(), version: z.int() }).optional(),
  /** Fields of the event in clear that are shown with the value, each to whom it may be shown. */
  said: z.record(z.string(), z.unknown()).optional(),
});
export type SealedValue = z.infer<typeof SealedValue>;

/** A column that holds one sealed value, or none. */
export const sealed = optional(json(SealedValue));

/** A column that holds any number of them. */
export const sealedList = json(z.array(SealedValue));

/** Whether a column holds sealed values and nothing else. */
export const isSealedColumn = ({ schema }: Column): boolean =>
  schema === sealed.schema || schema === sealedList.schema;

/** What such a column holds in a row, which has its form. */
export const sealedIn = (value: unknown): readonly SealedValue[] =>
  [value].flat().filter((held): held is SealedValue => held !== null);

/** What a sealed value can be taken from: a placed event, its type known or not. */
type Sealing = Pick<PlacedEvent, 'id' | 'stream' | 'version' | 'sealed' | 'storedAs'> & {
  readonly type: string;
  readonly open: Readonly<Record<string, unknown>>;
};

/** The sealed value of a field of an event, or null where the event carries none. */
export const sealedValueOver =
  (catalogue: EventCatalogue) =>
  (event: Sealing, field: string): SealedValue | null => {
    const declared = catalogue[event.type]?.fields[field];
    if (declared === undefined || !isSealed(declared.dataClass)) throw new NotTaken('undeclared_field');
    const subject = declared.subject === 'person' ? caseIdOf(event) : String(event.open[declared.subject]);
    const part = keyRef(subject, declared.dataClass);
    const cipher = event.sealed[part];
    if (cipher === undefined) return null;
    const { type, version } = event.storedAs ?? event;
    const storedAs = type === event.type && version === 1 ? {} : { storedAs: { type, version } };
    return { eventId: event.id, type: event.type, part, cipher, field, ...storedAs };
  };
