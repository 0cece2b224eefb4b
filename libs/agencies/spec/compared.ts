import {
  circumstancesOf,
  correctionsOwed,
  fold,
  inEffect,
  isAwaited,
  isExcluded,
  isOwed,
  isState,
  isUnderWay,
  unsentAlerts,
  planOf,
  stageOf,
  standingOf,
  type CaseFile,
  type RecordedCaseEvent,
} from '#casework';
import type { PlacedEvent } from '#event-store';
import { walkedCase } from '../../casework/spec/walk.js';
import { caseRegister } from '../case-register.js';
import { transfersBoard } from '../focal-point/transfers-board.js';
import { isSettled, nationalityRequests, requestDue, requestState } from '../nationality-requests.js';
import { searchShown, tracingInbox } from '../provincial-office/tracing-inbox.js';
import { stays, stayShown } from '../shelter/stays.js';
import { caseload } from '../social-work/caseload.js';
import { rowsAfter } from './happened.js';
import { placed } from './placed.js';

/** What a projector gets of a history: the events that count, with their seals closed. */
export const told = (history: readonly RecordedCaseEvent[]): readonly PlacedEvent[] =>
  inEffect(
    history.map((event) => placed(event, walkedCase)),
    ({ id: eventId, type, open, meta }) => ({
      ...{ id: eventId, type, open, occurredAt: meta.occurredAt },
      ...{ recordedAt: meta.recordedAt, commandId: meta.commandId },
    }),
  );

/** Second signatures are compared with the duties, in duties.spec.ts. */
const signatures: ReadonlySet<string> = new Set([
  'confirm_denial',
  'sign_return',
  'confirm_measures',
  'confirm_erasure',
]);

const ids = (waits: unknown): readonly string[] =>
  (waits as readonly { readonly id: string; readonly what: string }[])
    .filter(({ what }) => !signatures.has(what))
    .map(({ id: messageId }) => messageId)
    .toSorted();

/** What passes between the countries beside the questions, of which the office that answers one is not told. */
const untold: ReadonlySet<string> = new Set([
  'MessageApproved',
  'MessageReleased',
  'MessageWithheld',
  'MessageReceipted',
]);

/** Where a question of theirs stands in the file, as far as who answers it is told. */
const standing = (file: CaseFile, messageId: string) =>
  standingOf(
    file.conversation.questions.find(
      (question) => question.messageId === messageId && question.by === 'them',
    ),
    file.coordination.closed,
  );

/** The check of the own country is no question of another: it stands while the person lives and the case is open. */
const ofOwnCheck = ({ coordination, repatriation }: CaseFile) => {
  if (repatriation.diedAt !== undefined) return 'stopped' as const;
  return coordination.closed ? ('closed' as const) : ('open' as const);
};

const stopped = ({ disclosure }: CaseFile, messageId: string): boolean =>
  disclosure.theirs.some((message) => message.messageId === messageId && message.stopped);

const orNull = <T>(value: T | undefined): T | null => value ?? null;

const counterpartOf = ({ coordination, disclosure, repatriation }: CaseFile) =>
  repatriation.partner ??
  coordination.counterpart ??
  (coordination.side === 'receiving' && isState(coordination.foundIn) && coordination.foundIn !== 'TH'
    ? coordination.foundIn
    : undefined) ??
  disclosure.own.find(({ status }) => status === 'released')?.to;

const boardOf = (file: CaseFile) => {
  const { alerts, coordination, disclosure, erasure, owed, repatriation } = file;
  const waiting = [
    ...disclosure.own.filter(({ status, messageId }) => status === 'released' && isAwaited(file, messageId)),
    ...disclosure.theirs.filter(({ messageId }) => isOwed(file, messageId)),
    ...correctionsOwed(owed).map((correction) => ({ ...correction, kind: 'CorrectionSent' })),
  ]
    .filter(({ kind }) => !coordination.closed || kind === 'SafetyAlert')
    .map(({ messageId }) => messageId);
  const proposed = alerts.proposed.filter(
    ({ actor, agency }) => !isExcluded(coordination, { agency, officialId: actor }),
  );
  const warnings =
    repatriation.diedAt === undefined ? [...proposed, ...unsentAlerts(alerts), ...alerts.toTell] : [];
  return {
    closed: coordination.closed || erasure.erased,
    side: coordination.side,
    stage: stageOf(file),
    suspended: isUnderWay(repatriation) && repatriation.suspendedBy.length > 0,
    circumstances: circumstancesOf(
      file,
      [...coordination.partners.values()].some(({ closed }) => closed),
    ),
    partners: Object.fromEntries(
      [...coordination.partners].map(([country, { closed }]) => [country, closed]),
    ),
    partner: orNull(counterpartOf(file)),
    travelGroup: orNull(repatriation.proposal?.group),
    journeyId: orNull(repatriation.journeyId),
    point: orNull(planOf(repatriation)?.point),
    plannedOn: orNull(planOf(repatriation)?.plannedOn),
    waits: erasure.erased ? [] : [...waiting, ...warnings.map(({ alertId }) => alertId)].toSorted(),
  };
};

/** Tasks about warnings: also while the case is closed, and whoever was excluded, of which social work does not know. */
const warningTasksOf = ({ alerts }: CaseFile): readonly string[] => [
  ...alerts.received
    .filter(({ acknowledged }) => !acknowledged)
    .map(({ alertId }) => `see_to_warning ${alertId}`),
  ...alerts.proposed.map(({ alertId }) => `confirm_warning ${alertId}`),
  ...unsentAlerts(alerts).map(({ alertId }) => `send_warning ${alertId}`),
  ...alerts.toTell.map(({ alertId }) => `tell_of_warning ${alertId}`),
];

/** Tasks of which the file knows by itself, while the person lives. */
const tasksOf = (file: CaseFile): readonly string[] => {
  const { coordination, identification, repatriation, shelter } = file;
  if (repatriation.diedAt !== undefined) return [];
  const whileOpen = coordination.closed
    ? []
    : [
        ...shelter.stays
          .filter(({ status, offered }) => (status === 'referred' || status === 'consented') && !offered)
          .map(({ stayId: about }) => `shelter_answer ${about}`),
        ...identification.findings
          .filter(({ reviewRequested }) => reviewRequested)
          .map(({ findingId }) => `identification_review ${findingId}`),
      ];
  return [...whileOpen, ...warningTasksOf(file)].toSorted();
};

/** What is told of a warning once the person has died is a task of its own, which the file does not tell from others. */
const knownTasks = (tasks: unknown, lives: boolean): readonly string[] =>
  (tasks as { what: string; about: string | null }[])
    .filter(
      ({ what }) =>
        ['shelter_answer', 'identification_review'].includes(what) || (lives && what.endsWith('_warning')),
    )
    .map(({ what, about }) => `${what} ${about}`)
    .toSorted();

/** What a list shows, and what the file knows of the same. Nothing but the register is left after an erasure. */
export const compared = (history: readonly RecordedCaseEvent[]) => {
  const events = told(history);
  const file: CaseFile = fold(walkedCase, history);
  const { coordination, nationality, shelter, tracing } = file;
  const answering = fold(
    walkedCase,
    history.filter(({ type }) => !untold.has(type)),
  );
  const isHere = !file.erasure.erased;
  const [board] = Object.values(rowsAfter(transfersBoard, ...events));
  const load = rowsAfter(caseload, ...events)[`SW ${walkedCase}`];
  const [register] = Object.values(rowsAfter(caseRegister, ...events));
  const of = (names: Iterable<string>, row: Readonly<Record<string, unknown>> | undefined) =>
    Object.fromEntries([...names].map((name) => [name, row?.[name]]));
  const byKey = (rows: Readonly<Record<string, unknown>>) => rows;
  const fromFile = {
    board: boardOf(file),
    register: {
      side: coordination.side,
      sex: coordination.sex,
      mainLanguage: coordination.mainLanguage,
      urgency: coordination.urgency,
      saidHere: coordination.saidHere,
      partner: orNull(coordination.counterpart),
      owner: orNull(coordination.owner),
      involved: [...coordination.involved].toSorted(),
      involvements: coordination.involvements.map(({ agency, reason, by, about }) => ({
        ...{ agency, reason, by: orNull(by), about: orNull(about) },
      })),
      exclusions: coordination.exclusions
        .filter(({ country }) => country === undefined)
        .map(({ exclusionId }) => exclusionId),
      closed: coordination.closed || file.erasure.erased,
      erased: file.erasure.erased,
    },
    load: isHere ? { closed: coordination.closed, tasks: tasksOf(file) } : undefined,
    stays: Object.fromEntries(isHere ? shelter.stays.map((stay) => [stay.stayId, stayShown(stay)]) : []),
    nationality: Object.fromEntries(
      (isHere ? nationality.requests : [])
        .filter(({ direction }) => direction === 'received')
        .map((request) => {
          const { requestId, messageId = '', missing, forwardedTo } = request;
          const stands = messageId === requestId ? ofOwnCheck(answering) : standing(answering, messageId);
          const state = requestState(request, stands, stopped(file, messageId));
          const decisions = nationality.decisions.filter((decision) => decision.requestId === requestId);
          return [
            requestId,
            {
              ...{ messageId, missing, forwardedTo, state, answered: isSettled(state) },
              askedBy: request.with,
              answerDue: orNull(request.dueOn),
              ...requestDue(request),
              corrected: orNull(request.corrected),
              decisions: decisions.map(({ decisionId, authority, decidedAt, validUntil, withdrawn }) => ({
                ...{ decisionId, authority, decidedAt, withdrawn },
                validUntil: orNull(validUntil),
              })),
            },
          ];
        }),
    ),
    tracing: Object.fromEntries(
      (isHere ? tracing.requests : [])
        .filter(({ direction }) => direction === 'received')
        .map((request) => [
          request.requestId,
          {
            askedBy: request.with,
            messageId: request.messageId,
            answerDue: orNull(request.dueOn),
            ...searchShown(request, standing(answering, request.messageId), stopped(file, request.messageId)),
          },
        ]),
    ),
  };
  const like = (rows: Readonly<Record<string, Readonly<Record<string, unknown>>>>, wanted: object) =>
    Object.fromEntries(
      Object.entries(rows).map(([key, row]) => [
        key,
        of(Object.keys((wanted as Record<string, object>)[key] ?? row), row),
      ]),
    );
  return {
    file: fromFile,
    list: {
      board: { ...of(Object.keys(fromFile.board), board), waits: ids(board?.['waits']) },
      register: {
        ...of(Object.keys(fromFile.register), register),
        involved: [...(register?.['involved'] as string[])].toSorted(),
        exclusions: (register?.['exclusions'] as { exclusionId: string }[]).map(
          ({ exclusionId }) => exclusionId,
        ),
      },
      load: load && {
        closed: load['closed'],
        tasks: knownTasks(load['tasks'], file.repatriation.diedAt === undefined),
      },
      stays: like(rowsAfter(stays, ...events), fromFile.stays),
      nationality: byKey(like(rowsAfter(nationalityRequests('registry'), ...events), fromFile.nationality)),
      tracing: like(rowsAfter(tracingInbox, ...events), fromFile.tracing),
    },
  };
};
