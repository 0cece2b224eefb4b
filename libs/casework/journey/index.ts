export {
  journeyCommands,
  journeyPublicCommands,
  journeySystemCommands,
  type JourneyBodyOf,
  type JourneyCommand,
  type JourneyCommandType,
  type JourneyPublicCommandType,
} from './commands.js';
export { decideJourney, travellersOf } from '../the-journey.js';
export { journeyEvents, type Leg } from './events.js';
export { caseFollowUps, journeyFollowUps, type CaseFollowUp, type JourneyFollowUp } from './follow-ups.js';
export {
  advanceJourney,
  emptyJourney,
  lastStepOf,
  type Journey,
  type NewJourneyEvent,
  type RecordedJourneyEvent,
} from './state.js';
