import { z } from 'zod';
import { seesEvent, show, type Offices } from '#access';
import { agencyOf, audienceOf, caseEvents, holdsRole, Id, type CaseEventType } from '#casework';
import { view, type CaseEvent } from '../case-view.js';
import { listOfCases } from '../cases.js';
import { filter } from '../filter.js';
import { flag, instant, integer, json, optional, shown, text } from '../frame/columns.js';
import type { Row } from '../frame/view.js';
import { told } from '../list.js';
import { officesOf } from '../offices.js';
import type { Reader } from '../query.js';

const columns = {
  revision: integer,
  type: shown(text),
  occurredAt: shown(instant),
  recordedAt: shown(instant),
  agency: text,
  actor: text,
  corrects: shown(optional(text)),
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

/** Open fields that the reader may see; what an older form kept in clear and is sealed since is not among them. */
const openFor = (row: Row<typeof columns>, reader: Reader): Record<string, unknown> => {
  const { facts, actor } = reader;
  if (!isCaseEventType(row.type)) return {};
  const viewer = agencyOf(facts, actor.agency)?.viewer ?? 'FP';
  const { data, sensitive } = show(caseEvents[row.type], row.open, viewer, {
    own: row.agency === actor.agency,
    withoutRole: !holdsRole(facts, actor, 'reader'),
    offices: officesOf(reader),
  });
  return Object.fromEntries(
    Object.entries(data).filter(([name]) => sensitive.every(({ field }) => field !== name)),
  );
};

/** Offices that are not the reader's to know. */
const keptOffices = ({ facts }: Reader, offices: Offices): readonly string[] =>
  facts.agencies.map(({ id }) => id).filter((id) => !offices.known(id));

/** What happened in one case, in the order in which it was recorded, without revisions: their gaps would tell of the rest. */
export const caseTimelineQuery = listOfCases(caseTimeline, {
  path: '/focal-point/cases/:caseId/timeline',
  summary:
    'The events of one case that a focal point may know of: when they happened and when they were recorded.',
  kinds: ['focal_point'],
  sort: 'place',
  told: {
    agency: told(z.string(), ({ row, reader }) => officesOf(reader).as(row.agency)),
    /** Null where the office is not the reader's to know. */
    actor: told(z.string().nullable(), ({ row, reader }) =>
      officesOf(reader).known(row.agency) ? row.actor : null,
    ),
    data: told(z.record(z.string(), z.unknown()), ({ row, reader }) => openFor(row, reader)),
  },
  where: ({ bind, reader }) => {
    const offices = officesOf(reader);
    const kept = keptOffices(reader, offices);
    const own = bind(reader.actor.agency);
    return [
      `(v.known or (v.known_to_its_office and v.agency = ${own}))`,
      `(v.kept_from is distinct from ${own} or v.agency = ${own})`,
      `(v.part_of is null or v.part_of <> all(${bind(kept)})
        or (v.agency = ${own} and v.part_of <> all(${bind(kept.filter(offices.discreet))})))`,
    ];
  },
  filters: { caseId: filter(Id, (caseId, { bind }) => `v.case_id = ${bind(caseId)}`) },
});
