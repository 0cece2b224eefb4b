import type { Nation } from '../nation.js';
import { japan } from './facts.js';
import { japanesePolicy } from './policy.js';

/** What makes a node Japan's. */
export const nation: Nation = { facts: japan, policy: japanesePolicy };
