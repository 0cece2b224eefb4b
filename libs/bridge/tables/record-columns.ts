import type { ExchangeRecord } from '../exchange.js';

/* What PostgreSQL keeps in no text: one such byte from a stranger must not keep a record from being put aside. */
const storable = (text: unknown): string => String(text).replaceAll('\0', '\ufffd');

/** A record as parameters of a statement: topic, key, headers, message. Key and headers are nobody's word: nothing signs them. */
export const recordColumns = ({ topic, key, headers, message }: ExchangeRecord) =>
  [
    topic,
    storable(key),
    JSON.stringify(Object.fromEntries(Object.entries(headers).map((header) => header.map(storable)))),
    Buffer.from(message),
  ] as const;
