import type { Decisions } from '../records/rules.js';
import { answered } from './offers.js';
import type { protectionCommands } from './commands.js';

export const protectionDecisions: Decisions<typeof protectionCommands> = {
  ScreenProtection: answered,
};
