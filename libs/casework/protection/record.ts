import { record } from '../words/record.js';
import { protectionCommands } from './commands.js';
import { protectionEvents } from './events.js';
import { evolveProtection, noProtection } from './state.js';

export const protection = record({
  name: 'protection',
  events: protectionEvents,
  commands: protectionCommands,
  empty: noProtection,
  evolve: evolveProtection,
});
