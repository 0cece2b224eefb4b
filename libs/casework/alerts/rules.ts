import { rules } from '../records/rules.js';
import { alertDecisions } from './decide.js';
import { alertReceivers } from './receive.js';
import { alerts } from './record.js';

export const alertsRules = rules(alerts, { decide: alertDecisions, receive: alertReceivers });
