import type { HandledCommands } from '../words/handled.js';
import type { RecordedCaseEvent } from './catalogue.js';
import { noAlerts, type AlertsState } from '../alerts/state.js';
import { noConsent, type ConsentState } from '../consent/state.js';
import { noContact, type ContactState } from '../contact/state.js';
import { noCoordination, type CoordinationState } from '../coordination/state.js';
import { nothingOwed, type OwedState } from '../owed/state.js';
import { noDisclosure, type DisclosureState } from '../disclosure/state.js';
import { noEntries, type EntriesState } from '../entries/state.js';
import { noErasure, type ErasureState } from '../erasure/state.js';
import { noIdentification, type IdentificationState } from '../identification/state.js';
import { noAgeEvidence, type AgeEvidence } from '../age/state.js';
import { noIdentity, type IdentityState } from '../identity/state.js';
import { noNationality, type NationalityState } from '../nationality/state.js';
import { noProceedings, type ProceedingsState } from '../proceedings/state.js';
import { noProtection, type ProtectionState } from '../protection/state.js';
import { noReintegration, type ReintegrationState } from '../reintegration/state.js';
import { noRepatriation, type RepatriationState } from '../repatriation/state.js';
import { noShelter, type ShelterState } from '../shelter/state.js';
import { noSteps, type StepsState } from '../steps/state.js';
import { noTracing, type TracingState } from '../tracing/state.js';
import { nowhereElse, type WhereaboutsState } from '../whereabouts/state.js';

/** What one node knows about one person: the fold of the events of `case-<caseId>`. */
export interface CaseFile {
  readonly caseId: string;
  /** Revision of the last event, -1 where the case does not exist. */
  readonly revision: number;
  /** By command id. */
  readonly handled: HandledCommands;
  /** Every event, by revision: also those that were taken back and count no more. */
  readonly history: readonly RecordedCaseEvent[];
  readonly coordination: CoordinationState;
  readonly identity: IdentityState;
  /** All that bears on the person's age; `ageOf` answers from it. */
  readonly age: AgeEvidence;
  readonly protection: ProtectionState;
  readonly contact: ContactState;
  readonly identification: IdentificationState;
  readonly consent: ConsentState;
  readonly nationality: NationalityState;
  readonly tracing: TracingState;
  readonly shelter: ShelterState;
  readonly repatriation: RepatriationState;
  readonly whereabouts: WhereaboutsState;
  readonly proceedings: ProceedingsState;
  readonly reintegration: ReintegrationState;
  readonly disclosure: DisclosureState;
  /** Which of our messages tell what is known to be wrong since. */
  readonly owed: OwedState;
  readonly erasure: ErasureState;
  readonly entries: EntriesState;
  readonly steps: StepsState;
  readonly alerts: AlertsState;
}

export const emptyFile = (caseId: string): CaseFile => ({
  caseId,
  revision: -1,
  handled: new Map(),
  history: [],
  coordination: noCoordination,
  identity: noIdentity,
  age: noAgeEvidence,
  protection: noProtection,
  contact: noContact,
  identification: noIdentification,
  consent: noConsent,
  nationality: noNationality,
  tracing: noTracing,
  shelter: noShelter,
  repatriation: noRepatriation,
  whereabouts: nowhereElse,
  proceedings: noProceedings,
  reintegration: noReintegration,
  disclosure: noDisclosure,
  owed: nothingOwed,
  erasure: noErasure,
  entries: noEntries,
  steps: noSteps,
  alerts: noAlerts,
});
