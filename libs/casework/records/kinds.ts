import { kindsOf } from '../words/kinds.js';
import { messages } from './catalogue.js';

/** What each kind of the programme's messages is. */
export const kinds = kindsOf(messages);

export const {
  isStop,
  outlives,
  isWarning,
  restsOnConsent,
  onlyConfirms,
  asksForWork,
  servesTheWayHome,
  correctableOf,
  callsForAnswer,
} = kinds;
