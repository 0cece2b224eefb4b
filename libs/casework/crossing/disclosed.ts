import type { NewCaseEvent } from '../records/catalogue.js';
import { accept, type Decision } from '../words/decision.js';
import type { Disclosure } from './disclose.js';

/** As a permission's decision: the approval, or the denial recorded and the command refused. */
export const disclosed = (
  disclosure: Disclosure,
  ...others: readonly NewCaseEvent[]
): Decision<NewCaseEvent> =>
  disclosure.approved
    ? accept(...others, disclosure.event)
    : { events: [disclosure.event], refusal: disclosure.refusal };
