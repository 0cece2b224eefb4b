import { rules } from '../records/rules.js';
import { protectionDecisions } from './decide.js';
import { protection } from './record.js';

export const protectionRules = rules(protection, { decide: protectionDecisions, receive: {} });
