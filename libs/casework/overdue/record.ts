import { record } from '../words/record.js';
import { overdueSystemCommands } from './commands.js';
import { overdueEvents } from './events.js';
import { evolveOverdue, nothingOverdue, overdueHears } from './state.js';

export const overdue = record({
  name: 'overdue',
  events: overdueEvents,
  hears: overdueHears,
  systemCommands: overdueSystemCommands,
  empty: nothingOverdue,
  evolve: evolveOverdue,
});
