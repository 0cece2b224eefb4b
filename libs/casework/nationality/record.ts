import { record } from '../words/record.js';
import { nationalityCommands } from './commands.js';
import { nationalityEvents } from './events.js';
import { nationalityMessages } from './messages.js';
import { evolveNationality, nationalityHears, noNationality } from './state.js';

export const nationality = record({
  name: 'nationality',
  events: nationalityEvents,
  hears: nationalityHears,
  commands: nationalityCommands,
  messages: nationalityMessages,
  empty: noNationality,
  evolve: evolveNationality,
});
