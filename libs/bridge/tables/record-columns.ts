import type { ExchangeRecord } from '../exchange.js';

/* What PostgreSQL keeps in no text: one such byte from a stranger must not keep a record from being put aside. */
const storable = (text: unknown): string => String(text).replaceAll('\0', '\ufffd');

/** A record as a row keeps it. Key and headers are nobody's word: nothing signs them. */
export const recordRow = ({ topic, key, headers, message }: ExchangeRecord) => ({
  topic,
  key: storable(key),
  headers: Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [storable(name), storable(value)]),
  ),
  message: Buffer.from(message),
});

/** The same as parameters of a statement: topic, key, headers, message. */
export const recordColumns = (record: ExchangeRecord) => {
  const { topic, key, headers, message } = recordRow(record);
  return [topic, key, JSON.stringify(headers), message] as const;
};
