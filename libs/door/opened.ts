import {
  officesFor,
  show,
  sightOf,
  viewerAnywhere,
  viewerIn,
  type AccessEntry,
  type Caller,
  type CaseViewer,
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
import { groupsOpened } from './brought.js';
import type { DoorParts } from './parts.js';

/** What a list answers, and the rows of the access log that must stand before it is shown: one for each case. */
export interface OpenedRows {
  readonly rows: readonly Readonly<Record<string, unknown>>[];
  readonly entries: readonly AccessEntry[];
}

/** As whom the caller is shown a case, and what its person consented to, where its sight depends on that. */
interface Sighted {
  readonly as: CaseViewer;
  readonly consented?: (value: SealedValue, group: FieldGroup) => boolean;
  /** Whether a message of another country brought a value. */
  readonly received?: (value: SealedValue) => boolean;
}

const definitions: ReadonlyMap<string, EventDefinition> = new Map(Object.entries(caseEvents));

const valuesOf = ({ sealed }: AnswerRow): readonly SealedValue[] => Object.values(sealed).flat();

const needsConsent = ({ type, field }: SealedValue, { agency }: Caller): boolean => {
  const declared = definitions.get(type)?.fields[field];
  return declared !== undefined && sightOf(declared, agency.viewer) === 'C';
};

/** Whether it takes the case's file to know as whom the caller is shown a row: the column of the case owner is asked for. */
const needsFile = (row: AnswerRow, caller: Caller): boolean =>
  (caller.agency.viewer === 'SW' && row.owner !== caller.agency.id) ||
  (caller.agency.viewer === 'IM' && valuesOf(row).length > 0) ||
  valuesOf(row).some((value) => needsConsent(value, caller));

/** How the caller sees the cases of some rows, by case id; a case that is not among them as its kind of office sees any. */
const sightsOf = async (
  caller: Caller,
  rows: readonly AnswerRow[],
  { cases, facts, clock }: DoorParts,
): Promise<ReadonlyMap<string, Sighted>> => {
  const asked = rows.filter((row) => needsFile(row, caller));
  const caseIds = [...new Set(asked.flatMap(({ caseId }) => caseId ?? []))];
  const sights = await Promise.all(
    caseIds.map(async (caseId) => {
      const { file } = await cases.load(caseId);
      const { groups, isBrought } = groupsOpened(file, file.history, caller.agency.id, {
        facts,
        now: clock.now(),
      });
      const commands = new Map(file.history.map(({ meta }) => [meta.eventId, meta.commandId]));
      const consented = ({ eventId }: SealedValue, group: FieldGroup): boolean =>
        groups(commands.get(eventId) ?? '').has(group);
      const received = ({ eventId }: SealedValue): boolean => isBrought(commands.get(eventId) ?? '');
      return [caseId, { as: viewerIn(file, caller, facts), consented, received }] as const;
    }),
  );
  return new Map(sights);
};

/** A value with what may be shown of what is said of it. */
const withSaid = (
  value: unknown,
  said: Readonly<Record<string, unknown>>,
  shown: Readonly<Record<string, unknown>>,
): unknown =>
  typeof value === 'object' && value !== null
    ? {
        ...value,
        ...Object.fromEntries(
          Object.keys(said).flatMap((name) => (name in shown ? [[name, shown[name]]] : [])),
        ),
      }
    : value;

/** One row with its sealed values opened and reduced, and what of it is of P2 and above. */
const openedRow = (
  { caseId, behind, data, sealed, derived }: AnswerRow,
  clear: ReadonlyMap<SealedValue, unknown>,
  { actor }: Caller,
  { as, consented, received, facts }: Sighted & { readonly facts: CountryFacts },
) => {
  const offices = officesFor(facts, actor, as.viewer);
  const withoutRole = !holdsRole(facts, actor, 'reader');
  const fields = new Set<string>();
  const classes = new Set<SealedClass>();
  const seen = (value: SealedValue): readonly unknown[] => {
    const definition = definitions.get(value.type);
    if (definition === undefined) return [];
    const { said = {} } = value;
    const record = { ...said, [value.field]: clear.get(value) };
    const shown = show(definition, record, as.viewer, {
      needed: as.needed,
      received: received?.(value) ?? true,
      consented: (group) => consented?.(value, group) ?? false,
      withoutRole,
      offices,
    });
    for (const { field, dataClass } of shown.sensitive) {
      fields.add(`${value.type}.${field}`);
      classes.add(dataClass);
    }
    // A field that holds several stands as several beside the others.
    return value.field in shown.data
      ? [shown.data[value.field]].flat().map((one) => withSaid(one, said, shown.data))
      : [];
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
): Promise<OpenedRows> => {
  const { caller, what, requestId } = asked;
  const sights = await sightsOf(caller, found, parts);
  const anywhere: Sighted = { as: viewerAnywhere(caller.agency) };
  const values = found.flatMap((row) => [...valuesOf(row), ...(row.derived?.from ?? [])]);
  const openedValues = await parts.openSealed(values);
  const clear = new Map(values.map((value, index) => [value, openedValues[index]]));
  const rows = found.map((row) =>
    openedRow(row, clear, caller, {
      ...((row.caseId === undefined ? undefined : sights.get(row.caseId)) ?? anywhere),
      facts: parts.facts,
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
