import { feedbackDecisions } from './decide/after.js';
import type { reintegrationCommands } from './commands.js';
import { planDecisions } from './decide/plan.js';
import { serviceDecisions } from './decide/services.js';
import type { Decisions } from '../records/decisions.js';

export const reintegrationDecisions: Decisions<typeof reintegrationCommands> = {
  ...planDecisions,
  ...serviceDecisions,
  ...feedbackDecisions,
};
