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
  /** How far its clock is off, milliseconds; it is the machine's where nothing is said. */
  readonly skewMs?: number;
  /** Whether the log is whole after a kill; where not, it costs as little as a node's own. */
  readonly wholeLog: boolean;
}

/** What it tells over its channel, once: that it serves, and where. */
export interface Serving {
  readonly url: string;
}

const begun = (message: unknown): message is Begin =>
  typeof message === 'object' && message !== null && 'config' in message;

const ended = (code: number): void => process.exit(code);

/** Like `apps/node/main.ts`, but for the clock and where its settings come from. */
const serve = async ({ country, config, log, skewMs, wholeLog }: Begin): Promise<void> => {
  const off =
    skewMs === undefined ? {} : { clock: { now: () => new Date(Date.now() + skewMs).toISOString() } };
  const node = await startNode(
    country,
    { ...config, ...off },
    pino.destination({ dest: log, sync: wholeLog }),
  );
  process.once('SIGTERM', () => {
    node.stop().then(
      () => ended(0),
      () => ended(1),
    );
  });
  await node.serving;
  process.send?.({ url: node.url } satisfies Serving);
};

process.once('disconnect', () => ended(1));
process.once('message', (message) => {
  if (!begun(message)) return;
  serve(message).catch((error: unknown) => {
    process.stderr.write(`ended: ${error instanceof Error ? error.message : 'unknown'}\n`);
    ended(1);
  });
});
