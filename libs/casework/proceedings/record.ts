import { record } from '../words/record.js';
import { proceedingsCommands } from './commands.js';
import { proceedingsEvents } from './events.js';
import { proceedingsMessages } from './messages.js';
import { evolveProceedings, noProceedings } from './state.js';

export const proceedings = record({
  name: 'proceedings',
  events: proceedingsEvents,
  commands: proceedingsCommands,
  messages: proceedingsMessages,
  empty: noProceedings,
  evolve: evolveProceedings,
});
