import { contactEvents } from '../contact/events.js';
import { coordinationEvents } from '../coordination/events.js';
import { disclosureEvents } from '../disclosure/events.js';
import { erasureEvents } from '../erasure/events.js';
import { repatriationEvents } from '../repatriation/events.js';
import type { RecordedEventOf } from '../words/event.js';

/** Every way in which an answer comes, and every way in which none can. */
export const conversationHears = {
  MessageApproved: disclosureEvents.MessageApproved,
  MessageReleased: disclosureEvents.MessageReleased,
  MessageWithheld: disclosureEvents.MessageWithheld,
  MessageReceived: disclosureEvents.MessageReceived,
  MessageReceipted: disclosureEvents.MessageReceipted,
  MessageUseStopped: disclosureEvents.MessageUseStopped,
  PartnerClosedCase: coordinationEvents.PartnerClosedCase,
  PartnerLinked: coordinationEvents.PartnerLinked,
  RepatriationProposalReceived: repatriationEvents.RepatriationProposalReceived,
  ContactStopped: contactEvents.ContactStopped,
  RepatriationCancelled: repatriationEvents.RepatriationCancelled,
  RepatriationSuspended: repatriationEvents.RepatriationSuspended,
  ArrivalRecorded: repatriationEvents.ArrivalRecorded,
  ArrivalLearned: repatriationEvents.ArrivalLearned,
  PersonDied: repatriationEvents.PersonDied,
  PersonErased: erasureEvents.PersonErased,
};

export type ConversationEvent = RecordedEventOf<typeof conversationHears>;
