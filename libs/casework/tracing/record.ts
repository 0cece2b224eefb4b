import { record } from '../words/record.js';
import { tracingCommands } from './commands.js';
import { tracingEvents } from './events.js';
import { tracingMessages } from './messages.js';
import { evolveTracing, noTracing, tracingHears } from './state.js';

export const tracing = record({
  name: 'tracing',
  events: tracingEvents,
  hears: tracingHears,
  commands: tracingCommands,
  messages: tracingMessages,
  empty: noTracing,
  evolve: evolveTracing,
});
