import { record } from '../words/record.js';
import { disclosureCommands, disclosureSystemCommands } from './commands.js';
import { disclosureEvents } from './events.js';
import { disclosureMessages } from './messages.js';
import { evolveDisclosure, noDisclosure } from './state.js';

export const disclosure = record({
  name: 'disclosure',
  events: disclosureEvents,
  commands: disclosureCommands,
  systemCommands: disclosureSystemCommands,
  messages: disclosureMessages,
  empty: noDisclosure,
  evolve: evolveDisclosure,
});
