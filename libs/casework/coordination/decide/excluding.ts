import type { NewCaseEvent, RecordedCaseEvent } from '../../records/catalogue.js';
import type { CaseFile } from '../../records/file.js';
import { reviewDue } from '../../identification/questions/review-due.js';
import { holdsMandate } from '../../words/facts.js';
import type { Context } from '../../words/context.js';
import { isCountry, type Country } from '../../words/country.js';
import type { State } from '../../words/states.js';
import { sameCode } from '../../words/same-code.js';
import { ofExcluded, toldOf, type Party } from '../questions/known-exclusion.js';
import { standingInFor } from '../questions/offices.js';

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
  'NationalityResultLearned',
]);

/** Fields of events that name a person of the own country who acted, beside who gave the command. */
export const actingPersons = ['officialId', 'interpreter', 'officer'] as const;

/** What another country tells of names its own officers: a namesake here is not meant. */
const namedIn = ({ type, data }: RecordedCaseEvent): readonly string[] => {
  if (type === 'HandoverLearned') return [];
  const said: Readonly<Record<string, unknown>> = data;
  return actingPersons.flatMap((name) => (typeof said[name] === 'string' ? [said[name]] : []));
};

/** Offices that an event names as having taken part in what it tells. */
const officesIn = ({ data }: RecordedCaseEvent): readonly unknown[] => {
  const said: Readonly<Record<string, unknown>> = data;
  return Array.isArray(said['agencies']) ? said['agencies'] : [];
};

/** Whether another country's answer is, or may be, what an office of its found: it goes under the code of its focal point. */
const mayBeFoundBy = (agency: string, country: State, authority: string, { facts }: Context): boolean =>
  sameCode(authority, agency) ||
  (isCountry(country) &&
    authority === facts(country).focalPoint &&
    holdsMandate(facts(country), agency, 'confirm_nationality'));

/** Whether another country told that one of its offices or officials found or did something. */
const restsOnAbroad = (
  { country, agency, officialId }: Party,
  { type, data }: RecordedCaseEvent,
  context: Context,
): boolean => {
  if (type === 'NationalityResultLearned')
    return (
      officialId === undefined &&
      data.from === country &&
      mayBeFoundBy(agency ?? '', data.from, data.authority, context)
    );
  return type === 'HandoverLearned' && data.by === country && sameCode(data.officer, officialId ?? '');
};

/** Whether an entry rests on an office or a person: made there, or by, with or through that person. */
const restsOn = (party: Party, event: RecordedCaseEvent, context: Context): boolean => {
  const { country, agency, officialId } = party;
  const { meta } = event;
  if (country !== undefined) return restsOnAbroad(party, event, context);
  if (officialId === undefined) return meta.agency === agency || officesIn(event).includes(agency);
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
      data: { findingId, requestedBy: 'authority', ...reviewDue(context) },
    }));
};

/** Who stands in is brought in with the exclusion, as anybody is who is referred to. */
const standIns = (
  { country, agency, officialId }: Party,
  file: CaseFile,
  context: Context,
): NewCaseEvent[] =>
  country !== undefined || agency === undefined || officialId !== undefined
    ? []
    : standingInFor(agency, file, context)
        .filter((other) => !file.coordination.involved.has(other))
        .map((other) => ({
          type: 'AgencyInvolved',
          data: { agency: other, reason: 'referred' },
          byNode: true,
        }));

interface Excluded extends Party {
  readonly exclusionId?: string;
  readonly from?: Country;
  readonly reason?: string;
}

/** An exclusion, with what it does to the case: another owner, and what the excluded did or decided is marked and reviewed. */
export const excluding = (
  excluded: Excluded,
  file: CaseFile,
  context: Context,
  { owner, occurredAt }: { readonly owner: string | undefined; readonly occurredAt?: string | undefined },
): NewCaseEvent[] => {
  const entries = file.history.filter(
    (event) => event.type !== 'PartyExcluded' && restsOn(excluded, event, context),
  );
  const told = toldOf(excluded, file, context);
  return [
    {
      type: 'PartyExcluded',
      data: {
        exclusionId: context.idFor('exclusion'),
        ...excluded,
        ...(entries.length > 0 ? { restingOn: entries.map(({ meta }) => meta.eventId) } : {}),
        ...(excluded.agency === undefined && excluded.country === undefined ? told : {}),
      },
      occurredAt,
    },
    ...standIns(excluded, file, context),
    ...(owner === undefined ? [] : [{ type: 'OwnershipPassed' as const, data: { to: owner } }]),
    ...entries
      .filter(({ type }) => decisions.has(type))
      .map(({ meta }) => ofExcluded('decided_by_excluded', told, meta.eventId)),
    ...reviews(entries, file, context),
  ];
};
