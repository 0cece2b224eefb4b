import type { RecordedEventOf } from '../words/event.js';
import type { assignmentEvents } from './events.js';

/** Who of an office has a case, and whom it was given to since, who has not accepted yet. */
export interface Assignment {
  readonly person?: string | undefined;
  readonly offeredTo?: string | undefined;
}

export interface AssignmentState {
  /** By office. */
  readonly byOffice: ReadonlyMap<string, Assignment>;
}

export const noAssignment: AssignmentState = { byOffice: new Map() };

export const evolveAssignment = (
  state: AssignmentState,
  { type, data: { agency, person } }: RecordedEventOf<typeof assignmentEvents>,
): AssignmentState => {
  const next: Assignment =
    type === 'CaseAssigned' ? { ...state.byOffice.get(agency), offeredTo: person } : { person };
  return { byOffice: new Map([...state.byOffice, [agency, next]]) };
};
