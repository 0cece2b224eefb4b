import { rules } from '../records/rules.js';
import { coordinationDecisions } from './decide/taking-part.js';
import { coordinationReceivers } from './receive.js';
import { coordination } from './record.js';

export const coordinationRules = rules(coordination, {
  decide: coordinationDecisions,
  receive: coordinationReceivers,
});
