import type { RulesOf } from '../records/rules.js';
import type { TravellerFiles } from './decide/decisions.js';
import { handoverDecisions } from './decide/handover.js';
import { legDecisions } from './decide/legs.js';
import { planDecisions } from './decide/plan.js';
import type { journey } from './record.js';
import type { Journey, NewJourneyEvent } from './state.js';

export const journeyRules: RulesOf<typeof journey, Journey, NewJourneyEvent, [TravellerFiles]> = {
  decide: { ...planDecisions, ...legDecisions, ...handoverDecisions },
  receive: {},
};
