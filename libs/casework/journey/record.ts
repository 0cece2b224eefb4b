import { record } from '../words/record.js';
import { journeyPublicCommands, journeySystemCommands } from './commands.js';
import { journeyEvents } from './events.js';
import { emptyJourney, evolveJourney } from './state.js';

export const journey = record({
  name: 'journey',
  events: journeyEvents,
  commands: journeyPublicCommands,
  systemCommands: journeySystemCommands,
  empty: emptyJourney(''),
  evolve: evolveJourney,
});
