import { z } from 'zod';
import { seesEvent, show } from '#access';
import { agencyOf, caseEvents, holdsRole, Id, type CaseEventType } from '#casework';
import { caseRegister } from '../case-register.js';
import { view, type CaseEvent } from '../case-view.js';
import { instant, integer, json, optional, text } from '../frame/columns.js';
import type { Row } from '../frame/view.js';
import { listRows } from '../list.js';
import { nothingSealed, paging, viewQuery } from '../query.js';

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
};

const placed = (_row: Row<typeof columns> | undefined, { type, open, meta, revision }: CaseEvent) => ({
  revision,
  type,
  occurredAt: meta.occurredAt,
  recordedAt: meta.recordedAt,
  agency: meta.agency,
  actor: meta.actor,
  corrects: meta.corrects ?? null,
  open,
  place: String(revision).padStart(9, '0'),
});

const isCaseEventType = (type: string): type is CaseEventType => Object.hasOwn(caseEvents, type);

const visible = Object.keys(caseEvents)
  .filter(isCaseEventType)
  .filter((type) => seesEvent(caseEvents[type], 'FP'));

/** One row an event that a focal point may know of, with its open fields. */
export const caseTimeline = view({
  name: 'case_timeline',
  agency: 'focal_point',
  version: 2,
  columns,
  keysOf: (event) => [event.id],
  anew: true,
  on: Object.fromEntries(visible.map((type) => [type, placed])),
});

/** Without the revision: its gaps would tell of events that the reader may not know of. */
const item = z.object({
  type: z.string(),
  occurredAt: z.string(),
  recordedAt: z.string(),
  agency: z.string(),
  actor: z.string(),
  corrects: z.string().nullable(),
  data: z.record(z.string(), z.unknown()),
});

/** What happened in one case, in the order in which it was recorded. */
export const caseTimelineQuery = viewQuery({
  name: 'focal_point.case_timeline',
  path: '/focal-point/cases/:caseId/timeline',
  summary:
    'The events of one case that a focal point may know of: when they happened and when they were recorded.',
  kinds: ['focal_point'],
  params: z.strictObject({ ...paging, caseId: Id }),
  item,
  views: [caseTimeline, caseRegister],
  run: (ports, { limit, cursor, caseId }, reader) => {
    const viewer = agencyOf(reader.facts, reader.actor.agency)?.viewer ?? 'FP';
    const withoutRole = !holdsRole(reader.facts, reader.actor, 'reader');
    return listRows<typeof columns, z.output<typeof item>>(ports, reader, {
      view: caseTimeline,
      sort: 'place',
      limit,
      cursor,
      where: (bind) => [`v.case_id = ${bind(caseId)}`],
      show: (row) => ({
        data: item.parse({
          ...row,
          data: isCaseEventType(row.type)
            ? show(caseEvents[row.type], row.open, viewer, { withoutRole }).data
            : {},
        }),
        sealed: nothingSealed,
      }),
    });
  },
});
