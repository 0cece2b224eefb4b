import { record } from '../words/record.js';
import { entriesCommands } from './commands.js';
import { entriesEvents } from './events.js';
import { evolveEntries, noEntries } from './state.js';

export const entries = record({
  name: 'entries',
  events: entriesEvents,
  commands: entriesCommands,
  empty: noEntries,
  evolve: evolveEntries,
});
