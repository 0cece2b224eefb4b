import { erasureEvents } from '../erasure/events.js';
import type { RecordedEventOf } from '../words/event.js';
import type { Rung } from '../words/policy.js';
import type { overdueEvents } from './events.js';

export const overdueHears = { PersonErased: erasureEvents.PersonErased };

/** A duty that is overdue, as it was told. */
export interface OverdueDuty {
  readonly duty: string;
  readonly kind: string;
  readonly due: string;
  /** The instant at which its day ended. */
  readonly from: string;
  readonly eventId: string;
  readonly told: readonly string[];
  /** How far it went up. */
  readonly rungs: readonly Rung[];
}

export interface OverdueState {
  /** Duties whose day comes near, each with the day that was told. */
  readonly warned: readonly { readonly duty: string; readonly due: string }[];
  readonly overdue: readonly OverdueDuty[];
  /** How often something was taken back: what is told anew is another telling. */
  readonly takenBack: number;
}

export const nothingOverdue: OverdueState = { warned: [], overdue: [], takenBack: 0 };

export const evolveOverdue = (
  state: OverdueState,
  event: RecordedEventOf<typeof overdueEvents & typeof overdueHears>,
): OverdueState => {
  switch (event.type) {
    case 'DutyWarned': {
      const { duty, due } = event.data;
      return { ...state, warned: [...state.warned, { duty, due }] };
    }
    case 'DutyOverdue': {
      const { duty, kind, due, from, offices: told } = event.data;
      const one = { duty, kind, due, from, told, eventId: event.meta.eventId, rungs: [] };
      return { ...state, overdue: [...state.overdue, one] };
    }
    case 'DutyEscalated': {
      const { duty, due, rung, offices } = event.data;
      return {
        ...state,
        overdue: state.overdue.map((one) =>
          one.duty === duty && one.due === due
            ? { ...one, rungs: [...one.rungs, rung], told: [...new Set([...one.told, ...offices])] }
            : one,
        ),
      };
    }
    case 'DutyNotOverdue':
      return {
        ...state,
        overdue: state.overdue.filter(({ duty, due }) => duty !== event.data.duty || due !== event.data.due),
        takenBack: state.takenBack + 1,
      };
    case 'PersonErased':
      return nothingOverdue;
  }
};
