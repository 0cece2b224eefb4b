import type { Decisions } from '../records/decisions.js';
import { agreementDecisions } from './decide/agreement.js';
import type { repatriationCommands } from './commands.js';
import { otherEndsDecisions } from './decide/other-ends.js';
import { preparationDecisions } from './decide/preparation.js';
import { travelDecisions } from './decide/travel.js';

export const repatriationDecisions: Decisions<typeof repatriationCommands> = {
  ...preparationDecisions,
  ...agreementDecisions,
  ...travelDecisions,
  ...otherEndsDecisions,
};
