import type { NewCaseEvent } from '../records/catalogue.js';
import { isExcluded, isOwner, type Involvement } from '../coordination/state.js';
import { isOwed, isStopped } from '../conversation/questions/awaited.js';
import { holdsMandate } from '../words/facts.js';
import { fileAfter } from '../records/file-after.js';
import type { CaseFile } from '../records/file.js';
import { isWorkReason, type WorkReason } from '../coordination/offers/involving.js';
import type { Context } from '../words/context.js';
import { isCountry } from '../words/country.js';
import type { State } from '../words/states.js';
import type { Decision } from '../words/decision.js';
import { nationalityRequest, nationalityStanding, travelDocumentsGood } from '../nationality/state.js';
import { whoseTurn } from '../relay/state.js';
import { hasEnded } from '../repatriation/state.js';
import { shelterOf } from '../shelter/questions/admission.js';
import { isPresent, stayOf } from '../shelter/state.js';
import { stepsKeptBy } from '../steps/questions/keeper.js';
import { today } from '../words/today.js';
import { tracingRequest } from '../tracing/state.js';

/** Whether the case of who asked was closed over there: nobody waits for the answer. */
const closedThere = ({ coordination }: CaseFile, country: State): boolean =>
  isCountry(country) && coordination.partners.get(country)?.closed === true;

type Stands = (agency: string, about: string, file: CaseFile, context: Context) => boolean;

/** Papers for the way home are still to be issued by an office that issues them. */
const papersToIssue = (agency: string, { nationality, repatriation }: CaseFile, context: Context): boolean =>
  holdsMandate(context.facts(context.country), agency, 'issue_travel_document') &&
  ['confirmed', 'contradicting', 'unknown'].includes(
    nationalityStanding(nationality, context.country, today(context)),
  ) &&
  travelDocumentsGood(nationality, context.country, today(context), repatriation.since).length === 0 &&
  !hasEnded(repatriation);

/** Whether the work for which an office was brought in goes on. A reason that has no end here cannot be given. */
const stands: Readonly<Record<WorkReason, Stands>> = {
  /** One who left without notice may come back, until she is discharged or another shelter is asked. */
  shelter: (agency, about, { shelter }, context) => {
    const stay = stayOf(shelter, about);
    const runs =
      stay && shelterOf(context.facts(context.country), stay.shelterCode)?.agency === agency
        ? stay
        : undefined;
    if (!runs) return false;
    if (runs.status === 'left') return shelter.stays.at(-1)?.stayId === runs.stayId;
    return isPresent(runs) || ['referred', 'offered', 'consented'].includes(runs.status);
  },

  nationality_check: (agency, about, file, context) => {
    const request = nationalityRequest(file.nationality, about);
    if (!request || file.coordination.closed || isStopped(file, request.messageId)) return false;
    if (closedThere(file, request.with)) return false;
    const decided = file.nationality.decisions.some(
      ({ requestId, authority }) => requestId === about && authority === agency,
    );
    // What one authority does not confirm, another may: the check goes on beside its finding (domain.md 2.2).
    const settled = nationalityStanding(file.nationality, context.country, today(context)) === 'confirmed';
    return (
      isOwed(file, request.messageId) ||
      request.corrected !== undefined ||
      !settled ||
      (request.forwardedTo.includes(agency) && !decided) ||
      papersToIssue(agency, file, context)
    );
  },

  family_tracing: (agency, about, file, context) => {
    const request = tracingRequest(file.tracing, about);
    return (
      request !== undefined &&
      !file.coordination.closed &&
      !closedThere(file, request.with) &&
      !isStopped(file, request.messageId) &&
      (isOwed(file, request.messageId) || request.corrected !== undefined) &&
      (request.office === agency || holdsMandate(context.facts(context.country), agency, 'assign_tracing'))
    );
  },

  court_outcome: (_agency, about, { proceedings }) =>
    proceedings.notices.some(({ noticeId, deliveredOn }) => noticeId === about && deliveredOn === undefined),

  reintegration_plan: (_agency, about, { coordination, reintegration }) =>
    !coordination.closed && reintegration.shared.some(({ planId }) => planId === about),

  support_application: (_agency, about, { coordination, reintegration }) =>
    !coordination.closed && reintegration.applications.some(({ applicationId }) => applicationId === about),

  /** Of several offices the one whose turn it is, and no other. */
  relay: (agency, about, { relay }) =>
    relay.relays.some((held) => held.relayId === about && whoseTurn(held).includes(agency)),
};

/** Whether what brought an office in still stands: for good where nothing is named for which it was brought in. */
const goesOn = ({ agency, reason, about }: Involvement, file: CaseFile, context: Context): boolean =>
  about === undefined || !isWorkReason(reason) || stands[reason](agency, about, file, context);

/** Why an office takes part now, in codes. None: it is let go. */
export const reasonsOf = (agency: string, file: CaseFile, context: Context): readonly string[] => [
  ...(isOwner(file.coordination, agency) ? ['owner'] : []),
  ...(agency === context.facts(context.country).focalPoint ? ['focal_point'] : []),
  ...file.coordination.involvements
    .filter((involvement) => involvement.agency === agency && goesOn(involvement, file, context))
    .map(({ reason }) => reason),
  ...(stepsKeptBy(agency, file).some(({ keepsItsOfficeIn }) => keepsItsOfficeIn) ? ['keeps_a_step'] : []),
];

/** Offices that were brought in for something that has ended, and take part for nothing else. */
const whoIsLetGo = (file: CaseFile, context: Context): NewCaseEvent[] =>
  [...file.coordination.involved]
    .filter(
      (agency) =>
        file.coordination.involvements.some((held) => held.agency === agency) &&
        reasonsOf(agency, file, context).length === 0,
    )
    .map((agency) => ({ type: 'AgencyReleased', data: { agency, reason: 'work_ended' } }));

/** Offices that were let go when something ended that goes on after all: its end was taken back, the case reopened. */
const whoComesBack = (file: CaseFile, context: Context): NewCaseEvent[] =>
  file.coordination.letGo
    .filter(
      (involvement) =>
        !file.coordination.involved.has(involvement.agency) &&
        !isExcluded(file.coordination, { agency: involvement.agency }) &&
        goesOn(involvement, file, context),
    )
    .map(({ agency, reason, about }) => ({ type: 'AgencyInvolved', data: { agency, reason, about } }));

const endsSomeDay = (events: readonly NewCaseEvent[], { coordination }: CaseFile): boolean =>
  coordination.letGo.length > 0 ||
  coordination.involvements.some(({ about }) => about !== undefined) ||
  events.some((event) => event.type === 'AgencyInvolved' && event.data.about !== undefined);

/** Whatever brings an office in has an end: who has nothing to do with the person any more is let go with the same step. */
export const withParticipants = (
  decision: Decision<NewCaseEvent>,
  file: CaseFile,
  context: Context,
): Decision<NewCaseEvent> => {
  if (decision.events.length === 0 || !endsSomeDay(decision.events, file)) return decision;
  const now = fileAfter(decision.events, file, context);
  const changes = now.erasure.erased ? [] : [...whoIsLetGo(now, context), ...whoComesBack(now, context)];
  return changes.length === 0 ? decision : { ...decision, events: [...decision.events, ...changes] };
};
