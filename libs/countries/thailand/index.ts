import type { Nation } from '../nation.js';
import { thailand } from './facts.js';
import { thaiPolicy } from './policy.js';

/** What makes a node Thailand's. */
export const nation: Nation = { facts: thailand, policy: thaiPolicy };
