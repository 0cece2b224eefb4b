import { rules } from '../records/rules.js';
import { shelterDecisions } from './decide/stay.js';
import { shelter } from './record.js';

export const shelterRules = rules(shelter, { decide: shelterDecisions, receive: {} });
