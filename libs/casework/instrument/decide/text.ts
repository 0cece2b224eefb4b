import { isMessageKind, messages } from '../../records/catalogue.js';
import type { Refusal } from '../../words/decision.js';
import type { Field } from '../../words/field.js';
import type { InstrumentText } from '../values.js';

type FieldFault = NonNullable<Refusal['fields']>[number];
type ClauseOfText = InstrumentText['clauses'][number];

const twice = (names: readonly string[]): readonly string[] =>
  names.filter((name, index) => names.indexOf(name) !== index);

/** Groups without which a message of the kind makes no sense, and that its clause does not name. */
const lackingGroups = ({ kind, carries }: ClauseOfText): readonly string[] => {
  if (!isMessageKind(kind)) return [];
  const fields: Readonly<Record<string, Field>> = messages[kind].fields;
  return [
    ...new Set(
      Object.values(fields)
        .filter(({ schema, group }) => !schema.safeParse(undefined).success && !carries.includes(group))
        .map(({ group }) => group),
    ),
  ];
};

const faultsOfClause = (
  clause: ClauseOfText,
  index: number,
  parties: InstrumentText['parties'],
): readonly FieldFault[] => {
  const at = (name: string): string => `text.clauses.${index}.${name}`;
  const strangers = (['from', 'to'] as const).flatMap((side) =>
    clause[side]
      .filter((country) => !parties.includes(country))
      .map((country) => ({ field: at(side), reason: `${country} is no party` })),
  );
  if (!isMessageKind(clause.kind))
    return [{ field: at('kind'), reason: 'is no kind of message' }, ...strangers];
  const lacking = lackingGroups(clause);
  return [
    ...strangers,
    ...(lacking.length > 0
      ? [{ field: at('carries'), reason: `${clause.kind} makes no sense without ${lacking.join(', ')}` }]
      : []),
  ];
};

/** Ways of a clause: one kind in one direction, and of corrections for one purpose. */
const waysOf = ({ kind, from, to, purpose }: ClauseOfText): readonly string[] =>
  from.flatMap((one) =>
    to
      .filter((other) => other !== one)
      .map((other) => `${kind} from ${one} to ${other}${kind === 'CorrectionSent' ? ` for ${purpose}` : ''}`),
  );

/** What is wrong with a text that is well formed: each with its place. */
export const faultsOfText = ({ parties, furtherParties, clauses }: InstrumentText): readonly FieldFault[] => [
  ...(parties.length + furtherParties.length < 2
    ? [{ field: 'text.parties', reason: 'an instrument has two parties at least' }]
    : []),
  ...twice([...parties, ...furtherParties]).map((party) => ({
    field: 'text.parties',
    reason: `${party} stands there twice`,
  })),
  ...twice(clauses.map(({ id }) => id)).map((id) => ({
    field: 'text.clauses',
    reason: `the number ${id} stands there twice`,
  })),
  ...clauses.flatMap((clause, index) => faultsOfClause(clause, index, parties)),
  ...[...new Set(twice(clauses.flatMap(waysOf)))].map((way) => ({
    field: 'text.clauses',
    reason: `two clauses are about ${way}`,
  })),
];
