import { answeringDecisions } from './decide/answering.js';
import { askingDecisions } from './decide/asking.js';
import type { nationalityCommands } from './commands.js';
import type { Decisions } from '../records/decisions.js';

export const nationalityDecisions: Decisions<typeof nationalityCommands> = {
  ...askingDecisions,
  ...answeringDecisions,
};
