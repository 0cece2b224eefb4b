import { rules } from '../records/rules.js';
import { agreementDecisions } from './decide/agreement.js';
import { byHandDecisions } from './decide/by-hand.js';
import { otherEndsDecisions } from './decide/other-ends.js';
import { preparationDecisions } from './decide/preparation.js';
import { repatriationSystemDecisions } from './decide/system.js';
import { transitDecisions } from './decide/transit.js';
import { travelDecisions } from './decide/travel.js';
import { repatriationReceivers } from './receive.js';
import { repatriation } from './record.js';

export const repatriationRules = rules(repatriation, {
  decide: {
    ...preparationDecisions,
    ...agreementDecisions,
    ...transitDecisions,
    ...travelDecisions,
    ...byHandDecisions,
    ...otherEndsDecisions,
    ...repatriationSystemDecisions,
  },
  receive: repatriationReceivers,
});
