import type { entriesEvents } from './events.js';
import type { RecordedEventOf } from '../words/event.js';

type EntriesEvent = RecordedEventOf<typeof entriesEvents>;

export interface EntriesState {
  /** Event ids of what was taken back. */
  readonly takenBack: readonly string[];
}

export const noEntries: EntriesState = { takenBack: [] };

export const evolveEntries = (state: EntriesState, event: EntriesEvent): EntriesState => ({
  takenBack: [...state.takenBack, event.data.entryId],
});
