import type { Nation } from '../../nation.js';
import { ninth } from './facts.js';
import { ninthPolicy } from './policy.js';

export const nation: Nation = { facts: ninth, policy: ninthPolicy };
