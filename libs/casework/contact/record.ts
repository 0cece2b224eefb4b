import { record } from '../words/record.js';
import { contactCommands } from './commands.js';
import { contactEvents } from './events.js';
import { contactMessages } from './messages.js';
import { evolveContact, noContact } from './state.js';

export const contact = record({
  name: 'contact',
  events: contactEvents,
  commands: contactCommands,
  messages: contactMessages,
  empty: noContact,
  evolve: evolveContact,
});
