import { record } from '../words/record.js';
import { lettersCommands } from './commands.js';
import { lettersEvents } from './events.js';
import { evolveLetters, lettersHear, noLetters } from './state.js';

export const letters = record({
  name: 'letters',
  events: lettersEvents,
  hears: lettersHear,
  commands: lettersCommands,
  empty: noLetters,
  evolve: evolveLetters,
});
