import { z } from 'zod';
import {
  caseEvents,
  Id,
  Instant,
  fieldsAboveP1,
  tellsAboveP1,
  type Fields,
  type RecordedCaseEvent,
} from '#casework';
import type { EventStore, PlacedEvent } from '#event-store';
import { encodeCursor, nothingSealed, pagedBy, wholeNumber, viewQuery } from '../query.js';
import { sealedState } from './sealed-state.js';

/*
 * A replay reads the case's own stream and holds no keys: it shows P0 and P1 of every event, the envelope and both
 * time axes, and says which fields are sealed without what is in them (domain.md 4.5a).
 */

const item = z.strictObject({
  revision: z.int(),
  eventId: z.string(),
  type: z.string(),
  version: z.int(),
  /** False where the node did not write the event: it has no effect, and nothing in it is to be believed. */
  authentic: z.boolean(),
  country: z.string(),
  agency: z.string(),
  /** Null where it acted for an office that is not the auditor's to know. */
  actor: z.string().nullable(),
  /** When it happened. */
  occurredAt: z.string(),
  /** When it was recorded. */
  recordedAt: z.string(),
  commandId: z.string(),
  correlationId: z.string(),
  causationId: z.string(),
  corrects: z.string().nullable(),
  data: z.record(z.string(), z.unknown()),
  /** Names of the fields above P1: sealed, or told to no auditor. */
  sealedFields: z.array(z.string()),
});

const isKnown = (type: string): type is keyof typeof caseEvents => Object.hasOwn(caseEvents, type);

const fieldsOf = (type: string): Fields => (isKnown(type) ? caseEvents[type].fields : {});

/** Fields that stand in clear and are declared so; what is not declared is not shown. */
const openData = ({ type, open }: PlacedEvent): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(fieldsOf(type))
      .filter(([name, field]) => !tellsAboveP1(field) && open[name] !== undefined)
      .map(([name]) => [name, open[name]]),
  );

/** One event as it is replayed: its envelope, what stands in clear, and the names of what is sealed. */
export const replayed = (event: PlacedEvent): z.output<typeof item> => {
  const { country, agency, actor, occurredAt, recordedAt, commandId, correlationId, causationId, corrects } =
    event.meta;
  return {
    revision: event.revision,
    eventId: event.id,
    type: event.notAuthentic?.claims ?? event.type,
    version: event.version,
    authentic: !event.notAuthentic,
    country,
    agency,
    actor,
    occurredAt,
    recordedAt,
    commandId,
    correlationId,
    causationId,
    corrects: corrects ?? null,
    data: openData(event),
    sealedFields: fieldsAboveP1(fieldsOf(event.type)),
  };
};

interface Until {
  /** Last revision to show. */
  readonly revision?: number | undefined;
  /** Only what had been recorded by this instant. */
  readonly recordedUntil?: string | undefined;
}

/** The events of a case up to a revision or an instant, from the case's own stream. */
async function* history(
  store: EventStore,
  caseId: string,
  until: Until,
  from = 0,
): AsyncGenerator<PlacedEvent> {
  const latest = until.recordedUntil === undefined ? undefined : Date.parse(until.recordedUntil);
  for await (const event of store.read(`case-${caseId}`, from)) {
    if (until.revision !== undefined && event.revision > until.revision) return;
    if (latest !== undefined && Date.parse(event.meta.recordedAt) > latest) return;
    yield event;
  }
}

const about = {
  caseId: Id,
  revision: wholeNumber(0, 999_999_999).optional(),
  recordedUntil: Instant.optional(),
};

/** Every event of a case up to a revision, as it was recorded. */
export const replayQuery = viewQuery({
  name: 'auditor.replay',
  path: '/auditor/cases/:caseId/replay',
  summary:
    'Every event of one case up to a revision or an instant: envelope, both time axes, fields of P0 and P1.',
  kinds: ['auditor'],
  params: z.strictObject({ ...pagedBy('revision'), ...about }),
  item,
  views: [],
  run: async ({ store }, { limit, cursor, caseId, revision, recordedUntil }) => {
    const rows: z.output<typeof item>[] = [];
    const from = cursor === undefined ? 0 : Number(cursor[0]) + 1;
    for await (const event of history(store, caseId, { revision, recordedUntil }, from)) {
      rows.push(replayed(event));
      if (rows.length > limit) break;
    }
    const shown = rows.slice(0, limit);
    const last = shown.at(-1);
    return {
      rows: shown.map((data) => ({ caseId, behind: false, data, sealed: nothingSealed })),
      ...(rows.length > limit && last ? { next: encodeCursor(String(last.revision), last.eventId) } : {}),
    };
  },
});

const isRecorded = (event: { readonly type: string }): event is RecordedCaseEvent => isKnown(event.type);

const recorded = (event: PlacedEvent): RecordedCaseEvent[] => {
  const { stream: streamId, revision, id: eventId } = event;
  const opened = {
    type: event.type,
    data: openData(event),
    meta: { ...event.meta, eventId, revision, streamId },
  };
  return isRecorded(opened) ? [opened] : [];
};

const State = z.strictObject({
  revision: z.int(),
  /** The folded file, by process; `{"sealed": true}` in place of what depends on a value above P1. */
  file: z.record(z.string(), z.unknown()),
});

/** The file as it stood at a revision, folded from open fields only. */
export const replayStateQuery = viewQuery({
  name: 'auditor.replay_state',
  path: '/auditor/cases/:caseId/state',
  summary:
    'One case as it stood at a revision or an instant, as far as its fields of P0 and P1 tell; what depends on a sealed value is {"sealed": true}.',
  kinds: ['auditor'],
  params: z.strictObject(about),
  item: State,
  views: [],
  run: async ({ store }, { caseId, revision, recordedUntil }) => {
    const events: RecordedCaseEvent[] = [];
    for await (const event of history(store, caseId, { revision, recordedUntil }))
      events.push(...recorded(event));
    const last = events.at(-1)?.meta.revision ?? -1;
    const data = { revision: last, file: sealedState(caseId, events) };
    return { rows: [{ caseId, behind: false, data, sealed: nothingSealed }] };
  },
});
