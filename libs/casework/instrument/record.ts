import { record } from '../words/record.js';
import { instrumentCommands } from './commands.js';
import { instrumentEvents } from './events.js';
import { emptyInstrumentRegister, evolveInstruments } from './state.js';

export const instrument = record({
  name: 'instrument',
  events: instrumentEvents,
  commands: instrumentCommands,
  empty: emptyInstrumentRegister,
  evolve: evolveInstruments,
});
