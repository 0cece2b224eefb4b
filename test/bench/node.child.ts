import { pino } from 'pino';
import type { Country } from '#casework';
import type { NodeConfig } from '../../apps/node/config.js';
import { createNode } from '../../apps/node/create-node.js';

/** What a node of the benchmark is told over its channel, and what it tells. */
export interface Begin {
  readonly country: Country;
  readonly config: NodeConfig;
  /** File of its log. */
  readonly log: string;
}

const begun = (message: unknown): message is Begin =>
  typeof message === 'object' && message !== null && 'config' in message;

process.once('message', (message) => {
  if (!begun(message)) return;
  const log = pino.destination({ dest: message.log, sync: false });
  void createNode(message.country, message.config, log).then(
    (node) => {
      process.send?.({ url: node.url });
      process.once('SIGTERM', () => void node.stop().then(() => process.exit(0)));
    },
    (error: unknown) => {
      process.send?.({ failure: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    },
  );
});
