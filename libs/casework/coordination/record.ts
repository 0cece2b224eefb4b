import { record } from '../words/record.js';
import { coordinationCommands } from './commands.js';
import { coordinationEvents } from './events.js';
import { coordinationMessages } from './messages.js';
import { evolveCoordination, noCoordination } from './state.js';

export const coordination = record({
  name: 'coordination',
  events: coordinationEvents,
  commands: coordinationCommands,
  messages: coordinationMessages,
  empty: noCoordination,
  evolve: evolveCoordination,
});
