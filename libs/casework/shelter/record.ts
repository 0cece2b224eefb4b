import { record } from '../words/record.js';
import { shelterCommands } from './commands.js';
import { shelterEvents } from './events.js';
import { evolveShelter, noShelter, shelterHears } from './state.js';

export const shelter = record({
  name: 'shelter',
  events: shelterEvents,
  hears: shelterHears,
  commands: shelterCommands,
  empty: noShelter,
  evolve: evolveShelter,
});
