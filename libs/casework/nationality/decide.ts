import { answeringDecisions } from './answering.js';
import { askingDecisions } from './asking.js';
import type { nationalityCommands } from './commands.js';
import type { Decisions } from '../kernel/rules.js';

export const nationalityDecisions: Decisions<typeof nationalityCommands> = {
  ...askingDecisions,
  ...answeringDecisions,
};
