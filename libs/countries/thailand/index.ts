import type { Nation } from '../nation.js';
import { thailand } from './facts.js';
import { thaiPolicy } from './policy.js';
export type { Nation } from '../nation.js';

/** What makes a node Thailand's. */
export const thaiNation: Nation = { facts: thailand, policy: thaiPolicy };
