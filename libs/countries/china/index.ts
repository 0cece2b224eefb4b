import type { Nation } from '../nation.js';
import { china } from './facts.js';
import { chinesePolicy } from './policy.js';

/** What makes a node China's. */
export const nation: Nation = { facts: china, policy: chinesePolicy };
