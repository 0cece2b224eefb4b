import type { NewCaseEvent, RecordedCaseEvent } from '../catalogue.js';
import { agencyOf } from '../facts.js';
import type { CaseFile } from '../file.js';
import { reviewDueOn } from '../identification/review.js';
import type { Context } from '../kernel/context.js';
import { accept, refuse, type Decision } from '../kernel/decision.js';
import type { Decisions } from '../kernel/rules.js';
import { codeKey, sameCode } from '../kernel/same-code.js';
import { stillStands } from '../signatures.js';
import { stepOf } from '../steps/keeper.js';
import type { coordinationCommands } from './commands.js';
import { irregularity } from './irregularity.js';
import { nextOwner } from './owner.js';
import { isOwner, type Exclusion } from './state.js';

type Party = Pick<Exclusion, 'country' | 'agency' | 'officialId'>;

/** Decisions that are looked at again where they were taken by somebody excluded since (domain.md 2.8). */
const decisions: ReadonlySet<string> = new Set([
  'VictimIdentified',
  'VictimStatusDenialProposed',
  'VictimStatusDenied',
  'DecisionOverturned',
  'DecisionUpheld',
  'StatusRecognisedAbroad',
  'IdentificationDeferred',
  'NationalityDecided',
  'TravelDocumentIssued',
  'TracingConcluded',
  'CareArrangementPlanned',
  'RiskAssessed',
  'RiskMeasuresConfirmed',
  'FitToTravelCertified',
  'BestInterestsDetermined',
  'AgeVerified',
  'GuardianAppointed',
  'GuardianshipEnded',
  'RepatriationAgreed',
  'ReturnApprovalGiven',
  'DepartureAuthorised',
  'ReceptionConfirmed',
  'TransitPermitted',
  'LegalHoldLifted',
  'ContactStopLifted',
]);

/** Fields of events that name a person of the own country who acted, beside who gave the command. */
export const actingPersons = ['officialId', 'interpreter', 'officer'] as const;

/** What another country tells of names its own officers: a namesake here is not meant. */
const namedIn = ({ type, data }: RecordedCaseEvent): readonly string[] => {
  if (type === 'HandoverLearned') return [];
  const said: Readonly<Record<string, unknown>> = data;
  return actingPersons.flatMap((name) => (typeof said[name] === 'string' ? [said[name]] : []));
};

/** Whether an entry rests on an office or a person of this country: made there, or by, with or through that person. */
const restsOn = ({ country, agency, officialId }: Party, event: RecordedCaseEvent): boolean => {
  const { meta } = event;
  if (country !== undefined) return false;
  if (officialId === undefined) return meta.agency === agency;
  return (
    (sameCode(meta.actor, officialId) && (agency === undefined || meta.agency === agency)) ||
    namedIn(event).some((person) => sameCode(person, officialId))
  );
};

/** A denial in which the excluded had a part goes to review, whoever asks for none. */
const reviews = (
  entries: readonly RecordedCaseEvent[],
  { identification }: CaseFile,
  context: Context,
): NewCaseEvent[] => {
  const denied = new Set(
    entries.flatMap((entry) =>
      entry.type === 'VictimStatusDenialProposed' || entry.type === 'VictimStatusDenied'
        ? [entry.data.findingId]
        : [],
    ),
  );
  return identification.findings
    .filter(
      ({ findingId, outcome, reviewRequested }) =>
        denied.has(findingId) && outcome === 'not_a_victim' && !reviewRequested,
    )
    .map(({ findingId }) => ({
      type: 'IdentificationReviewRequested',
      data: { findingId, requestedBy: 'authority', dueOn: reviewDueOn(context) },
    }));
};

/** Offices from which an excluded person acted in this case, as far as it is known. */
const officesOf = ({ agency, officialId }: Exclusion, file: CaseFile): ReadonlySet<string> =>
  new Set([
    ...(agency === undefined ? [] : [agency]),
    ...file.history.flatMap(({ meta }) =>
      officialId !== undefined && sameCode(meta.actor, officialId) ? [meta.agency] : [],
    ),
  ]);

/**
 * Whether an office may sign that an exclusion ends: not one that is excluded, nor a colleague of who is; where it is not
 * known whose colleague, the focal point alone.
 */
const maySecond = (agency: string, exclusion: Exclusion, file: CaseFile, context: Context): boolean => {
  if (exclusion.country !== undefined) return true;
  const offices = officesOf(exclusion, file);
  return offices.size === 0 ? agency === context.facts(context.country).focalPoint : !offices.has(agency);
};

const noExclusion = (): Decision<never> =>
  refuse('unknown_reference', 'This case holds no exclusion with that id.');

type ExclusionCommand = 'ExcludeParty' | 'LiftExclusion' | 'ConfirmExclusionLift';

export const exclusionDecisions: Pick<Decisions<typeof coordinationCommands>, ExclusionCommand> = {
  ExcludeParty: ({ country: of, agency, officialId, reason, occurredAt }, file, context) => {
    if (agency !== undefined && !agencyOf(context.facts(of ?? context.country), agency))
      return refuse('unknown_reference', 'agency is no agency of that country: nobody would be excluded.');
    const country = of === context.country ? undefined : of;
    const held = file.coordination.exclusions.some(
      (exclusion) =>
        exclusion.country === country &&
        exclusion.agency === agency &&
        codeKey(exclusion.officialId ?? '') === codeKey(officialId ?? '') &&
        stepOf(file, exclusion.exclusionId)?.keeper === context.actor.agency,
    );
    if (held) return accept();
    const loses =
      country === undefined && officialId === undefined && isOwner(file.coordination, agency ?? '');
    const owner = loses ? nextOwner(agency ?? '', file, context) : undefined;
    if (loses && owner === undefined)
      return refuse('wrong_state', 'No office would be left to own the case. Bring another one in first.');
    const party = { country, agency, officialId };
    const entries = file.history.filter((event) => event.type !== 'PartyExcluded' && restsOn(party, event));
    return accept<NewCaseEvent>(
      {
        type: 'PartyExcluded',
        data: {
          exclusionId: context.idFor('exclusion'),
          ...party,
          reason,
          ...(entries.length > 0 ? { restingOn: entries.map(({ meta }) => meta.eventId) } : {}),
        },
        occurredAt,
      },
      ...(owner === undefined ? [] : [{ type: 'OwnershipPassed' as const, data: { to: owner } }]),
      ...entries
        .filter(({ type }) => decisions.has(type))
        .map(({ meta }) => irregularity('decided_by_excluded', meta.eventId)),
      ...reviews(entries, file, context),
    );
  },

  /** Who is not the office that excluded learns nothing, not even that there is something to lift. */
  LiftExclusion: ({ exclusionId }, file, context) => {
    const exclusion = file.coordination.exclusions.find((held) => held.exclusionId === exclusionId);
    const { agency } = context.actor;
    if (!exclusion || stepOf(file, exclusionId)?.keeper !== agency) return noExclusion();
    const { liftProposed } = exclusion;
    return liftProposed && liftProposed.agency === agency && stillStands(liftProposed, file, context)
      ? refuse('already_exists', 'The end of this exclusion waits for a second person of another agency.')
      : accept({ type: 'ExclusionLiftProposed', data: { exclusionId } });
  },

  ConfirmExclusionLift: ({ exclusionId }, file, context) => {
    const exclusion = file.coordination.exclusions.find((held) => held.exclusionId === exclusionId);
    const { agency, id } = context.actor;
    const proposed = exclusion?.liftProposed;
    if (!exclusion || !proposed || !maySecond(agency, exclusion, file, context)) return noExclusion();
    if (proposed.actor === id || proposed.agency === agency)
      return refuse('same_person', 'Another person of another agency must confirm that an exclusion ends.');
    if (!stillStands(proposed, file, context) || stepOf(file, exclusionId)?.keeper !== proposed.agency)
      return refuse('wrong_state', 'The proposal counts no more. It must be made anew.');
    return accept({ type: 'ExclusionLifted', data: { exclusionId, excludedBy: proposed.agency } });
  },
};
