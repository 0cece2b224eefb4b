import { z } from 'zod';
import {
  Corrected,
  evolvePart,
  isSearching,
  noTracing,
  type QuestionStanding,
  type TracingRequest,
  type TracingState,
} from '#casework';
import { sealedValue, view, type CaseEvent } from '../case-view.js';
import { listOfCases } from '../cases.js';
import { isOverdue, overdueFilter, rankOf } from '../due.js';
import { is } from '../filter.js';
import { day, flag, instant, integer, json, optional, shown, text } from '../frame/columns.js';
import { sealed } from '../frame/sealed.js';
import { keyedBy, type Row } from '../frame/view.js';
import { inClear, onThese } from '../in-clear.js';
import { told } from '../list.js';
import { YesNo } from '../query.js';
import { askedBy, heardBy, questionColumns, questionTypes, standingIn } from '../asked-question.js';

const columns = {
  ...questionColumns,
  askedBy: shown(text),
  receivedAt: shown(instant),
  answerDue: shown(optional(day)),
  office: optional(text),
  assignedAt: shown(optional(instant)),
  due: shown(optional(day)),
  /** A day that was counted up to it stands outside the table of days off: it may be later. */
  dueOutsideTable: shown(flag),
  visits: shown(integer),
  lastVisitOn: shown(optional(day)),
  concluded: shown(flag),
  /** The person withdrew the consent, or the request was recalled: the search stops. */
  stopped: shown(flag),
  /** The case is closed, here or in the country that asked: nobody waits for the answer until it is opened again. */
  closed: shown(flag),
  /** What the country that asked told otherwise since, until the search is concluded after that. */
  corrected: shown(optional(json(Corrected))),
  /** The search, as the file has it. */
  tracing: json(z.custom<TracingState>((value) => typeof value === 'object' && value !== null)),
  coverStory: shown(sealed),
  rank: text,
};

type Tracing = Row<typeof columns>;

/** What a list shows of a search, from the file or from a row. */
export const searchShown = (
  search: TracingRequest,
  standing: QuestionStanding,
  useStopped: boolean,
): Pick<
  Tracing,
  | 'office'
  | 'assignedAt'
  | 'due'
  | 'dueOutsideTable'
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
  const outside = search.visitDueOn === undefined ? search.dueOutsideTable : search.visitDueOutsideTable;
  const dueOutsideTable = outside === true;
  const searching = isSearching(search);
  const stopped = useStopped || (searching && standing === 'stopped');
  const closed = !stopped && searching && standing === 'closed';
  return {
    ...{ office, assignedAt, due, dueOutsideTable, visits, lastVisitOn, stopped, closed, corrected },
    concluded: !searching || stopped || closed,
    rank: rankOf({ due, since: assignedAt ?? receivedAt ?? '' }),
  };
};

const asTraced = (row: Tracing): Tracing => {
  const [search] = row.tracing.requests;
  return search ? { ...row, ...searchShown(search, standingIn(row), row.useStopped) } : row;
};

const after = (row: Tracing | undefined, event: CaseEvent): Tracing | undefined =>
  row && asTraced({ ...heardBy(row, event), tracing: evolvePart('tracing', row.tracing, inClear(event)) });

const received = (event: CaseEvent<'TracingRequestReceived'>): Tracing => {
  const { messageId, from, dueOn } = event.open;
  const since = event.meta.occurredAt;
  return asTraced({
    ...askedBy('FamilyTracingRequested', { messageId, from, since, due: dueOn }),
    askedBy: from,
    receivedAt: since,
    answerDue: dueOn ?? null,
    office: null,
    assignedAt: null,
    due: dueOn ?? null,
    dueOutsideTable: false,
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
  version: 8,
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

/** The searches that were assigned to the reader's own office, of whatever kind it is: each that may be charged with one. */
export const tracingInboxQuery = listOfCases(tracingInbox, {
  path: '/provincial-office/tracing-requests',
  summary: 'Searches for families assigned to this office, the most pressing first.',
  kinds: ['provincial_office', 'social_work', 'registry', 'authority'],
  sort: 'rank',
  key: 'requestId',
  ofSubject: ['names', 'origins', 'relatives', 'mainLanguage'],
  opens: ({ stopped, closed }) => !stopped && !closed,
  told: {
    overdue: told(z.boolean(), ({ row, today }) => !row.concluded && isOverdue(row.due, today)),
  },
  where: ({ bind, reader }) => [`v.office = ${bind(reader.actor.agency)}`],
  filters: { concluded: is('concluded', YesNo.default(false)), overdue: overdueFilter },
});
