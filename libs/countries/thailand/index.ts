import type { NationalNode } from '../national.js';
export type { NationalNode, NationalParts } from '../national.js';
import { thailand } from './facts.js';
import { thaiPolicy } from './policy.js';
import { ThailandModule } from './thailand.module.js';

/** Thailand's node: the countries whose nodes it exchanges messages with are those with an instrument and a node. */
export const thaiNode: NationalNode = {
  facts: thailand,
  policy: thaiPolicy,
  neighbours: ['MM'],
  module: (parts) => ThailandModule.over(parts),
};
