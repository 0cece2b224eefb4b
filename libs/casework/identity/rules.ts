import { rules } from '../records/rules.js';
import { identityDecisions } from './decide.js';
import { identity } from './record.js';

export const identityRules = rules(identity, { decide: identityDecisions, receive: {} });
