import { rules } from '../records/rules.js';
import { stepsDecisions } from './decide.js';
import { steps } from './record.js';

export const stepsRules = rules(steps, { decide: stepsDecisions, receive: {} });
