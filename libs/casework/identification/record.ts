import { record } from '../words/record.js';
import { identificationCommands } from './commands.js';
import { identificationEvents } from './events.js';
import { evolveIdentification, noIdentification } from './state.js';

export const identification = record({
  name: 'identification',
  events: identificationEvents,
  commands: identificationCommands,
  empty: noIdentification,
  evolve: evolveIdentification,
});
