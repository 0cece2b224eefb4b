import { record } from '../words/record.js';
import { assignmentCommands } from './commands.js';
import { assignmentEvents } from './events.js';
import { evolveAssignment, noAssignment } from './state.js';

export const assignment = record({
  name: 'assignment',
  events: assignmentEvents,
  commands: assignmentCommands,
  empty: noAssignment,
  evolve: evolveAssignment,
});
