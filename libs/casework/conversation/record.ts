import { record } from '../words/record.js';
import { conversationHears } from './heard.js';
import { evolveConversation, noConversation } from './state.js';

/** What two countries asked each other, and whether an answer can still come. Read off the events of others; it has none of its own. */
export const conversation = record({
  name: 'conversation',
  hears: conversationHears,
  empty: noConversation,
  evolve: evolveConversation,
});
