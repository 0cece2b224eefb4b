import { z } from 'zod';
import {
  caseStages,
  circumstances,
  circumstancesOf,
  Conversation,
  evolvePart,
  exclusionsAfter,
  isState,
  isSuspended,
  isUnderWay,
  noConversation,
  planOf,
  stageOf,
  stageParts,
  type Exclusion,
  type RecordedCaseEvent,
} from '#casework';
import { sealedValue, view, type CaseEvent } from '../case-view.js';
import { rankOf } from '../due.js';
import { day, flag, instant, json, oneOf, optional, shown, text } from '../frame/columns.js';
import { SealedValue } from '../frame/sealed.js';
import type { Row } from '../frame/view.js';
import { inClear, onEvery, partsInClear } from '../in-clear.js';
import { pressing, Wait, waitsOf } from './waits.js';

const parts = partsInClear([...stageParts, 'nationality', 'owed', 'shelter', 'tracing', 'alerts', 'erasure']);

const columns = {
  side: shown(oneOf(['sending', 'receiving', 'transit'])),
  stage: shown(oneOf(caseStages)),
  suspended: shown(flag),
  /** What to know beside the stage. */
  circumstances: shown(json(z.array(z.enum(circumstances)))),
  /** Each country whose case is linked, and whether it closed that case and has not opened it again. */
  partners: json(z.record(z.string(), z.boolean())),
  closed: shown(flag),
  /** Closed, and waits for nothing: not among what is to be followed. */
  aside: flag,
  partner: shown(optional(text)),
  openedAt: shown(instant),
  stageSince: shown(instant),
  travelGroup: shown(optional(text)),
  journeyId: shown(optional(text)),
  point: shown(optional(text)),
  plannedOn: shown(optional(day)),
  /** The node's own country. */
  own: text,
  /** The country whose case was linked last, or with which the first exchange began. */
  counterpart: optional(text),
  /** What registries found of the nationality and did not withdraw, sealed: that the person is stateless is one of it. */
  findings: json(z.array(z.strictObject({ decisionId: z.string(), finding: SealedValue }))),
  parts: parts.column,
  /** Who is excluded: nobody waits for such an office. */
  exclusions: json(z.custom<readonly Exclusion[]>(Array.isArray)),
  /** What was asked and answered; kept while the case is closed, so that it is there when it is opened again. */
  exchange: json(Conversation),
  waits: json(z.array(Wait)),
  waitingFor: shown(optional(text)),
  waitingOn: shown(optional(oneOf(['state', 'own']))),
  since: shown(optional(instant)),
  due: shown(optional(day)),
  rank: text,
};

export type Board = Row<typeof columns>;

/** What the row shows of how far the person has come. */
const withStage = (row: Board, at: string): Board => {
  const { repatriation } = row.parts;
  const stage = stageOf(row.parts);
  const plan = planOf(repatriation);
  return {
    ...row,
    stage,
    stageSince: stage === row.stage ? row.stageSince : at,
    suspended: isUnderWay(repatriation) && isSuspended(repatriation),
    circumstances: [...circumstancesOf(row.parts, Object.values(row.partners).includes(true))],
    partner: repatriation.partner ?? row.counterpart,
    travelGroup: repatriation.proposal?.group ?? null,
    journeyId: repatriation.journeyId ?? null,
    point: plan?.point ?? null,
    plannedOn: plan?.plannedOn ?? null,
  };
};

/** What the row waits for now. */
const withWaits = (row: Board): Board => {
  const { closed, exclusions, exchange: conversation, parts: known, own } = row;
  const { repatriation, erasure } = known;
  const ended = { closed, died: repatriation.diedAt !== undefined, erased: erasure.erased };
  const waits = waitsOf({ ...known, conversation, coordination: { exclusions, closed } }, ended, own);
  const wait = pressing(waits);
  return {
    ...row,
    waits,
    aside: row.closed && waits.length === 0,
    waitingFor: wait?.who ?? null,
    waitingOn: wait?.on ?? null,
    since: wait?.since ?? null,
    due: wait?.due ?? null,
    rank: rankOf({ due: wait?.due ?? null, since: wait?.since ?? row.stageSince }),
  };
};

const opened = ({ open, meta }: CaseEvent<'CaseOpened'>): Board => ({
  side: open.side,
  stage: 'opened',
  suspended: false,
  circumstances: [],
  partners: {},
  closed: false,
  aside: false,
  partner: null,
  openedAt: meta.occurredAt,
  stageSince: meta.occurredAt,
  travelGroup: null,
  journeyId: null,
  point: null,
  plannedOn: null,
  own: meta.country,
  counterpart:
    open.side === 'receiving' && isState(open.foundIn) && open.foundIn !== meta.country ? open.foundIn : null,
  findings: [],
  parts: parts.none,
  exclusions: [],
  exchange: noConversation,
  waits: [],
  waitingFor: null,
  waitingOn: null,
  since: null,
  due: null,
  rank: '',
});

const findingsAfter = (
  { findings }: Board,
  event: CaseEvent,
  { type, data }: RecordedCaseEvent,
): Board['findings'] => {
  if (type === 'NationalityResultWithdrawn')
    return findings.filter(({ decisionId }) => decisionId !== data.decisionId);
  if (type !== 'NationalityDecided' && type !== 'NationalityResultLearned') return findings;
  const finding = sealedValue(event, 'finding');
  return finding ? [...findings, { decisionId: data.decisionId, finding }] : findings;
};

const counterpartAfter = ({ counterpart }: Board, event: RecordedCaseEvent): string | null => {
  if (event.type === 'PartnerLinked') return event.data.country;
  return event.type === 'MessageReleased' ? (counterpart ?? event.data.to) : counterpart;
};

const partnersAfter = ({ partners }: Board, event: RecordedCaseEvent): Board['partners'] => {
  if (event.type === 'PartnerLinked') return { ...partners, [event.data.country]: false };
  return event.type === 'PartnerClosedCase' && partners[event.data.country] === false
    ? { ...partners, [event.data.country]: true }
    : partners;
};

const isClosedAfter = ({ closed }: Board, { type }: RecordedCaseEvent): boolean =>
  type === 'CaseReopened' ? false : closed || type === 'CaseClosed' || type === 'PersonErased';

/** The row after an event; the same where the event changes nothing in it. */
const after = (row: Board, event: CaseEvent): Board => {
  const recorded = inClear(event);
  const changed = {
    closed: isClosedAfter(row, recorded),
    counterpart: counterpartAfter(row, recorded),
    partners: partnersAfter(row, recorded),
    findings: findingsAfter(row, event, recorded),
    parts: parts.after(row.parts, event),
    exclusions: exclusionsAfter(row.exclusions, recorded),
    exchange: evolvePart('conversation', row.exchange, recorded),
  };
  const same =
    changed.closed === row.closed &&
    changed.counterpart === row.counterpart &&
    changed.partners === row.partners &&
    changed.findings === row.findings &&
    changed.parts === row.parts &&
    changed.exclusions === row.exclusions &&
    changed.exchange === row.exchange;
  return same ? row : withWaits(withStage({ ...row, ...changed }, event.meta.occurredAt));
};

/** Every case of the node with its stage, and whom it waits for. Holds and protection results leave no trace here. */
export const transfersBoard = view({
  name: 'transfers_board',
  agency: 'focal_point',
  version: 26,
  columns,
  indexes: [
    ['aside', 'rank', 'key'],
    ['aside', 'stage', 'rank', 'key'],
    ['aside', 'side', 'rank', 'key'],
    ['aside', 'partner', 'rank', 'key'],
    ['aside', 'waitingFor', 'rank', 'key'],
    ['travelGroup'],
  ],
  on: {
    ...onEvery<typeof columns>((row, event) => row && after(row, event)),
    CaseOpened: (_row, event) => withWaits(withStage(opened(event), event.meta.occurredAt)),
  },
});
