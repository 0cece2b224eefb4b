import type { NationalNode } from '../national.js';
import { myanmar } from './facts.js';
import { burmesePolicy } from './policy.js';
import { MyanmarModule } from './myanmar.module.js';

/** Myanmar's node: the countries whose nodes it exchanges messages with are those with an instrument and a node. */
export const myanmarNode: NationalNode = {
  facts: myanmar,
  policy: burmesePolicy,
  neighbours: ['TH'],
  module: (parts) => MyanmarModule.over(parts),
};
