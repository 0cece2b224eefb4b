import type { Nation } from '../nation.js';
import { cambodia } from './facts.js';
import { cambodianPolicy } from './policy.js';

/** What makes a node Cambodia's. */
export const nation: Nation = { facts: cambodia, policy: cambodianPolicy };
