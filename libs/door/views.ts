import {
  afterRecording,
  consentedGroups,
  mayKnow,
  show,
  sightOf,
  type AccessEntry,
  type Caller,
} from '#access';
import { waitForView, type AnswerRow, type SealedValue, type ViewQuery } from '#agencies';
import { caseEvents, type EventDefinition, type FieldGroup, type SealedClass } from '#casework';
import type { DoorParts } from './parts.js';
import { nothingHere, problem } from './problem.js';

/** How long a read that carries a position waits for its view, milliseconds. */
const longestWait = 5_000;

export interface ViewAnswer {
  readonly rows: readonly Readonly<Record<string, unknown>>[];
  /** Cursor of the next page. */
  readonly next?: string;
}

export interface Views {
  /** Runs a query with its raw parameters (path and query string together). */
  ask(
    caller: Caller,
    query: ViewQuery,
    raw: Readonly<Record<string, unknown>>,
    requestId: string,
  ): Promise<ViewAnswer>;
}

/** Nest token of `Views`. */
export const VIEWS = Symbol('views');

const definitionOf = (type: string): EventDefinition | undefined =>
  Object.entries<EventDefinition>(caseEvents).find(([name]) => name === type)?.[1];

const needsConsent = ({ type, field }: SealedValue, { agency }: Caller): boolean => {
  const declared = definitionOf(type)?.fields[field];
  return declared !== undefined && sightOf(declared, agency.viewer) === 'C';
};

export const viewsThrough = (parts: DoorParts): Views => {
  const { facts, clock, cases, database, store, positions } = parts;

  const mustKnow = async (caller: Caller, caseId: unknown): Promise<void> => {
    if (typeof caseId !== 'string') throw nothingHere();
    const { file } = await cases.load(caseId);
    if (!mayKnow(caller.actor, file, facts)) throw nothingHere();
  };

  const mustHaveReached = async (caller: Caller, query: ViewQuery, token: unknown): Promise<void> => {
    if (token === undefined) return;
    const position = typeof token === 'string' ? positions.open(caller.agency.id, token) : undefined;
    if (position === undefined)
      throw problem('invalid', 'Use the position of your own last write.', {
        fields: [{ field: 'position', reason: 'is not one that this node gave to your agency' }],
      });
    const reached = await Promise.all(
      query.views.map((view) =>
        waitForView(database, view, position, {
          timeoutMs: longestWait,
          ...(parts.progress ? { progress: parts.progress } : {}),
        }),
      ),
    );
    if (reached.includes(false))
      throw problem('not_ready', 'This list has not come as far as your last write yet. Ask again.', {
        retryAfter: 1,
      });
  };

  /** Groups that the person of each row consented to, asked only where the reader's sight depends on it. */
  const consentOf = async (
    caller: Caller,
    rows: readonly AnswerRow[],
  ): Promise<ReadonlyMap<string, ReadonlySet<FieldGroup>>> => {
    const asked = rows.filter(({ sealed }) =>
      Object.values(sealed)
        .flat()
        .some((value) => needsConsent(value, caller)),
    );
    const caseIds = [...new Set(asked.flatMap(({ caseId }) => caseId ?? []))];
    const groups = await Promise.all(
      caseIds.map(async (caseId) => {
        const { file } = await cases.load(caseId);
        return [caseId, consentedGroups(file, caller.agency.id, facts, clock.now())] as const;
      }),
    );
    return new Map(groups);
  };

  /** Opens the sealed values of all rows at once and reduces each to what the reader may see. */
  const opened = async (caller: Caller, query: ViewQuery, rows: readonly AnswerRow[], requestId: string) => {
    const consent = await consentOf(caller, rows);
    const values = rows.flatMap(({ sealed }) => Object.values(sealed).flat());
    const clear = new Map((await parts.openSealed(values)).map((value, index) => [values[index], value]));
    const entries: AccessEntry[] = [];
    const shown = rows.map(({ caseId, behind, data, sealed }) => {
      const fields = new Set<string>();
      const classes = new Set<SealedClass>();
      const seen = (value: SealedValue): unknown[] => {
        const definition = definitionOf(value.type);
        if (definition === undefined) return [];
        const groups = caseId === undefined ? undefined : consent.get(caseId);
        const { data: reduced, sensitive } = show(
          definition,
          { [value.field]: clear.get(value) },
          caller.agency.viewer,
          {
            consented: (group) => groups?.has(group) ?? false,
          },
        );
        for (const { field, dataClass } of sensitive) {
          fields.add(field);
          classes.add(dataClass);
        }
        return value.field in reduced ? [reduced[value.field]] : [];
      };
      const openedValues = Object.fromEntries(
        Object.entries(sealed).map(([name, list]) => [name, list.flatMap(seen)]),
      );
      if (fields.size > 0 && caseId !== undefined)
        entries.push({
          requestId,
          actor: caller.actor.id,
          agency: caller.agency.id,
          caseId,
          what: query.name,
          fields: [...fields],
          classes: [...classes],
          at: clock.now(),
        });
      return {
        ...(caseId === undefined ? {} : { caseId }),
        ...(behind ? { behind } : {}),
        ...data,
        ...openedValues,
      };
    });
    return { shown, entries };
  };

  return {
    ask: async (caller, query, { position, ...raw }, requestId) => {
      if (!query.kinds.includes(caller.agency.kind)) throw nothingHere();
      if (query.aboutOneCase) await mustKnow(caller, raw['caseId']);
      const prepared = query.prepare(raw);
      if (!prepared.ok) {
        const fields = prepared.issues.map(({ path, message }) => ({
          field: path.join('.'),
          reason: message,
        }));
        throw problem('invalid', `Mend ${fields.map(({ field }) => field).join(', ')} and ask again.`, {
          fields,
        });
      }
      await mustHaveReached(caller, query, position);
      const { rows, next } = await prepared.run(
        { pool: database, store },
        { actor: caller.actor, facts, now: clock.now() },
      );
      const { shown, entries } = await opened(caller, query, rows, requestId);
      return afterRecording(parts.accessLog, entries, { rows: shown, ...(next ? { next } : {}) });
    },
  };
};
