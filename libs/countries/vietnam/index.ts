import type { Nation } from '../nation.js';
import { vietnam } from './facts.js';
import { vietnamesePolicy } from './policy.js';

/** What makes a node Viet Nam's. */
export const nation: Nation = { facts: vietnam, policy: vietnamesePolicy };
