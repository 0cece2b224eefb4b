import { z } from 'zod';
import { Country, evolveExchange, Exchange, noExchange, type ExchangeEvent } from '#casework';
import { view, type CaseEvent } from '../case-view.js';
import { rankOf } from '../due.js';
import { day, flag, instant, json, oneOf, optional, text } from '../frame/columns.js';
import type { Row } from '../frame/view.js';
import { approvedStages, beforeReturn, caseStages, decidedStage, type CaseStage } from './stages.js';
import { Charge, pressing, Wait, waitsOf } from './waits.js';

export const columns = {
  side: oneOf(['sending', 'receiving', 'transit']),
  stage: oneOf(caseStages),
  suspended: flag,
  /** Countries that stopped the return for now. */
  suspendedBy: json(z.array(Country)),
  closed: flag,
  partner: optional(text),
  openedAt: instant,
  stageSince: instant,
  /** The stage from which the person set out: who leaves the journey is there again. */
  setOutFrom: optional(oneOf(caseStages)),
  travelGroup: optional(text),
  journeyId: optional(text),
  point: optional(text),
  plannedOn: optional(day),
  signed: json(z.array(z.enum(['sending', 'receiving']))),
  /** The node's own country. */
  own: text,
  /** What was asked and answered; kept while the case is closed, so that it is there when it is opened again. */
  exchange: json(Exchange),
  /** Requests received, and the messages that brought them. */
  requests: json(z.array(z.strictObject({ requestId: z.string(), messageId: z.string() }))),
  /** Offices of the own country on which an answer depends. */
  charges: json(z.array(Charge)),
  waits: json(z.array(Wait)),
  waitingFor: optional(text),
  waitingOn: optional(oneOf(['state', 'own'])),
  since: optional(instant),
  due: optional(day),
  rank: text,
};

type Board = Row<typeof columns>;

/** The row with what it waits for now: nothing while the case is closed. */
const waiting = (row: Board): Board => {
  const waits = row.closed ? [] : waitsOf(row.exchange, row.charges, row.own);
  const wait = pressing(waits);
  return {
    ...row,
    waits,
    waitingFor: wait?.who ?? null,
    waitingOn: wait?.on ?? null,
    since: wait?.since ?? null,
    due: wait?.due ?? null,
    rank: rankOf({ due: wait?.due ?? null, since: wait?.since ?? row.stageSince }),
  };
};

const to = (
  row: Board,
  stage: CaseStage,
  { meta }: Pick<CaseEvent, 'meta'>,
  more: Partial<Board> = {},
): Board => {
  const next = { ...row, stage, stageSince: meta.occurredAt, ...more };
  return waiting(next);
};

type Heard = ExchangeEvent['type'];

const hears = <K extends Heard>(row: Board, { type, open, meta }: CaseEvent<K>): Board =>
  waiting({
    ...row,
    exchange: evolveExchange(row.exchange, { type, data: open, at: meta.occurredAt } as ExchangeEvent),
  });

const heard = <K extends Heard>(row: Board | undefined, event: CaseEvent<K>): Board | undefined =>
  row && hears(row, event);

const early = (
  row: Board | undefined,
  stage: CaseStage,
  event: Pick<CaseEvent, 'meta'>,
): Board | undefined => (row && beforeReturn.has(row.stage) ? to(row, stage, event) : row);

const signedBy = (
  row: Board | undefined,
  event: CaseEvent<'HandoverSigned'> | CaseEvent<'HandoverLearned'>,
) => {
  if (row === undefined) return undefined;
  if (event.type === 'HandoverLearned' && row.side === event.open.side) return row;
  const signed = [...new Set([...row.signed, event.open.side])];
  return signed.length === 2 && row.stage === 'in_transit'
    ? to(row, 'handed_over', event, { signed })
    : { ...row, signed };
};

const planned = (
  row: Board | undefined,
  event: CaseEvent<'RepatriationProposed'> | CaseEvent<'RepatriationProposalReceived'>,
  partner: string,
) =>
  row &&
  to(row, 'return_proposed', event, {
    partner,
    suspended: false,
    suspendedBy: [],
    signed: [],
    travelGroup: event.open.group ?? null,
    point: event.open.point,
    plannedOn: event.open.plannedOn,
  });

/** Who is on the way stays on it when the departure is authorised again, for another day. */
const authorised = (row: Board, event: CaseEvent<'DepartureAuthorised'>): Board => {
  const { on: plannedOn, point } = event.open;
  return row.stage === 'in_transit'
    ? { ...row, plannedOn, point, setOutFrom: 'departure_set' }
    : to(row, 'departure_set', event, { plannedOn, point });
};

/** The approval fell: whoever is on the way set out on a return that is only proposed now. */
const unapproved = (row: Board, event: Pick<CaseEvent, 'meta'>): Board => {
  if (approvedStages.has(row.stage)) return to(row, 'return_proposed', event);
  return approvedStages.has(row.setOutFrom) ? { ...row, setOutFrom: 'return_proposed' } : row;
};

/** Off the journey and of the plan of those who travel on it, and not on the way any more. */
const offJourney = (row: Board, event: CaseEvent<'JourneyLeft'>): Board => {
  const { journeyId } = event.open;
  if (row.journeyId !== journeyId) return row;
  const left = {
    ...row,
    journeyId: null,
    travelGroup: row.travelGroup === journeyId ? null : row.travelGroup,
  };
  return row.stage === 'in_transit' ? to(left, decidedStage(row), event) : left;
};

const stopped = (row: Board | undefined, event: Pick<CaseEvent, 'meta'>, stage: CaseStage) =>
  row && to(row, stage, event, { suspended: false, suspendedBy: [] });

const without = (countries: Board['suspendedBy'], country: string): Board['suspendedBy'] =>
  countries.filter((other) => other !== country);

/** It is suspended until each country that stopped it lets it go on; what is not under way cannot be. */
const suspendedBy = (row: Board, countries: Board['suspendedBy']): Board =>
  returning.has(row.stage) ? { ...row, suspendedBy: countries, suspended: countries.length > 0 } : row;

const returning: ReadonlySet<CaseStage> = new Set([
  'return_proposed',
  'return_approved',
  'departure_set',
  'in_transit',
]);
const over: ReadonlySet<CaseStage> = new Set(['handed_over', 'arrived', 'reintegrating']);

/** Whether a return that is under way stops, its cancellation says: what is told late stops nothing. */
const unlessReturning = (row: Board | undefined, event: Pick<CaseEvent, 'meta'>, stage: CaseStage) =>
  row && (returning.has(row.stage) || over.has(row.stage) ? row : stopped(row, event, stage));

/** Inside the country the answer now depends on one agency. */
const handedTo = (row: Board | undefined, requestId: string, who: string, due: string | undefined) => {
  if (row === undefined) return undefined;
  const id = row.requests.find((request) => request.requestId === requestId)?.messageId;
  if (id === undefined) return row;
  return waiting({ ...row, charges: [...row.charges, { messageId: id, who, due: due ?? null }] });
};

const received = (
  row: Board | undefined,
  {
    open: { requestId, messageId },
  }: CaseEvent<'NationalityCheckReceived'> | CaseEvent<'TracingRequestReceived'>,
) => row && { ...row, requests: [...row.requests, { requestId, messageId }] };

/** Every case of the node with its stage, and whom it waits for. Holds and protection results leave no trace here. */
export const transfersBoard = view({
  name: 'transfers_board',
  agency: 'focal_point',
  version: 7,
  columns,
  indexes: [
    ['closed', 'rank', 'key'],
    ['closed', 'stage', 'rank', 'key'],
    ['closed', 'side', 'rank', 'key'],
    ['closed', 'partner', 'rank', 'key'],
    ['closed', 'waitingFor', 'rank', 'key'],
    ['travelGroup'],
  ],
  on: {
    CaseOpened: (_row, { open, meta }): Board => ({
      side: open.side,
      stage: 'opened',
      suspended: false,
      suspendedBy: [],
      closed: false,
      partner: open.side === 'receiving' && open.foundIn !== meta.country ? open.foundIn : null,
      openedAt: meta.occurredAt,
      stageSince: meta.occurredAt,
      setOutFrom: null,
      travelGroup: null,
      journeyId: null,
      point: null,
      plannedOn: null,
      signed: [],
      own: meta.country,
      exchange: noExchange,
      requests: [],
      charges: [],
      waits: [],
      waitingFor: null,
      waitingOn: null,
      since: null,
      due: null,
      rank: rankOf({ due: null, since: meta.occurredAt }),
    }),
    PartnerLinked: (row, event) => row && hears({ ...row, partner: event.open.country }, event),
    PartnerClosedCase: heard,
    InitialScreeningCompleted: (row, event) =>
      event.open.outcome === 'presumed' ? early(row, 'presumed', event) : row,
    VictimIdentified: (row, event) => early(row, 'identified', event),
    StatusRecognisedAbroad: (row, event) => early(row, 'identified', event),
    DecisionOverturned: (row, event) => early(row, 'presumed', event),
    VictimStatusDenied: (row, event) => early(row, 'not_identified', event),

    MessageApproved: heard,
    MessageReleased: (row, event) => row && hears({ ...row, partner: row.partner ?? event.open.to }, event),
    MessageReceived: heard,
    MessageReceipted: heard,
    MessageUseStopped: heard,
    NationalityCheckReceived: received,
    TracingRequestReceived: received,
    CheckForwarded: (row, { open }) => handedTo(row, open.requestId, open.to, undefined),
    TracingAssigned: (row, { open }) => handedTo(row, open.requestId, open.office, open.visitDueOn),
    TracingConcluded: (row, { open, meta }) => handedTo(row, open.requestId, meta.country, undefined),

    RepatriationProposed: (row, event) => planned(row, event, event.open.to),
    RepatriationProposalReceived: (row, event) => planned(row, event, event.open.from),
    RepatriationApproved: (row, event) => row && to(row, 'return_approved', event),
    ReturnApprovalLapsed: (row, event) => row && unapproved(row, event),
    RepatriationSuspended: (row, event) =>
      row && hears(suspendedBy(row, [...row.suspendedBy, event.open.by]), event),
    RepatriationResumed: (row, { open }) => row && suspendedBy(row, without(row.suspendedBy, open.by)),
    RepatriationCancelled: (row, event) => stopped(heard(row, event), event, 'return_off'),
    ReturnRefused: (row, event) => unlessReturning(row, event, 'return_off'),
    DepartureAuthorised: (row, event) => row && authorised(row, event),
    DepartureExpected: (row, event) => {
      const { on: plannedOn, point, journeyId, from } = event.open;
      const set = row && to(row, 'departure_set', event, { plannedOn, point, journeyId });
      return set && suspendedBy(set, without(set.suspendedBy, from));
    },
    JourneyJoined: (row, { open }) => row && { ...row, journeyId: open.journeyId },
    JourneyLeft: (row, event) => row && offJourney(row, event),
    DepartureRecorded: (row, event) =>
      row && to(row, 'in_transit', event, { journeyId: event.open.journeyId, setOutFrom: decidedStage(row) }),
    HandoverSigned: signedBy,
    HandoverLearned: signedBy,
    ArrivalRecorded: (row, event) => row && to(row, 'arrived', event),
    ArrivalLearned: (row, event) =>
      row?.side === 'sending' && row.partner === event.open.by ? to(row, 'arrived', event) : row,
    ReintegrationPlanAgreed: (row, event) => row && to(row, 'reintegrating', event),
    LocalStayGranted: (row, event) => unlessReturning(row, event, 'ended'),
    PersonLeftWithoutNotice: (row, event) => unlessReturning(row, event, 'ended'),
    PersonDied: (row, event) => row && to(hears(row, event), 'ended', event, { suspended: false }),
    CaseClosed: (row) => row && waiting({ ...row, closed: true }),
    CaseReopened: (row) => row && waiting({ ...row, closed: false }),
    PersonErased: (row, event) => row && hears({ ...row, closed: true }, event),
  },
});
