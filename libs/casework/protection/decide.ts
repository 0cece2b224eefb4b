import type { Decisions } from '../kernel/rules.js';
import { answered } from './answered.js';
import type { protectionCommands } from './commands.js';

export const protectionDecisions: Decisions<typeof protectionCommands> = {
  ScreenProtection: answered,
};
