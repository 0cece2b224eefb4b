import type { RecordedCaseEvent } from '../catalogue.js';
import { belongs } from '../kernel/belongs.js';
import { shelterEvents, type dischargeReasons } from './events.js';

export type StayStatus =
  | 'referred'
  | 'offered'
  | 'consented'
  | 'declined'
  | 'denied'
  | 'resident'
  | 'in_hospital'
  | 'left'
  | 'discharged';

export interface Stay {
  readonly stayId: string;
  readonly shelterCode: string;
  readonly withFamily: boolean;
  readonly status: StayStatus;
  /** The person agrees to stay, now. */
  readonly consented: boolean;
  readonly offered: boolean;
  /** When the agreement was withdrawn, where it was last. */
  readonly withdrawnAt?: string | undefined;
  readonly referredAt: string;
  /** ISO instants. */
  readonly admittedAt?: string | undefined;
  readonly endedAt?: string | undefined;
  readonly reason?: (typeof dischargeReasons)[number] | undefined;
  readonly healthChecked: boolean;
  readonly needsAssessed: boolean;
  /** Out of the house at the moment, or working outside; not yet where an outing is only planned. */
  readonly outside: boolean;
}

export interface ShelterState {
  readonly stays: readonly Stay[];
}

export const noShelter: ShelterState = { stays: [] };

export const evolveShelter = (state: ShelterState, event: RecordedCaseEvent): ShelterState => {
  if (event.type === 'PersonDied')
    return {
      stays: state.stays.map((stay) =>
        stay.endedAt === undefined && !['declined', 'denied'].includes(stay.status)
          ? { ...stay, status: 'discharged', endedAt: event.meta.occurredAt }
          : stay,
      ),
    };
  if (!belongs(shelterEvents, event)) return state;
  const at = event.meta.occurredAt;
  const change = (changes: Partial<Stay>): ShelterState => ({
    stays: state.stays.map((stay) => (stay.stayId === event.data.stayId ? { ...stay, ...changes } : stay)),
  });
  switch (event.type) {
    case 'ShelterReferred':
      return { stays: [...state.stays, referred(event.data, at)] };
    case 'ShelterAdmissionOffered':
      return change({ status: 'offered', offered: true });
    case 'ShelterStayConsented':
      return change(
        isPresent(stayOf(state, event.data.stayId))
          ? { consented: true, withdrawnAt: undefined }
          : { status: 'consented', consented: true, endedAt: undefined },
      );
    case 'ShelterDeclined':
      return change({ status: 'declined', consented: false, endedAt: at });
    case 'AdmissionDenied':
      return change({ status: 'denied', endedAt: at });
    case 'AdmittedToShelter':
      return change({ status: 'resident', shelterCode: event.data.shelterCode, admittedAt: at });
    case 'HealthCheckCompleted':
      return change({ healthChecked: true });
    case 'NeedsAssessed':
      return change({ needsAssessed: true });
    case 'RoomAssigned':
      return state;
    case 'OutingRecorded':
      return event.data.kind === 'planned' ? state : change({ outside: event.data.kind !== 'returned' });
    case 'TransferredToShelter':
      return change({ shelterCode: event.data.shelterCode });
    case 'HospitalStayStarted':
    case 'HospitalStayEnded':
      return isPresent(stayOf(state, event.data.stayId))
        ? change({ status: event.type === 'HospitalStayStarted' ? 'in_hospital' : 'resident' })
        : state;
    case 'StayConsentWithdrawn':
      return change({ consented: false, withdrawnAt: at });
    case 'LeftWithoutNotice':
      return change({ status: 'left', endedAt: at, outside: false });
    case 'DischargedFromShelter':
      return change({ status: 'discharged', endedAt: at, reason: event.data.reason, outside: false });
    case 'ShelterIncidentReported':
      return state;
  }
};

const referred = (
  data: { readonly stayId: string; readonly shelterCode: string; readonly withFamily: boolean },
  at: string,
): Stay => ({
  ...data,
  status: 'referred',
  consented: false,
  offered: false,
  referredAt: at,
  healthChecked: false,
  needsAssessed: false,
  outside: false,
});

export const stayOf = (state: ShelterState, stayId: string): Stay | undefined =>
  state.stays.find((stay) => stay.stayId === stayId);

/** Living in the shelter, also while in hospital from there. */
export const isPresent = (stay: Stay | undefined): boolean =>
  stay?.status === 'resident' || stay?.status === 'in_hospital';

/** The stay in which the person lives now. */
export const currentStay = (state: ShelterState): Stay | undefined => state.stays.find(isPresent);
