import type { Nation } from '../nation.js';
import { philippines } from './facts.js';
import { philippinePolicy } from './policy.js';

/** What makes a node that of the Philippines. */
export const nation: Nation = { facts: philippines, policy: philippinePolicy };
