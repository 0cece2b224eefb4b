import { contactEvents } from '../contact/events.js';
import { disclosureEvents } from '../disclosure/events.js';
import type { RecordedEventOf } from '../words/event.js';
import type { repatriationEvents } from './events.js';

/** Events of other processes that bear on a return: what becomes of its notices, and a stop of all contact. */
export const repatriationHears = {
  ContactStopped: contactEvents.ContactStopped,
  MessageApproved: disclosureEvents.MessageApproved,
  MessageWithheld: disclosureEvents.MessageWithheld,
  MessageReceived: disclosureEvents.MessageReceived,
  MessageReceipted: disclosureEvents.MessageReceipted,
  MessageUseStopped: disclosureEvents.MessageUseStopped,
};

export type ReturnEvent = RecordedEventOf<typeof repatriationEvents & typeof repatriationHears>;
