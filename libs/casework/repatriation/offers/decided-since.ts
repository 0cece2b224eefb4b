import { irregularity } from '../../coordination/offers/irregularity.js';
import type { NewCaseEvent } from '../../records/catalogue.js';
import type { CaseFile } from '../../records/file.js';

/** What decides something for a living person. */
export const decidedForThePerson: ReadonlySet<string> = new Set<NewCaseEvent['type']>([
  'ConsentGiven',
  'GuardianAppointed',
  'VictimIdentified',
  'VictimStatusDenied',
  'StatusRecognisedAbroad',
  'NationalityConfirmationRequested',
  'FamilyTracingRequested',
  'CareArrangementPlanned',
  'AdmittedToShelter',
  'TransferredToShelter',
  'ReturnConsentGiven',
  'RepatriationProposed',
  'ReturnArranged',
  'ReturnApprovalGiven',
  'RepatriationApproved',
  'DepartureAuthorised',
  'HoldPlaced',
  'ReintegrationPlanAgreed',
  'GrantPaid',
  'SafetyAlertDecided',
]);

/** What was decided between the day of a death and its recording stays decided, each with an irregularity. */
export const decidedSince = (diedAt: string, { history, entries }: CaseFile): NewCaseEvent[] =>
  history
    .filter(
      ({ type, meta }) =>
        decidedForThePerson.has(type) &&
        !entries.takenBack.includes(meta.eventId) &&
        Date.parse(meta.occurredAt) >= Date.parse(diedAt) &&
        Date.parse(meta.recordedAt) > Date.parse(diedAt),
    )
    .map(({ meta }) => irregularity('decided_after_death', meta.eventId));
