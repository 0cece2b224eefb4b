import type { RecordedCaseEvent } from '../records/catalogue.js';
import { belongs } from '../words/belongs.js';
import { entriesEvents } from './events.js';

export interface EntriesState {
  /** Event ids of what was taken back. */
  readonly takenBack: readonly string[];
}

export const noEntries: EntriesState = { takenBack: [] };

export const evolveEntries = (state: EntriesState, event: RecordedCaseEvent): EntriesState =>
  belongs(entriesEvents, event) ? { takenBack: [...state.takenBack, event.data.entryId] } : state;
