import { record } from '../words/record.js';
import { alertCommands } from './commands.js';
import { alertEvents } from './events.js';
import { alertMessages } from './messages.js';
import { alertsHears, evolveAlerts, noAlerts } from './state.js';

export const alerts = record({
  name: 'alerts',
  events: alertEvents,
  hears: alertsHears,
  commands: alertCommands,
  messages: alertMessages,
  empty: noAlerts,
  evolve: evolveAlerts,
});
