import { feedbackDecisions } from './after.js';
import type { reintegrationCommands } from './commands.js';
import { planDecisions } from './plan.js';
import { serviceDecisions } from './services.js';
import type { Decisions } from '../kernel/rules.js';

export const reintegrationDecisions: Decisions<typeof reintegrationCommands> = {
  ...planDecisions,
  ...serviceDecisions,
  ...feedbackDecisions,
};
