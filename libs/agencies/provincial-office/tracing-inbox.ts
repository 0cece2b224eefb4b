import { z } from 'zod';
import { caseRegister } from '../case-register.js';
import { sealedValue, view, type CaseEvent } from '../case-view.js';
import { isOverdue, overdueByRank, rankOf } from '../due.js';
import { day, flag, instant, integer, optional, text } from '../frame/columns.js';
import { sealed } from '../frame/sealed.js';
import { keyedBy, type Row } from '../frame/view.js';
import { claimed, listRows } from '../list.js';
import { nothingSealed, pagedBy, viewQuery, YesNo } from '../query.js';

const columns = {
  messageId: text,
  askedBy: text,
  receivedAt: instant,
  answerDue: optional(day),
  office: optional(text),
  assignedAt: optional(instant),
  due: optional(day),
  visits: integer,
  lastVisitOn: optional(day),
  concluded: flag,
  stopped: flag,
  coverStory: sealed,
  rank: text,
};

type Tracing = Row<typeof columns>;

const assigned = (
  row: Tracing | undefined,
  { open, meta }: CaseEvent<'TracingAssigned'>,
): Tracing | undefined => {
  if (row === undefined) return undefined;
  const due = open.visitDueOn ?? row.answerDue;
  const since = meta.occurredAt;
  return { ...row, office: open.office, assignedAt: since, due, rank: rankOf({ due, since }) };
};

/** Searches for families that other countries asked for, one row a request. */
export const tracingInbox = view({
  name: 'tracing_inbox',
  agency: 'provincial_office',
  version: 2,
  columns,
  indexes: [['office', 'concluded', 'rank', 'key']],
  keysOf: keyedBy('requestId', 'MessageUseStopped', 'PersonDied', 'PersonErased'),
  on: {
    TracingRequestReceived: (_row, event) => ({
      messageId: event.open.messageId,
      askedBy: event.open.from,
      receivedAt: event.meta.occurredAt,
      answerDue: event.open.dueOn ?? null,
      office: null,
      assignedAt: null,
      due: event.open.dueOn ?? null,
      visits: 0,
      lastVisitOn: null,
      concluded: false,
      stopped: false,
      coverStory: sealedValue(event, 'coverStory'),
      rank: rankOf({ due: event.open.dueOn ?? null, since: event.meta.occurredAt }),
    }),
    TracingAssigned: assigned,
    TracingVisitRecorded: (row, { open }) =>
      row && { ...row, visits: row.visits + 1, lastVisitOn: open.visitedOn },
    TracingConcluded: (row) => row && { ...row, concluded: true },
    MessageUseStopped: (row, { open }) =>
      row && open.messageIds.includes(row.messageId) ? { ...row, stopped: true, concluded: true } : row,
    /** The question ends with the person. */
    PersonDied: (row) => row && (row.concluded ? row : { ...row, stopped: true, concluded: true }),
    PersonErased: () => undefined,
  },
});

const item = z.object({
  requestId: z.string(),
  askedBy: z.string(),
  receivedAt: z.string(),
  assignedAt: z.string().nullable(),
  due: z.string().nullable(),
  answerDue: z.string().nullable(),
  overdue: z.boolean(),
  visits: z.int(),
  lastVisitOn: z.string().nullable(),
  concluded: z.boolean(),
  /** The person withdrew the consent, or the request was recalled: the search stops. */
  stopped: z.boolean(),
  mainLanguage: z.string(),
});

/** The searches that were assigned to the reader's own office. */
export const tracingInboxQuery = viewQuery({
  name: 'provincial_office.tracing_inbox',
  path: '/provincial-office/tracing-requests',
  summary: 'Searches for families assigned to this office, the most pressing first.',
  kinds: ['provincial_office'],
  params: z.strictObject({ ...pagedBy('text'), concluded: YesNo.default(false), overdue: YesNo.optional() }),
  item,
  sealed: ['names', 'origins', 'relatives', 'coverStory'],
  views: [tracingInbox, caseRegister],
  run: (ports, { limit, cursor, concluded, overdue }, reader) =>
    listRows<typeof columns, z.output<typeof item>>(ports, reader, {
      view: tracingInbox,
      sort: 'rank',
      limit,
      cursor,
      where: (bind, today) => [
        `v.office = ${bind(reader.actor.agency)}`,
        `v.concluded = ${bind(concluded)}`,
        overdue !== undefined && overdueByRank(overdue, bind(today)),
      ],
      show: (row, register, today, key) => {
        const { names, origins, relatives } = claimed(register);
        const coverStory = row.coverStory ? [row.coverStory] : [];
        const overdue = !row.concluded && isOverdue(row.due, today);
        return {
          data: item.parse({
            ...row,
            sex: register.sex,
            ageBand: register.ageBand,
            mainLanguage: register.mainLanguage,
            requestId: key,
            overdue,
          }),
          sealed: row.stopped ? nothingSealed : { names, origins, relatives, coverStory },
        };
      },
    }),
});
