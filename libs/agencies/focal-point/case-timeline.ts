import { z } from 'zod';
import { officesFor, seesEvent, show, type Consented } from '#access';
import { agencyOf, audienceOf, caseEvents, holdsRole, Id, type CaseEventType, type Viewer } from '#casework';
import { caseRegister } from '../case-register.js';
import { view, type CaseEvent } from '../case-view.js';
import { flag, instant, integer, json, optional, text } from '../frame/columns.js';
import type { Row } from '../frame/view.js';
import { listRows } from '../list.js';
import { nothingSealed, pagedBy, viewQuery } from '../query.js';

const columns = {
  revision: integer,
  type: text,
  occurredAt: instant,
  recordedAt: instant,
  agency: text,
  actor: text,
  corrects: optional(text),
  open: json(z.record(z.string(), z.unknown())),
  /** Orders the rows of a case; text, so that it can stand in a cursor. */
  place: text,
  /** Whether every focal point may know of it, or at least the office that recorded it. */
  known: flag,
  knownToItsOffice: flag,
  /** The office whose part it tells of, where it does. */
  partOf: optional(text),
  /** The office against which it is told, where it is. */
  keptFrom: optional(text),
};

const isCaseEventType = (type: string): type is CaseEventType => Object.hasOwn(caseEvents, type);

const everyOffice = { known: () => true, discreet: () => false };
const anyFocalPoint = { viewer: 'FP', agency: '', offices: everyOffice } as const;

const placed = (_row: Row<typeof columns> | undefined, { type, open, meta, revision }: CaseEvent) => {
  const audience = audienceOf(caseEvents[type], open);
  const happened = { audience, agency: meta.agency };
  const known = seesEvent(caseEvents[type], happened, anyFocalPoint);
  const knownToItsOffice = seesEvent(caseEvents[type], happened, { ...anyFocalPoint, agency: meta.agency });
  return known || knownToItsOffice
    ? {
        revision,
        type,
        occurredAt: meta.occurredAt,
        recordedAt: meta.recordedAt,
        agency: meta.agency,
        actor: meta.actor,
        corrects: meta.corrects ?? null,
        open,
        place: String(revision).padStart(9, '0'),
        known,
        knownToItsOffice,
        partOf: audience.kind === 'part_of' ? audience.office : null,
        keptFrom: audience.kind === 'offices' ? (audience.keptFrom ?? null) : null,
      }
    : undefined;
};

/** One row an event that a focal point, or the office that recorded it, may know of, with its open fields. */
export const caseTimeline = view({
  name: 'case_timeline',
  agency: 'focal_point',
  version: 6,
  columns,
  keysOf: (event) => [event.id],
  anew: true,
  on: Object.fromEntries(Object.keys(caseEvents).map((type) => [type, placed])),
});

/** Without the revision: its gaps would tell of events that the reader may not know of. */
const item = z.object({
  type: z.string(),
  occurredAt: z.string(),
  recordedAt: z.string(),
  agency: z.string(),
  /** Null where the office is not the reader's to know. */
  actor: z.string().nullable(),
  corrects: z.string().nullable(),
  data: z.record(z.string(), z.unknown()),
});

/** Open fields that the reader may see; what an older form kept in clear and is sealed since is not among them. */
const openFor = (row: Row<typeof columns>, viewer: Viewer, consent: Consented): Record<string, unknown> => {
  if (!isCaseEventType(row.type)) return {};
  const { data, sensitive } = show(caseEvents[row.type], row.open, viewer, consent);
  return Object.fromEntries(
    Object.entries(data).filter(([name]) => sensitive.every(({ field }) => field !== name)),
  );
};

/** What happened in one case, in the order in which it was recorded. */
export const caseTimelineQuery = viewQuery({
  name: 'focal_point.case_timeline',
  path: '/focal-point/cases/:caseId/timeline',
  summary:
    'The events of one case that a focal point may know of: when they happened and when they were recorded.',
  kinds: ['focal_point'],
  params: z.strictObject({ ...pagedBy('text'), caseId: Id }),
  item,
  views: [caseTimeline, caseRegister],
  run: (ports, { limit, cursor, caseId }, reader) => {
    const viewer = agencyOf(reader.facts, reader.actor.agency)?.viewer ?? 'FP';
    const offices = officesFor(reader.facts, reader.actor);
    const kept = reader.facts.agencies.map(({ id }) => id).filter((id) => !offices.known(id));
    const withoutRole = !holdsRole(reader.facts, reader.actor, 'reader');
    return listRows<typeof columns, z.output<typeof item>>(ports, reader, {
      view: caseTimeline,
      sort: 'place',
      limit,
      cursor,
      where: (bind) => [
        `v.case_id = ${bind(caseId)}`,
        `(v.known or (v.known_to_its_office and v.agency = ${bind(reader.actor.agency)}))`,
        `(v.kept_from is distinct from ${bind(reader.actor.agency)} or v.agency = ${bind(reader.actor.agency)})`,
        `(v.part_of is null or v.part_of <> all(${bind(kept)})
          or (v.agency = ${bind(reader.actor.agency)} and v.part_of <> all(${bind(kept.filter(offices.discreet))})))`,
      ],
      show: (row) => ({
        data: item.parse({
          ...row,
          agency: offices.as(row.agency),
          actor: offices.known(row.agency) ? row.actor : null,
          data: openFor(row, viewer, { own: row.agency === reader.actor.agency, withoutRole, offices }),
        }),
        sealed: nothingSealed,
      }),
    });
  },
});
