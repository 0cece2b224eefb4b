import { z } from 'zod';
import type { Country } from '#casework';

/**
 * The CloudEvents 1.0 envelope (structured JSON) in which every message travels. It says nothing but who writes: type and
 * content type are constant, `data` is the sealed text, and message and receipt look the same.
 */
export const Envelope = z.strictObject({
  specversion: z.literal('1.0'),
  id: z.uuid(),
  source: z.string().regex(/^urn:homeward:node:[a-z]{2}$/),
  type: z.literal('homeward.message'),
  datacontenttype: z.literal('application/jose'),
  data: z.string().max(128 * 1024),
});
export type Envelope = z.infer<typeof Envelope>;

export const envelopeHeaders = { 'content-type': 'application/cloudevents+json; charset=utf-8' };

/** The envelope as it goes on the exchange. `id` is that of the message or receipt: the same when published again. */
export const writeEnvelope = (from: Country, id: string, sealed: string): string =>
  JSON.stringify({
    specversion: '1.0',
    id,
    source: `urn:homeward:node:${from.toLowerCase()}`,
    type: 'homeward.message',
    datacontenttype: 'application/jose',
    data: sealed,
  } satisfies Envelope);

/** The envelope in some bytes, or undefined where there is none. */
export const readEnvelope = (bytes: Uint8Array): Envelope | undefined => {
  try {
    const parsed: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    return Envelope.safeParse(parsed).data;
  } catch {
    return undefined;
  }
};
