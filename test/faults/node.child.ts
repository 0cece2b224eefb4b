import { pino } from 'pino';
import type { Country } from '#casework';
import type { NodeConfig } from '../../apps/node/config.js';
import { startNode } from '../../apps/node/create-node.js';

/** What a process of a node is told over its channel. */
export interface Begin {
  readonly country: Country;
  readonly config: NodeConfig;
  /** File of its log. */
  readonly log: string;
  /** How far its clock is off, milliseconds. */
  readonly skewMs: number;
}

const begun = (message: unknown): message is Begin =>
  typeof message === 'object' && message !== null && 'config' in message;

const ended = (code: number): void => process.exit(code);

/** Like `apps/node/main.ts`, but for the clock and where its settings come from. */
const serve = async ({ country, config, log, skewMs }: Begin): Promise<void> => {
  const clock = { now: () => new Date(Date.now() + skewMs).toISOString() };
  const node = await startNode(country, { ...config, clock }, pino.destination({ dest: log, sync: true }));
  process.once('SIGTERM', () => {
    node.stop().then(
      () => ended(0),
      () => ended(1),
    );
  });
  await node.serving;
  process.send?.('serving');
};

process.once('disconnect', () => ended(1));
process.once('message', (message) => {
  if (!begun(message)) return;
  serve(message).catch((error: unknown) => {
    process.stderr.write(`ended: ${error instanceof Error ? error.message : 'unknown'}\n`);
    ended(1);
  });
});
