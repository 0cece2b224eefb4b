import { z } from 'zod';
import type { MessageCatalogue } from '#casework';
import { Envelope } from './envelope.js';
import { WireMessage, WireReceipt, wireVersion } from './message.js';

export type JsonSchema = Readonly<Record<string, unknown>>;

const published = (name: string, title: string, schema: z.ZodType): JsonSchema => ({
  ...z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }),
  $id: `urn:homeward:wire:${wireVersion}:${name}`,
  title,
});

/**
 * The wire contract as JSON Schemas (2020-12) by file name: the envelope, the message, the receipt, and the payload of each
 * kind of message. docs/wire is written from it.
 */
export const wireSchemas = (catalogue: MessageCatalogue): Readonly<Record<string, JsonSchema>> => ({
  'envelope.schema.json': published('envelope', 'Envelope on the exchange (CloudEvents 1.0)', Envelope),
  'message.schema.json': published('message', 'Message, inside the seal', WireMessage),
  'receipt.schema.json': published('receipt', 'Receipt, inside the seal', WireReceipt),
  ...Object.fromEntries(
    Object.entries(catalogue).map(([kind, { schema, number, summary }]) => [
      `payload/${kind}.schema.json`,
      published(`payload:${kind}`, `${number} ${kind}: ${summary}`, schema),
    ]),
  ),
});
