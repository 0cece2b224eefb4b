import { z } from 'zod';
import {
  Corrected,
  Country,
  evolvePart,
  noNationality,
  type AgencyKind,
  type NationalityRequest,
  type NationalityState,
  type QuestionStanding,
} from '#casework';
import { sealedValue, view, type CaseEvent } from './case-view.js';
import { listOfCases } from './cases.js';
import { isOverdue, overdueFilter, rankOf } from './due.js';
import { filter, is } from './filter.js';
import { day, flag, instant, json, oneOf, optional, shown, text } from './frame/columns.js';
import { sealedList } from './frame/sealed.js';
import { keyedBy, type Row, type ViewOf } from './frame/view.js';
import { inClear, onThese } from './in-clear.js';
import { told } from './list.js';
import { askedBy, heardBy, questionColumns, questionTypes, standingIn } from './asked-question.js';
import { YesNo, type ViewQuery } from './query.js';

/**
 * `to_complete`: an office found something, and the one whose finding is the country's answer goes on from there.
 * `corrected`: what the finding rests on was told otherwise since, and is to be looked at again. `stopped`: the consent was withdrawn or the message recalled; nothing of it may be used any more. `closed`: the case is
 * closed, here or in the country that asked, and nobody waits for an answer until it is opened again.
 */
export const requestStates = [
  'received',
  'forwarded',
  'information_asked',
  'to_complete',
  'decided',
  'corrected',
  'stopped',
  'closed',
] as const;
export type RequestState = (typeof requestStates)[number];

const Decision = z.strictObject({
  decisionId: z.string(),
  authority: z.string(),
  decidedAt: z.string(),
  validUntil: z.string().nullable(),
  withdrawn: z.boolean(),
});

const columns = {
  ...questionColumns,
  askedBy: shown(text),
  receivedAt: shown(instant),
  /** By when the country that asked expects the answer. */
  answerDue: shown(optional(day)),
  /** By when the next step is due here. */
  due: shown(optional(day)),
  /** A day that was counted up to it stands outside the table of days off: it may be later. */
  dueOutsideTable: shown(flag),
  state: shown(oneOf(requestStates)),
  answered: flag,
  forwardedTo: shown(json(z.array(z.string()))),
  missing: shown(json(z.array(z.string()))),
  /** What the country that asked told otherwise since, until it is answered after that. */
  corrected: shown(optional(json(Corrected))),
  decisions: shown(json(z.array(Decision))),
  findings: shown(sealedList),
  /** The request and the findings about it, as the file has them. */
  nationality: json(z.custom<NationalityState>((value) => typeof value === 'object' && value !== null)),
  rank: text,
};

type Request = Row<typeof columns>;

/** What stands of a request, from the file or from a row: the work on it, unless the question ended before its answer. */
export const requestState = (
  { answered, missing, forwardedTo, corrected, toComplete }: NationalityRequest,
  standing: QuestionStanding,
  useStopped: boolean,
): RequestState => {
  if (useStopped) return 'stopped';
  if (answered && toComplete && standing === 'open') return 'to_complete';
  if (answered && (corrected === undefined || standing !== 'open')) return 'decided';
  if (answered) return 'corrected';
  if (standing !== 'open') return standing;
  if (missing.length > 0) return 'information_asked';
  return forwardedTo.length > 0 ? 'forwarded' : 'received';
};

/** By when something is to be done about a request: the step of who works on it here, or the answer, whichever is sooner. */
export const requestDue = ({
  dueOn,
  dueOutsideTable = false,
  stepDueOn,
  stepOutsideTable = false,
}: NationalityRequest): Pick<Request, 'due' | 'dueOutsideTable'> =>
  stepDueOn !== undefined && (dueOn === undefined || stepDueOn < dueOn)
    ? { due: stepDueOn, dueOutsideTable: stepOutsideTable }
    : { due: dueOn ?? null, dueOutsideTable };

/** Whether the request needs no more work in this country. */
export const isSettled = (state: RequestState): boolean => ['decided', 'stopped', 'closed'].includes(state);

/** The row with what it shows. */
const asRequested = (row: Request): Request => {
  const [request] = row.nationality.requests;
  if (request === undefined) return row;
  const { forwardedTo, missing, corrected = null } = request;
  const state = requestState(request, standingIn(row), row.useStopped);
  const due = requestDue(request);
  return {
    ...row,
    ...due,
    rank: rankOf({ due: due.due, since: row.receivedAt }),
    state,
    answered: isSettled(state),
    forwardedTo: [...forwardedTo],
    missing: [...missing],
    corrected,
    decisions: row.nationality.decisions.map(
      ({ decisionId, authority, decidedAt, validUntil, withdrawn }) => ({
        ...{ decisionId, authority, decidedAt, withdrawn },
        validUntil: validUntil ?? null,
      }),
    ),
  };
};

const findingsAfter = ({ findings }: Request, event: CaseEvent): Request['findings'] => {
  const finding = event.type === 'NationalityDecided' ? sealedValue(event, 'finding') : null;
  return finding ? [...findings, finding] : findings;
};

const after = (row: Request | undefined, event: CaseEvent): Request | undefined =>
  row &&
  asRequested({
    ...heardBy(row, event),
    nationality: evolvePart('nationality', row.nationality, inClear(event)),
    findings: findingsAfter(row, event),
  });

const received = (event: CaseEvent<'NationalityCheckReceived'>): Request => {
  const { messageId, from, dueOn } = event.open;
  const since = event.meta.occurredAt;
  return asRequested({
    ...askedBy('NationalityConfirmationRequested', { messageId, from, since, due: dueOn }),
    askedBy: from,
    receivedAt: since,
    answerDue: dueOn ?? null,
    due: null,
    dueOutsideTable: false,
    state: 'received',
    answered: false,
    forwardedTo: [],
    missing: [],
    corrected: null,
    decisions: [],
    findings: [],
    nationality: evolvePart('nationality', noNationality, inClear(event)),
    rank: '',
  });
};

/** Questions from abroad whether a person is a national of this country, one row a request, in an agency's own schema. */
export const nationalityRequests = (agency: string): ViewOf<typeof columns> =>
  view({
    name: 'nationality_inbox',
    agency,
    version: 9,
    columns,
    indexes: [['answered', 'rank', 'key']],
    keysOf: keyedBy('requestId', 'NationalityResultWithdrawn', 'CorrectionReceived', ...questionTypes),
    on: {
      ...onThese<typeof columns>(
        [
          'CheckForwarded',
          'AdditionalInformationAsked',
          'AdditionalInformationGiven',
          'NationalityDecided',
          'NationalityResultWithdrawn',
          'CorrectionReceived',
          ...questionTypes,
        ],
        after,
      ),
      NationalityCheckReceived: (_row, event) => received(event),
      PersonErased: () => undefined,
    },
  });

/** The list of an agency that confirms nationality. What the person claims to be called is opened by the door. */
export const nationalityInboxQuery = (
  inbox: ViewOf<typeof columns>,
  of: { readonly path: string; readonly kinds: readonly AgencyKind[]; readonly summary: string },
): ViewQuery =>
  listOfCases(inbox, {
    ...of,
    sort: 'rank',
    key: 'requestId',
    ofSubject: ['names', 'birthDates', 'origins', 'sex', 'ageBand', 'mainLanguage'],
    opens: ({ state }) => state !== 'stopped' && state !== 'closed',
    told: {
      overdue: told(z.boolean(), ({ row, today }) => !row.answered && isOverdue(row.due, today)),
    },
    filters: {
      answered: is('answered', YesNo.default(false)),
      state: is('state'),
      askedBy: is('askedBy', Country),
      overdue: overdueFilter,
      /** Only those that were forwarded to the reader's own agency. */
      forwardedToUs: filter(
        YesNo,
        (toUs, { bind, reader }) => `(v.forwarded_to ? ${bind(reader.actor.agency)}) = ${bind(toUs)}`,
      ),
    },
  });
