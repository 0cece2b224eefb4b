import type { Country } from '#casework';
import type { NodeConfig } from '../../../apps/node/config.js';
import type { Random } from '../random.js';
import type { Weakness } from '../plan.js';
import type { Links } from './links.js';

/** How the key of a record begins that no version can read. */
export const unreadable = 'unreadable-';

/** What carries messages between the nodes of a run. */
export interface ExchangeEngine {
  /** As it is printed: kind and version. */
  readonly name: string;
  readonly topics: readonly string[];
  readonly weaknesses: readonly Weakness[];
  /** Files of what its servers logged. */
  readonly logs: readonly string[];
  /** What a process of a country's node is configured with, over links of its own. */
  configFor(process: string, country: Country, links: Links): Promise<Pick<NodeConfig, 'exchange'>>;
  /** Puts some of what a topic ever carried there once more, byte for byte, at its end; how many records. */
  again(topic: string, random: Random): Promise<number>;
  /** Puts a record there that no version can read, under this key and as if its writer had. */
  putUnreadable(topic: string, key: string): Promise<void>;
  /** How many records no reader has got to yet. */
  undelivered(): Promise<number>;
  close(): Promise<void>;
}
