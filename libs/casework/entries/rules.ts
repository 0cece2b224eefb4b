import { rules } from '../records/rules.js';
import { entriesDecisions } from './decide.js';
import { entries } from './record.js';

export const entriesRules = rules(entries, { decide: entriesDecisions, receive: {} });
