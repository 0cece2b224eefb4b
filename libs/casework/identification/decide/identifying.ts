import { dayIn } from '../../words/calendar.js';
import type { NewCaseEvent } from '../../records/catalogue.js';
import { due, type Due } from '../../words/reckoned.js';
import { bandOf, ofAge, unknownAgeBand } from '../../words/age-band.js';
import { actedThough } from '../../coordination/questions/known-exclusion.js';
import type { Context } from '../../words/context.js';
import type { CountryFacts } from '../../words/facts.js';
import { isBeingVerified } from '../../identity/questions/age.js';
import { isChild } from '../../identity/questions/childhood.js';
import { accept, refuse } from '../../words/decision.js';
import type { Decisions } from '../../records/rules.js';
import type { identificationCommands } from '../commands.js';
import type { ageResults } from '../events.js';
import { findingDecisions } from './findings.js';
import { interviewDecisions } from './interview.js';
import { guardianInOffice } from '../questions/guardian.js';
import { reviewDecisions } from './review.js';
import { isPresumedOrIdentified } from '../state.js';

const bandOfResult = (
  result: (typeof ageResults)[number],
  years: number | undefined,
  facts: CountryFacts,
): string => {
  switch (result) {
    case 'adult':
      return bandOf(facts, years ?? ofAge);
    case 'child':
      return bandOf(facts, years ?? 0);
    case 'inconclusive':
      return unknownAgeBand;
  }
};

/** By when the fuller interview follows on a screening that presumes a victim, where the country names a clock. */
const interviewDueOn = (screenedAt: string | undefined, context: Context): Partial<Due<'interviewDueOn'>> => {
  const facts = context.facts(context.country);
  const clock = facts.deadlines.interview_after_screening;
  return clock ? due('interviewDueOn', screenedAt ?? context.now, clock, facts) : {};
};

export const identificationDecisions: Decisions<typeof identificationCommands> = {
  ...interviewDecisions,
  ...findingDecisions,
  ...reviewDecisions,

  ReportIncident: ({ channel, personsCount, place, account, occurredAt }, _file, context) =>
    accept({
      type: 'IncidentReported',
      data: {
        incidentId: context.idFor('incident'),
        channel,
        ...(personsCount ? { personsCount } : {}),
        incident: { place, ...(account ? { account } : {}) },
      },
      occurredAt,
    }),

  CompleteScreening: ({ occurredAt, ...screening }, file, context) => {
    const due = screening.outcome === 'presumed' ? interviewDueOn(occurredAt, context) : {};
    return accept<NewCaseEvent>(
      { type: 'InitialScreeningCompleted', data: { ...screening, ...due }, occurredAt },
      ...actedThough(screening.interpreter, file, context),
    );
  },

  GrantRecoveryPeriod: (_body, file, context) => {
    const facts = context.facts(context.country);
    const period = facts.deadlines.recovery_period;
    if (!isPresumedOrIdentified(file.identification))
      return refuse('wrong_state', 'A recovery period follows a screening that presumes a victim.');
    if (!period) return refuse('wrong_state', 'The law of this country knows no recovery period.');
    if (file.identification.recoveryUntil !== undefined)
      return refuse('already_exists', 'A recovery period was granted already.');
    return accept({ type: 'RecoveryPeriodGranted', data: due('until', context.now, period, facts) });
  },

  RequestAgeVerification: ({ method }, file) =>
    isBeingVerified(file.age)
      ? refuse('already_exists', 'The age is being verified already.')
      : accept({ type: 'AgeVerificationRequested', data: { method } }),

  PresumeMinor: ({ occurredAt }) => accept({ type: 'AgePresumedMinor', data: {}, occurredAt }),

  VerifyAge: ({ result, years, opinion, occurredAt }, _file, context) => {
    const ageBand = bandOfResult(result, years, context.facts(context.country));
    const verified: NewCaseEvent = {
      type: 'AgeVerified',
      data: { result, ageBand, ...(years === undefined ? {} : { years }), ...(opinion ? { opinion } : {}) },
      occurredAt,
    };
    return result === 'inconclusive'
      ? accept<NewCaseEvent>(verified, { type: 'AgePresumedMinor', data: {}, occurredAt })
      : accept(verified);
  },

  AppointGuardian: ({ name, orderNumber, officialId, implicated }, file, context) => {
    const facts = context.facts(context.country);
    if (implicated)
      return refuse('guardian_missing', 'Who is implicated cannot be the guardian; name another.', 'P3');
    if (!isChild(file, facts, dayIn(facts.timeZone, context.now)))
      return refuse('wrong_state', 'The person is of age and needs no guardian.');
    if (guardianInOffice(file))
      return refuse('already_exists', 'A guardian is in office; end that guardianship first.');
    return accept({
      type: 'GuardianAppointed',
      data: {
        guardianId: context.idFor('guardian'),
        authority: context.actor.agency,
        ...(officialId ? { officialId } : {}),
        guardian: { name, ...(orderNumber ? { orderNumber } : {}) },
      },
    });
  },

  EndGuardianship: ({ guardianId, reason, occurredAt }, file) =>
    file.identification.guardians.some((held) => held.guardianId === guardianId && held.endedAt === undefined)
      ? accept({ type: 'GuardianshipEnded', data: { guardianId, reason }, occurredAt })
      : refuse('unknown_reference', 'No guardian with that id is in office.'),
};
