import {
  consentedGroups,
  officesFor,
  show,
  sightOf,
  type AccessEntry,
  type Caller,
  type Offices,
} from '#access';
import type { AnswerRow, SealedValue } from '#agencies';
import {
  caseEvents,
  holdsRole,
  type CountryFacts,
  type EventDefinition,
  type FieldGroup,
  type SealedClass,
} from '#casework';
import type { DoorParts } from './parts.js';

/** What a list answers, and the rows of the access log that must stand before it is shown: one for each case. */
export interface Opened {
  readonly rows: readonly Readonly<Record<string, unknown>>[];
  readonly entries: readonly AccessEntry[];
}

type Consent = ReadonlyMap<string, ReadonlySet<FieldGroup>>;

const definitions: ReadonlyMap<string, EventDefinition> = new Map(Object.entries(caseEvents));

const valuesOf = ({ sealed }: AnswerRow): readonly SealedValue[] => Object.values(sealed).flat();

const needsConsent = ({ type, field }: SealedValue, { agency }: Caller): boolean => {
  const declared = definitions.get(type)?.fields[field];
  return declared !== undefined && sightOf(declared, agency.viewer) === 'C';
};

/** Groups that the person of each row consented to, asked only where the reader's sight depends on it. */
const consentOf = async (
  caller: Caller,
  rows: readonly AnswerRow[],
  { cases, facts, clock }: DoorParts,
): Promise<Consent> => {
  const asked = rows.filter((row) => valuesOf(row).some((value) => needsConsent(value, caller)));
  const caseIds = [...new Set(asked.flatMap(({ caseId }) => caseId ?? []))];
  const groups = await Promise.all(
    caseIds.map(async (caseId) => {
      const { file } = await cases.load(caseId);
      return [caseId, consentedGroups(file, caller.agency.id, facts, clock.now())] as const;
    }),
  );
  return new Map(groups);
};

/** One row with its sealed values opened and reduced, and what of it is of P2 and above. */
const openedRow = (
  { caseId, behind, data, sealed, derived }: AnswerRow,
  clear: ReadonlyMap<SealedValue, unknown>,
  { actor, agency }: Caller,
  {
    groups,
    facts,
    offices,
  }: {
    readonly groups: ReadonlySet<FieldGroup> | undefined;
    readonly facts: CountryFacts;
    readonly offices: Offices;
  },
) => {
  const withoutRole = !holdsRole(facts, actor, 'reader');
  const fields = new Set<string>();
  const classes = new Set<SealedClass>();
  const seen = (value: SealedValue): readonly unknown[] => {
    const definition = definitions.get(value.type);
    if (definition === undefined) return [];
    const record = { [value.field]: clear.get(value) };
    const shown = show(definition, record, agency.viewer, {
      consented: (group) => groups?.has(group) ?? false,
      withoutRole,
      offices,
    });
    for (const { field, dataClass } of shown.sensitive) {
      fields.add(`${value.type}.${field}`);
      classes.add(dataClass);
    }
    return value.field in shown.data ? [shown.data[value.field]] : [];
  };
  const values = Object.fromEntries(Object.entries(sealed).map(([name, list]) => [name, list.flatMap(seen)]));
  const row = {
    ...(caseId === undefined ? {} : { caseId }),
    ...(behind ? { behind } : {}),
    ...offices.without(data),
    ...derived?.into(derived.from.map((value) => clear.get(value))),
    ...values,
  };
  return { row, caseId, fields, classes };
};

/**
 * Opens the sealed values of all rows at once and reduces each to what the reader may see. What is opened only to derive
 * something of P1 from is seen by nobody, and stands in no row of the access log.
 */
export const opened = async (
  found: readonly AnswerRow[],
  asked: { readonly caller: Caller; readonly what: string; readonly requestId: string },
  parts: DoorParts,
): Promise<Opened> => {
  const { caller, what, requestId } = asked;
  const consent = await consentOf(caller, found, parts);
  const values = found.flatMap((row) => [...valuesOf(row), ...(row.derived?.from ?? [])]);
  const openedValues = await parts.openSealed(values);
  const clear = new Map(values.map((value, index) => [value, openedValues[index]]));
  const offices = officesFor(parts.facts, caller.actor);
  const rows = found.map((row) =>
    openedRow(row, clear, caller, {
      groups: row.caseId === undefined ? undefined : consent.get(row.caseId),
      facts: parts.facts,
      offices,
    }),
  );
  const entries = rows.flatMap(({ caseId, fields, classes }): AccessEntry[] =>
    fields.size === 0
      ? []
      : [
          {
            requestId,
            actor: caller.actor.id,
            agency: caller.agency.id,
            caseId: caseId ?? 'none',
            what,
            fields: [...fields],
            classes: [...classes],
            at: parts.clock.now(),
          },
        ],
  );
  return { rows: rows.map(({ row }) => row), entries };
};
