import { rules } from '../records/rules.js';
import { feedbackDecisions } from './decide/after.js';
import { paperDecisions } from './decide/papers.js';
import { planDecisions } from './decide/plan.js';
import { serviceDecisions } from './decide/services.js';
import { supportDecisions } from './decide/support.js';
import { reintegrationReceivers } from './receive.js';
import { reintegration } from './record.js';

export const reintegrationRules = rules(reintegration, {
  decide: {
    ...planDecisions,
    ...paperDecisions,
    ...serviceDecisions,
    ...supportDecisions,
    ...feedbackDecisions,
  },
  receive: reintegrationReceivers,
});
