import { rules } from '../records/rules.js';
import { proceedingsDecisions } from './decide/court.js';
import { proceedingsReceivers } from './receive.js';
import { proceedings } from './record.js';

export const proceedingsRules = rules(proceedings, {
  decide: proceedingsDecisions,
  receive: proceedingsReceivers,
});
