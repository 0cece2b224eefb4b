import type { Decisions } from '../kernel/rules.js';
import { agreementDecisions } from './agreement.js';
import type { repatriationCommands } from './commands.js';
import { otherEndsDecisions } from './other-ends.js';
import { preparationDecisions } from './preparation.js';
import { travelDecisions } from './travel.js';

export const repatriationDecisions: Decisions<typeof repatriationCommands> = {
  ...preparationDecisions,
  ...agreementDecisions,
  ...travelDecisions,
  ...otherEndsDecisions,
};
