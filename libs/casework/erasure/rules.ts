import { rules } from '../records/rules.js';
import { erasureDecisions } from './decide/erasing.js';
import { erasureReceivers } from './receive.js';
import { erasure } from './record.js';

export const erasureRules = rules(erasure, { decide: erasureDecisions, receive: erasureReceivers });
