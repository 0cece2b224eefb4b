import { record } from '../words/record.js';
import { repatriationCommands, repatriationSystemCommands } from './commands.js';
import { repatriationEvents } from './events.js';
import { repatriationMessages } from './messages.js';
import { evolveRepatriation, noRepatriation } from './state.js';
import { repatriationHears } from './heard.js';

export const repatriation = record({
  name: 'repatriation',
  events: repatriationEvents,
  hears: repatriationHears,
  commands: repatriationCommands,
  systemCommands: repatriationSystemCommands,
  messages: repatriationMessages,
  empty: noRepatriation,
  evolve: evolveRepatriation,
});
