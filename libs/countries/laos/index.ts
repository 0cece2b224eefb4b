import type { Nation } from '../nation.js';
import { laos } from './facts.js';
import { laoPolicy } from './policy.js';

/** What makes a node Lao PDR's. */
export const nation: Nation = { facts: laos, policy: laoPolicy };
