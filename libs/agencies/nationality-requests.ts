import { z } from 'zod';
import {
  Corrected,
  Country,
  evolvePart,
  noNationality,
  type AgencyKind,
  type NationalityRequest,
  type NationalityState,
  type Standing,
} from '#casework';
import { caseRegister } from './case-register.js';
import { sealedValue, view, type CaseEvent } from './case-view.js';
import { isOverdue, overdueByRank, rankOf } from './due.js';
import { day, flag, instant, json, oneOf, optional, text } from './frame/columns.js';
import { sealedList } from './frame/sealed.js';
import { keyedBy, type Row, type ViewOf } from './frame/view.js';
import { inClear, onThese } from './in-clear.js';
import { claimed, listRows } from './list.js';
import { askedBy, heardBy, questionColumns, questionTypes, standingIn } from './question.js';
import { nothingSealed, pagedBy, viewQuery, YesNo, type ViewQuery } from './query.js';

/**
 * `corrected`: what the finding rests on was told otherwise since, and is to be looked at again. `stopped`: the consent was withdrawn or the message recalled; nothing of it may be used any more. `closed`: the case is
 * closed, here or in the country that asked, and nobody waits for an answer until it is opened again.
 */
export const requestStates = [
  'received',
  'forwarded',
  'information_asked',
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
  askedBy: text,
  receivedAt: instant,
  due: optional(day),
  state: oneOf(requestStates),
  answered: flag,
  forwardedTo: json(z.array(z.string())),
  missing: json(z.array(z.string())),
  corrected: optional(json(Corrected)),
  decisions: json(z.array(Decision)),
  findings: sealedList,
  /** The request and the findings about it, as the file has them. */
  nationality: json(z.custom<NationalityState>((value) => typeof value === 'object' && value !== null)),
  rank: text,
};

type Request = Row<typeof columns>;

/** What stands of a request, from the file or from a row: the work on it, unless the question ended before its answer. */
export const requestState = (
  { answered, missing, forwardedTo, corrected }: NationalityRequest,
  standing: Standing,
  useStopped: boolean,
): RequestState => {
  if (useStopped) return 'stopped';
  if (answered && (corrected === undefined || standing !== 'open')) return 'decided';
  if (answered) return 'corrected';
  if (standing !== 'open') return standing;
  if (missing.length > 0) return 'information_asked';
  return forwardedTo.length > 0 ? 'forwarded' : 'received';
};

/** Whether the request needs no more work in this country. */
export const isSettled = (state: RequestState): boolean => ['decided', 'stopped', 'closed'].includes(state);

/** The row with what it shows. */
const shown = (row: Request): Request => {
  const [request] = row.nationality.requests;
  if (request === undefined) return row;
  const { forwardedTo, missing, corrected = null } = request;
  const state = requestState(request, standingIn(row), row.useStopped);
  return {
    ...row,
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
  shown({
    ...heardBy(row, event),
    nationality: evolvePart('nationality', row.nationality, inClear(event)),
    findings: findingsAfter(row, event),
  });

const received = (event: CaseEvent<'NationalityCheckReceived'>): Request => {
  const { messageId, from, dueOn } = event.open;
  const since = event.meta.occurredAt;
  const due = dueOn ?? null;
  return shown({
    ...askedBy('NationalityConfirmationRequested', { messageId, from, since, due: dueOn }),
    askedBy: from,
    receivedAt: since,
    due,
    state: 'received',
    answered: false,
    forwardedTo: [],
    missing: [],
    corrected: null,
    decisions: [],
    findings: [],
    nationality: evolvePart('nationality', noNationality, inClear(event)),
    rank: rankOf({ due, since }),
  });
};

/** Questions from abroad whether a person is a national of this country, one row a request, in an agency's own schema. */
export const nationalityRequests = (agency: string): ViewOf<typeof columns> =>
  view({
    name: 'nationality_inbox',
    agency,
    version: 6,
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

const item = z.object({
  requestId: z.string(),
  askedBy: z.string(),
  receivedAt: z.string(),
  due: z.string().nullable(),
  overdue: z.boolean(),
  state: z.enum(requestStates),
  forwardedTo: z.array(z.string()),
  missing: z.array(z.string()),
  /** What the country that asked told otherwise since, until it is answered after that. */
  corrected: Corrected.nullable(),
  decisions: z.array(Decision),
  sex: z.string(),
  ageBand: z.string(),
  mainLanguage: z.string(),
});

/** The list of an agency that confirms nationality. What the person claims to be called is opened by the door. */
export const nationalityInboxQuery = (
  inbox: ViewOf<typeof columns>,
  of: { readonly path: string; readonly kinds: readonly AgencyKind[]; readonly summary: string },
): ViewQuery =>
  viewQuery({
    ...of,
    name: `${inbox.agency}.nationality_inbox`,
    params: z.strictObject({
      ...pagedBy('text'),
      answered: YesNo.default(false),
      state: z.enum(requestStates).optional(),
      askedBy: Country.optional(),
      overdue: YesNo.optional(),
      /** Only those that were forwarded to the reader's own agency. */
      forwardedToUs: YesNo.optional(),
    }),
    item,
    sealed: ['names', 'birthDates', 'origins', 'findings'],
    views: [inbox, caseRegister],
    run: (ports, { limit, cursor, ...filter }, reader) =>
      listRows<typeof columns, z.output<typeof item>>(ports, reader, {
        view: inbox,
        sort: 'rank',
        limit,
        cursor,
        where: (bind, today) => [
          `v.answered = ${bind(filter.answered)}`,
          filter.state && `v.state = ${bind(filter.state)}`,
          filter.askedBy && `v.asked_by = ${bind(filter.askedBy)}`,
          filter.overdue !== undefined && overdueByRank(filter.overdue, bind(today)),
          filter.forwardedToUs !== undefined &&
            `(v.forwarded_to ? ${bind(reader.actor.agency)}) = ${bind(filter.forwardedToUs)}`,
        ],
        show: (row, register, today, key) => {
          const { names, birthDates, origins } = claimed(register);
          const { findings } = row;
          const overdue = !row.answered && isOverdue(row.due, today);
          return {
            data: item.parse({
              ...row,
              sex: register.sex,
              ageBand: register.ageBand,
              mainLanguage: register.mainLanguage,
              requestId: key,
              overdue,
            }),
            sealed: ['stopped', 'closed'].includes(row.state)
              ? nothingSealed
              : { names, birthDates, origins, findings },
          };
        },
      }),
  });
