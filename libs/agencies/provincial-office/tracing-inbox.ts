import { z } from 'zod';
import {
  Corrected,
  evolvePart,
  isSearching,
  noTracing,
  type Standing,
  type TracingRequest,
  type TracingState,
} from '#casework';
import { caseRegister } from '../case-register.js';
import { sealedValue, view, type CaseEvent } from '../case-view.js';
import { isOverdue, overdueByRank, rankOf } from '../due.js';
import { day, flag, instant, integer, json, optional, text } from '../frame/columns.js';
import { sealed } from '../frame/sealed.js';
import { keyedBy, type Row } from '../frame/view.js';
import { inClear, onThese } from '../in-clear.js';
import { claimed, listRows } from '../list.js';
import { nothingSealed, pagedBy, viewQuery, YesNo } from '../query.js';
import { askedBy, heardBy, questionColumns, questionTypes, standingIn } from '../question.js';

const columns = {
  ...questionColumns,
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
  closed: flag,
  corrected: optional(json(Corrected)),
  /** The search, as the file has it. */
  tracing: json(z.custom<TracingState>((value) => typeof value === 'object' && value !== null)),
  coverStory: sealed,
  rank: text,
};

type Tracing = Row<typeof columns>;

/** What a list shows of a search, from the file or from a row. */
export const searchShown = (
  search: TracingRequest,
  standing: Standing,
  useStopped: boolean,
): Pick<
  Tracing,
  | 'office'
  | 'assignedAt'
  | 'due'
  | 'visits'
  | 'lastVisitOn'
  | 'concluded'
  | 'stopped'
  | 'closed'
  | 'corrected'
  | 'rank'
> => {
  const {
    office = null,
    assignedAt = null,
    visits,
    lastVisitOn = null,
    dueOn,
    receivedAt,
    corrected = null,
  } = search;
  const due = search.visitDueOn ?? dueOn ?? null;
  const searching = isSearching(search);
  const stopped = useStopped || (searching && standing === 'stopped');
  const closed = !stopped && searching && standing === 'closed';
  return {
    ...{ office, assignedAt, due, visits, lastVisitOn, stopped, closed, corrected },
    concluded: !searching || stopped || closed,
    rank: rankOf({ due, since: assignedAt ?? receivedAt ?? '' }),
  };
};

const shown = (row: Tracing): Tracing => {
  const [search] = row.tracing.requests;
  return search ? { ...row, ...searchShown(search, standingIn(row), row.useStopped) } : row;
};

const after = (row: Tracing | undefined, event: CaseEvent): Tracing | undefined =>
  row && shown({ ...heardBy(row, event), tracing: evolvePart('tracing', row.tracing, inClear(event)) });

const received = (event: CaseEvent<'TracingRequestReceived'>): Tracing => {
  const { messageId, from, dueOn } = event.open;
  const since = event.meta.occurredAt;
  return shown({
    ...askedBy('FamilyTracingRequested', { messageId, from, since, due: dueOn }),
    askedBy: from,
    receivedAt: since,
    answerDue: dueOn ?? null,
    office: null,
    assignedAt: null,
    due: dueOn ?? null,
    visits: 0,
    lastVisitOn: null,
    concluded: false,
    stopped: false,
    closed: false,
    corrected: null,
    coverStory: sealedValue(event, 'coverStory'),
    tracing: evolvePart('tracing', noTracing, inClear(event)),
    rank: '',
  });
};

/** Searches for families that other countries asked for, one row a request. */
export const tracingInbox = view({
  name: 'tracing_inbox',
  agency: 'provincial_office',
  version: 5,
  columns,
  indexes: [['office', 'concluded', 'rank', 'key']],
  keysOf: keyedBy('requestId', 'CorrectionReceived', ...questionTypes),
  on: {
    ...onThese<typeof columns>(
      ['TracingAssigned', 'TracingVisitRecorded', 'TracingConcluded', 'CorrectionReceived', ...questionTypes],
      after,
    ),
    TracingRequestReceived: (_row, event) => received(event),
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
  /** The case is closed, here or in the country that asked: nobody waits for the answer until it is opened again. */
  closed: z.boolean(),
  /** What the country that asked told otherwise since, until the search is concluded after that. */
  corrected: Corrected.nullable(),
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
          sealed: row.stopped || row.closed ? nothingSealed : { names, origins, relatives, coverStory },
        };
      },
    }),
});
