import type { Nation } from '../nation.js';
import { myanmar } from './facts.js';
import { burmesePolicy } from './policy.js';

/** What makes a node Myanmar's. */
export const nation: Nation = { facts: myanmar, policy: burmesePolicy };
