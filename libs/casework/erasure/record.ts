import { record } from '../words/record.js';
import { erasureCommands } from './commands.js';
import { erasureEvents } from './events.js';
import { erasureMessages } from './messages.js';
import { evolveErasure, noErasure } from './state.js';

export const erasure = record({
  name: 'erasure',
  events: erasureEvents,
  commands: erasureCommands,
  messages: erasureMessages,
  empty: noErasure,
  evolve: evolveErasure,
});
