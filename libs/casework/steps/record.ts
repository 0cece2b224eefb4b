import { record } from '../words/record.js';
import { stepsCommands } from './commands.js';
import { stepsEvents } from './events.js';
import { evolveSteps, noSteps, stepsHears } from './state.js';

export const steps = record({
  name: 'steps',
  events: stepsEvents,
  hears: stepsHears,
  commands: stepsCommands,
  empty: noSteps,
  evolve: evolveSteps,
});
