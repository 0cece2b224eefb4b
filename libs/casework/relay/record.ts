import { record } from '../words/record.js';
import { relayCommands } from './commands.js';
import { relayEvents } from './events.js';
import { evolveRelay, noRelay, relayHears } from './state.js';

export const relay = record({
  name: 'relay',
  events: relayEvents,
  hears: relayHears,
  commands: relayCommands,
  empty: noRelay,
  evolve: evolveRelay,
});
