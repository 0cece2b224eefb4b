import { record } from '../words/record.js';
import { consentCommands } from './commands.js';
import { consentEvents } from './events.js';
import { consentHears, evolveConsent, noConsent } from './state.js';

export const consent = record({
  name: 'consent',
  events: consentEvents,
  hears: consentHears,
  commands: consentCommands,
  empty: noConsent,
  evolve: evolveConsent,
});
