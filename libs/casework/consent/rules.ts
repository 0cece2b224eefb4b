import { rules } from '../records/rules.js';
import { consentDecisions } from './decide.js';
import { consent } from './record.js';

export const consentRules = rules(consent, { decide: consentDecisions, receive: {} });
