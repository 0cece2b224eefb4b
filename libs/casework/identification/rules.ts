import { rules } from '../records/rules.js';
import { identificationDecisions } from './decide/identifying.js';
import { identification } from './record.js';

export const identificationRules = rules(identification, { decide: identificationDecisions, receive: {} });
