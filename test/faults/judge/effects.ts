import { z } from 'zod';
import type { Evidence, KeptEvent } from './evidence.js';
import { finding, type Finding } from './finding.js';
import { grouped } from './grouped.js';

/** The event that each kind of message of the load brings about. */
const effectOf: Readonly<Record<string, string>> = {
  CaseNotified: 'CaseOpened',
  CaseAcknowledged: 'PartnerLinked',
  CaseFormSent: 'CaseFormReceived',
  NationalityConfirmationRequested: 'NationalityCheckReceived',
  AdditionalInformationRequested: 'AdditionalInformationAsked',
  AdditionalInformationProvided: 'AdditionalInformationGiven',
  NationalityResultSent: 'NationalityResultLearned',
  RiskAssessmentShared: 'RiskLearned',
  TravelDocumentIssued: 'TravelDocumentLearned',
  RepatriationProposed: 'RepatriationProposalReceived',
  RepatriationAgreed: 'RepatriationAgreed',
  TransitNotified: 'TransitRequestReceived',
  TransitPermitted: 'TransitPermitted',
  TransitRefused: 'TransitRefused',
  MessageRecalled: 'MessageUseStopped',
  DepartureNotified: 'DepartureExpected',
  ReceptionConfirmed: 'ReceptionConfirmed',
};

/** Answers that are their own effect: that they were received says all. */
const onlyReceived: ReadonlySet<string> = new Set(['RecallDone', 'RecallPartly']);

/** Effects that can stand only once in a case: for each value of the field, or at all. */
const onlyOnce: ReadonlyMap<string, string | undefined> = new Map([
  ['CaseOpened', undefined],
  ['CaseFormReceived', 'formId'],
  ['NationalityCheckReceived', 'requestId'],
  ['AdditionalInformationAsked', 'messageId'],
  ['AdditionalInformationGiven', 'requestId'],
  ['NationalityResultLearned', 'decisionId'],
  ['RiskLearned', 'assessmentId'],
  ['TravelDocumentLearned', 'documentId'],
  ['RepatriationProposalReceived', 'proposalId'],
  ['TransitRequestReceived', 'messageId'],
  ['TransitPermitted', 'messageId'],
  ['DepartureExpected', 'messageId'],
]);

const Received = z.object({ messageId: z.string(), kind: z.string(), outcome: z.string() });

/** What makes an effect one of its kind: its id within its case, or the case. */
const identityOf = ({ type, stream, open }: KeptEvent): string => {
  const field = onlyOnce.get(type);
  return `${type} ${field === undefined ? '' : z.string().parse(open[field])} in ${stream}`;
};

const judgeSide = (country: string, events: readonly KeptEvent[]): Finding[] => {
  const found: Finding[] = [];
  const commands = grouped(events, ({ meta }) => meta.commandId);
  for (const { type, open, meta } of events) {
    if (type !== 'MessageReceived') continue;
    const { messageId, kind, outcome } = Received.parse(open);
    if (outcome !== 'effective' || onlyReceived.has(kind)) continue;
    const effect = effectOf[kind];
    if (effect === undefined) {
      found.push(
        finding('message_unjudged', `${kind} ${messageId} at ${country}: nothing says what it brings about`),
      );
      continue;
    }
    const beside = (commands.get(meta.commandId) ?? []).filter((event) => event.type === effect);
    if (beside.length !== 1)
      found.push(
        finding(
          beside.length === 0 ? 'lost_message' : 'doubled_message',
          `${kind} ${messageId} at ${country}: ${beside.length} times ${effect}`,
        ),
      );
  }
  const effects = events.filter(({ type }) => onlyOnce.has(type));
  for (const [identity, same] of grouped(effects, identityOf))
    if (same.length > 1)
      found.push(finding('doubled_message', `${country} ${identity}: ${same.length} times`));
  return found;
};

/** A message that took effect has its effect beside it, once, and nowhere else a second time. */
export const judgeEffects = ({ stores }: Pick<Evidence, 'stores'>): Finding[] =>
  [...stores].flatMap(([country, events]) => judgeSide(country, events));
