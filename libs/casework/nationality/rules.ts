import { rules } from '../records/rules.js';
import { answeringDecisions } from './decide/answering.js';
import { askingDecisions } from './decide/asking.js';
import { missionDecisions } from './decide/missions.js';
import { nationalityReceivers } from './receive.js';
import { nationality } from './record.js';

export const nationalityRules = rules(nationality, {
  decide: { ...askingDecisions, ...answeringDecisions, ...missionDecisions },
  receive: nationalityReceivers,
});
