import { messages, type MessageKind } from '../records/catalogue.js';
import type { Context } from '../words/context.js';
import type { Country } from '../words/country.js';
import type { Instrument } from '../words/instrument.js';
import { formOf, type MessageDefinition } from '../words/message.js';

/**
 * The form in which a message of a kind would be taken by the node of a country, the newest that both know; undefined where it
 * takes none. A node that says nothing of itself is of before nodes did, and takes what there was then.
 */
export const formTaken = (
  definition: Pick<MessageDefinition, 'added' | 'onlyAnnounced'>,
  kind: string,
  to: Country,
  { code, version }: Pick<Instrument, 'code' | 'version'>,
  { announced }: Pick<Context, 'announced'>,
): number | undefined => {
  const said = announced?.(to);
  if (!said) return definition.onlyAnnounced ? undefined : 1;
  const under = said.instruments.find((each) => each.code === code && each.version === version);
  const forms = Object.hasOwn(under?.kinds ?? {}, kind) ? (under?.kinds[kind] ?? []) : [];
  return forms
    .filter((form) => form <= formOf(definition))
    .toSorted((a, b) => b - a)
    .at(0);
};

/** The same of a kind that the catalogue lists. */
export const takenForm = (
  kind: MessageKind,
  to: Country,
  instrument: Pick<Instrument, 'code' | 'version'>,
  context: Pick<Context, 'announced'>,
): number | undefined => formTaken(messages[kind], kind, to, instrument, context);

/** Whether a field stands in a form of the payload. */
export const standsIn = ({ added }: Pick<MessageDefinition, 'added'>, field: string, form: number): boolean =>
  (Object.hasOwn(added, field) ? (added[field] ?? 1) : 1) <= form;
