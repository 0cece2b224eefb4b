import { z } from 'zod';
import { messages, type MessageKind } from '../../records/catalogue.js';
import type { CaseFile } from '../../records/file.js';
import type { Country } from '../../words/country.js';
import type { Fields } from '../../words/field.js';
import { LetterNumber } from '../../words/letter-number.js';
import { Id, MessageId } from '../../words/values.js';
import type { TheirLetter } from '../state.js';

type Payload = Readonly<Record<string, unknown>>;
type Letters = Pick<CaseFile, 'letters'>;

const isRecord = (value: unknown): value is Payload =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Letters of another country, those without effect first: a number says which of two had one. */
const theirsFrom = (other: Country, { letters }: Letters): readonly TheirLetter[] =>
  letters.theirs
    .filter(({ from }) => from === other)
    .toSorted((a, b) => Number(b.refused) - Number(a.refused));

/** The number under which each message between this country and another went or came on paper. */
export const numbersWith = (other: Country, file: Letters): ReadonlyMap<string, string> =>
  new Map([
    ...file.letters.own
      .filter(({ to }) => to === other)
      .map(({ messageId, letter }) => [messageId, letter] as const),
    ...theirsFrom(other, file).map(({ messageId, number }) => [messageId, number] as const),
  ]);

/** What stands in the places of ids, said otherwise: a code that looks like the number of a letter is none. */
const withIds = (schema: z.core.$ZodType, value: unknown, said: (id: string) => string): unknown => {
  if (schema === Id || schema === MessageId) return typeof value === 'string' ? said(value) : value;
  if (schema instanceof z.ZodOptional) return withIds(schema.unwrap(), value, said);
  if (schema instanceof z.ZodArray && Array.isArray(value))
    return value.map((item: unknown) => withIds(schema.element, item, said));
  if (schema instanceof z.ZodObject && isRecord(value)) {
    const shape: Readonly<Record<string, z.core.$ZodType | undefined>> = schema.shape;
    return Object.fromEntries(
      Object.entries(value).map(([name, inner]) => {
        const form = shape[name];
        return [name, form === undefined ? inner : withIds(form, inner, said)];
      }),
    );
  }
  return value;
};

const inMessage = (kind: MessageKind, payload: Payload, said: (id: string) => string): Payload => {
  const fields: Fields = messages[kind].fields;
  return Object.fromEntries(
    Object.entries(payload).map(([name, value]) => {
      const field = fields[name];
      return [name, field === undefined ? value : withIds(field.schema, value, said)];
    }),
  );
};

/** What a message says as paper says it: other messages by the numbers of their letters, and of none how many went. */
export const asPrinted = (kind: MessageKind, payload: Payload, other: Country, file: Letters): Payload => {
  const { seen: _seen, notComing: _notComing, ...said } = payload;
  const numbers = numbersWith(other, file);
  return inMessage(kind, said, (messageId) => numbers.get(messageId) ?? messageId);
};

/** The inverse: what paper says as the message of its kind says it. A number is ours, or the one that they gave it. */
export const asMessageSays = (kind: MessageKind, said: Payload, other: Country, file: Letters): Payload => {
  const ids = new Map([
    ...theirsFrom(other, file).map(({ messageId, number }) => [number, messageId] as const),
    ...file.letters.own
      .filter(({ to }) => to === other)
      .map(({ messageId, letter }) => [letter, messageId] as const),
  ]);
  return inMessage(
    kind,
    said,
    (number) => ids.get(LetterNumber.safeParse(number).data ?? '') ?? ids.get(number) ?? number,
  );
};
