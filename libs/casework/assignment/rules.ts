import { rules } from '../records/rules.js';
import { assignmentDecisions } from './decide.js';
import { assignment } from './record.js';

export const assignmentRules = rules(assignment, { decide: assignmentDecisions, receive: {} });
