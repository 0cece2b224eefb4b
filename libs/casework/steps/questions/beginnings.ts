import type { CaseEventType } from '../../records/catalogue.js';
import type { CaseFile } from '../../records/file.js';
import type { Charge } from '../../words/mandate.js';

/** A step that one office begins and answers for until it ends. */
export interface Beginning {
  /** Field of the beginning that holds the id of the step. */
  readonly by: string;
  /** What an office must be charged with to go on with it. */
  readonly charge: Charge;
  /** Whether it has not ended yet. */
  readonly stands: (stepId: string, file: CaseFile) => boolean;
  /** Whether anybody charged may go on with it once its office takes no part any more: nobody is held by it. */
  readonly endsWithItsOffice?: true;
  /** Whether its office takes part as long as it stands. */
  readonly keepsItsOfficeIn: boolean;
}

/**
 * Steps that only their own office ends, reviews or changes. A stay in a shelter is kept by who runs the shelter and
 * passed by a transfer, a search for a family by the office charged with it and passed by charging another; what only a
 * focal point decides (a proposal, a suspension) is one office's by its mandate. What the person says is nobody's.
 */
const beginnings: Readonly<Partial<Record<CaseEventType, Beginning>>> = {
  LegalHoldPlaced: {
    by: 'holdId',
    charge: 'proceedings',
    keepsItsOfficeIn: true,
    stands: (stepId, { erasure }) => erasure.holds.some(({ holdId }) => holdId === stepId),
  },
  HoldPlaced: {
    by: 'holdId',
    charge: 'proceedings',
    keepsItsOfficeIn: true,
    stands: (stepId, { proceedings }) =>
      proceedings.holds.some(({ holdId, ended }) => holdId === stepId && !ended),
  },
  GuardianAppointed: {
    by: 'guardianId',
    charge: 'child_protection',
    keepsItsOfficeIn: true,
    stands: (stepId, { identification }) =>
      identification.guardians.some(
        ({ guardianId, endedAt }) => guardianId === stepId && endedAt === undefined,
      ),
  },
  NationalityDecided: {
    by: 'decisionId',
    charge: 'confirm_nationality',
    keepsItsOfficeIn: false,
    stands: (stepId, { nationality }) =>
      nationality.decisions.some(({ decisionId, withdrawn }) => decisionId === stepId && !withdrawn),
  },
  ReintegrationPlanAgreed: {
    by: 'planId',
    charge: 'reintegrate',
    keepsItsOfficeIn: true,
    stands: (stepId, { reintegration }) => reintegration.agreed?.planId === stepId,
    endsWithItsOffice: true,
  },
  ServiceStarted: {
    by: 'serviceId',
    charge: 'reintegrate',
    keepsItsOfficeIn: true,
    stands: (stepId, { reintegration }) =>
      reintegration.services.some(({ serviceId, status }) => serviceId === stepId && status === 'started'),
    endsWithItsOffice: true,
  },
  PartyExcluded: {
    by: 'exclusionId',
    charge: 'case_work',
    keepsItsOfficeIn: true,
    stands: (stepId, { coordination }) =>
      coordination.exclusions.some(({ exclusionId }) => exclusionId === stepId),
  },
};

/** By type of the event with which a step begins. */
export const beginningByType: ReadonlyMap<string, Beginning> = new Map(Object.entries(beginnings));
