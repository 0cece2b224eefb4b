import { rules } from '../records/rules.js';
import { relayDecisions } from './decide.js';
import { relay } from './record.js';

export const relayRules = rules(relay, { decide: relayDecisions, receive: {} });
