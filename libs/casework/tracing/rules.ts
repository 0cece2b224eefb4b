import { rules } from '../records/rules.js';
import { tracingDecisions } from './decide.js';
import { tracingReceivers } from './receive.js';
import { tracing } from './record.js';

export const tracingRules = rules(tracing, { decide: tracingDecisions, receive: tracingReceivers });
