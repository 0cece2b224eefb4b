import { rules } from '../records/rules.js';
import { contactDecisions } from './decide.js';
import { contactReceivers } from './receive.js';
import { contact } from './record.js';

export const contactRules = rules(contact, { decide: contactDecisions, receive: contactReceivers });
