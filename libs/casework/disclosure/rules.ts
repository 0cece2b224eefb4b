import { rules } from '../records/rules.js';
import { disclosureDecisions } from './decide.js';
import { disclosureReceivers } from './receive.js';
import { disclosure } from './record.js';

export const disclosureRules = rules(disclosure, {
  decide: disclosureDecisions,
  receive: disclosureReceivers,
});
