import { record } from '../words/record.js';
import { reintegrationCommands } from './commands.js';
import { reintegrationEvents } from './events.js';
import { reintegrationMessages } from './messages.js';
import { evolveReintegration, noReintegration, reintegrationHears } from './state.js';

export const reintegration = record({
  name: 'reintegration',
  events: reintegrationEvents,
  hears: reintegrationHears,
  commands: reintegrationCommands,
  messages: reintegrationMessages,
  empty: noReintegration,
  evolve: evolveReintegration,
});
