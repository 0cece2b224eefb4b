import { z } from 'zod';
import { Country, type AgencyKind } from '#casework';
import { caseRegister } from './case-register.js';
import { sealedValue, view } from './case-view.js';
import { isOverdue, overdueByRank, rankOf } from './due.js';
import { day, flag, instant, json, oneOf, optional, text } from './frame/columns.js';
import { sealedList } from './frame/sealed.js';
import { keyedBy, type Row, type ViewOf } from './frame/view.js';
import { claimed, listRows } from './list.js';
import { nothingSealed, pagedBy, viewQuery, YesNo, type ViewQuery } from './query.js';

/** `stopped`: the consent was withdrawn or the message recalled; nothing of it may be used any more. */
export const requestStates = ['received', 'forwarded', 'information_asked', 'decided', 'stopped'] as const;

const Decision = z.strictObject({
  decisionId: z.string(),
  authority: z.string(),
  decidedAt: z.string(),
  validUntil: z.string().nullable(),
  withdrawn: z.boolean(),
});

const columns = {
  messageId: text,
  askedBy: text,
  receivedAt: instant,
  due: optional(day),
  state: oneOf(requestStates),
  answered: flag,
  forwardedTo: json(z.array(z.string())),
  missing: json(z.array(z.string())),
  decisions: json(z.array(Decision)),
  findings: sealedList,
  rank: text,
};

type Request = Row<typeof columns>;

const unlessStopped = (row: Request | undefined, change: (row: Request) => Request): Request | undefined =>
  row && row.state !== 'stopped' ? change(row) : row;

const stateOf = ({ answered, missing, forwardedTo }: Request): Request['state'] => {
  if (answered) return 'decided';
  if (missing.length > 0) return 'information_asked';
  return forwardedTo.length > 0 ? 'forwarded' : 'received';
};

const settled = (row: Request): Request => ({ ...row, state: stateOf(row) });

/** Questions from abroad whether a person is a national of this country, one row a request, in an agency's own schema. */
export const nationalityRequests = (agency: string): ViewOf<typeof columns> =>
  view({
    name: 'nationality_inbox',
    agency,
    version: 2,
    columns,
    indexes: [['answered', 'rank', 'key']],
    keysOf: keyedBy(
      'requestId',
      'NationalityResultWithdrawn',
      'MessageUseStopped',
      'PersonDied',
      'PersonErased',
    ),
    on: {
      NationalityCheckReceived: (_row, { open, meta }): Request => ({
        messageId: open.messageId,
        askedBy: open.from,
        receivedAt: meta.occurredAt,
        due: open.dueOn ?? null,
        state: 'received',
        answered: false,
        forwardedTo: [],
        missing: [],
        decisions: [],
        findings: [],
        rank: rankOf({ due: open.dueOn ?? null, since: meta.occurredAt }),
      }),
      CheckForwarded: (row, { open }) =>
        unlessStopped(row, (request) =>
          settled({ ...request, forwardedTo: [...new Set([...request.forwardedTo, open.to])] }),
        ),
      AdditionalInformationAsked: (row, { open }) =>
        unlessStopped(row, (request) =>
          settled({ ...request, missing: [...new Set([...request.missing, ...open.fields])] }),
        ),
      AdditionalInformationGiven: (row, { open }) =>
        unlessStopped(row, (request) => {
          const given: readonly string[] = open.fields;
          return settled({ ...request, missing: request.missing.filter((field) => !given.includes(field)) });
        }),
      NationalityDecided: (row, event) =>
        unlessStopped(row, (request) => {
          const { open, meta } = event;
          const finding = sealedValue(event, 'finding');
          const decision = {
            decisionId: open.decisionId,
            authority: meta.agency,
            decidedAt: meta.occurredAt,
            validUntil: open.validUntil ?? null,
            withdrawn: false,
          };
          return settled({
            ...request,
            answered: true,
            decisions: [...request.decisions, decision],
            findings: finding ? [...request.findings, finding] : request.findings,
          });
        }),
      NationalityResultWithdrawn: (row, { open }) =>
        row && {
          ...row,
          decisions: row.decisions.map((decision) =>
            decision.decisionId === open.decisionId ? { ...decision, withdrawn: true } : decision,
          ),
        },
      MessageUseStopped: (row, { open }) =>
        row && open.messageIds.includes(row.messageId) ? { ...row, state: 'stopped', answered: true } : row,
      /** The question ends with the person. */
      PersonDied: (row) => row && (row.answered ? row : { ...row, state: 'stopped', answered: true }),
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
            sealed: row.state === 'stopped' ? nothingSealed : { names, birthDates, origins, findings },
          };
        },
      }),
  });
