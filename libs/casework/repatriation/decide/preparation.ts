import { dayIn } from '../../words/calendar.js';
import type { NewCaseEvent } from '../../records/catalogue.js';
import { irregularity } from '../../coordination/offers/irregularity.js';
import { isExcluded } from '../../coordination/state.js';
import { actedThough } from '../../coordination/questions/known-exclusion.js';
import { disclose } from '../../crossing/disclose.js';
import { lastReceived, releasedTo } from '../../disclosure/state.js';
import { guardianInOffice } from '../../identification/questions/guardian.js';
import { isChild } from '../../identity/questions/childhood.js';
import { accept, refuse } from '../../words/decision.js';
import type { Decisions } from '../../records/rules.js';
import type { preparationCommands } from '../preparation-commands.js';
import { confirmMeasures, ownRiskToTell } from '../questions/risk.js';
import { hasEnded } from '../state.js';
import { at, onJourney, saidSince, stopReturn } from '../offers/stop.js';

/** What the person is told and wants, and what is known of danger and health. */
export const preparationDecisions: Decisions<typeof preparationCommands> = {
  HoldReturnCounselling: ({ language, interpreter, occurredAt }, file, context) => {
    const understood = interpreter !== undefined || language === file.coordination.mainLanguage;
    return accept<NewCaseEvent>(
      {
        type: 'ReturnCounsellingHeld',
        data: { language, ...(interpreter === undefined ? {} : { interpreter }) },
        ...at(occurredAt),
      },
      ...(understood ? [] : [irregularity('counselling_without_interpreter')]),
      ...actedThough(interpreter, file, context),
    );
  },

  RecordReturnConsent: ({ givenBy }, file, context) => {
    const facts = context.facts(context.country);
    const child = isChild(file, facts, dayIn(facts.timeZone, context.now));
    const { next } = file.repatriation;
    if (hasEnded(file.repatriation) && !next)
      return refuse('wrong_state', 'The return is over; no consent is asked.');
    const { counselled, interpreter } = next ?? file.repatriation;
    if (!counselled)
      return refuse('consent_missing', 'Not informed consent: hold the return counselling first.');
    if (interpreter !== undefined && isExcluded(file.coordination, { officialId: interpreter }))
      return refuse(
        'excluded_party',
        'The interpreter of the counselling is excluded from this case; hold it again through another.',
        'P4',
      );
    if (child && (givenBy === 'person' || !guardianInOffice(file)))
      return refuse(
        'guardian_missing',
        'For a child a guardian who is not implicated consents, with assent.',
      );
    if (!child && givenBy === 'guardian_with_assent')
      return refuse('consent_missing', 'An adult consents in person; nobody can do it for her or him.');
    const guardianId = child ? guardianInOffice(file)?.guardianId : undefined;
    return accept({
      type: 'ReturnConsentGiven',
      data: { givenBy, ...(guardianId === undefined ? {} : { guardianId }) },
    });
  },

  WithdrawReturnConsent: ({ occurredAt }, file, context) => {
    const { consent, stage, partner } = file.repatriation;
    if (hasEnded(file.repatriation))
      return refuse('wrong_state', 'The final handover is signed: the consent to return ended with it.');
    if (consent?.status !== 'given')
      return refuse('wrong_state', 'No consent to return is in force that could be withdrawn.');
    const sent = partner !== undefined && releasedTo(file.disclosure, partner).length > 0;
    return accept(
      {
        type: 'ReturnConsentWithdrawn',
        data: { onTheWay: stage === 'in_transit', recallNeeded: sent, ...onJourney(file) },
        ...at(occurredAt),
      },
      ...stopReturn(file, context, 'on_request'),
    );
  },

  RefuseReturn: ({ occurredAt }, file, context) => {
    if (hasEnded(file.repatriation) && !file.repatriation.next?.counselled)
      return refuse('wrong_state', 'The return is over; it cannot be refused any more.');
    const stop = saidSince(file, occurredAt) ? [] : stopReturn(file, context, 'on_request');
    return accept({ type: 'ReturnRefused', data: onJourney(file), ...at(occurredAt) }, ...stop);
  },

  AssessRisk: ({ assessment, occurredAt }, _file, context) =>
    accept({
      type: 'RiskAssessed',
      data: { assessmentId: context.idFor('assessment'), by: context.country, assessment },
      ...at(occurredAt),
    }),

  ConfirmMeasures: ({ assessmentId }, file, context) => confirmMeasures(assessmentId, file, context),

  ShareRisk: ({ with: to }, file, context) => {
    const own = ownRiskToTell(file, to, context);
    if (!own) return refuse('wrong_state', 'Assess the risk first; there is nothing to share.');
    const { assessmentId, assessment } = own;
    const sent = disclose(file, context, {
      kind: 'RiskAssessmentShared',
      to,
      payload: {
        assessmentId,
        by: context.country,
        assessment,
      },
      answers: lastReceived(file.disclosure, 'RiskAssessmentShared', to)?.messageId,
    });
    if (!sent.approved) return { events: [sent.event], refusal: sent.refusal };
    return accept({ type: 'RiskShared', data: { assessmentId, to } }, sent.event);
  },

  DetermineBestInterests: ({ childHeard, determination, occurredAt }) =>
    accept({
      type: 'BestInterestsDetermined',
      data: { childHeard, determination },
      ...at(occurredAt),
    }),

  CertifyFitToTravel: ({ validUntil, note, occurredAt }, _file, context) => {
    const { timeZone } = context.facts(context.country);
    if (validUntil < dayIn(timeZone, occurredAt ?? context.now))
      return refuse('impossible_date', 'validUntil lies before the day of the certificate.');
    return accept({
      type: 'FitToTravelCertified',
      data: { validUntil, ...(note === undefined ? {} : { note }) },
      ...at(occurredAt),
    });
  },
};
