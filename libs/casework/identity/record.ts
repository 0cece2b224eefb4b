import { record } from '../words/record.js';
import { identityCommands } from './commands.js';
import { identityEvents } from './events.js';
import { evolveIdentity, noIdentity } from './state.js';

export const identity = record({
  name: 'identity',
  events: identityEvents,
  commands: identityCommands,
  empty: noIdentity,
  evolve: evolveIdentity,
});
