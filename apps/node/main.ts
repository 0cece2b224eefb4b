import { startNode } from './create-node.js';
import { configFrom } from './environment.js';

/** A supervisor that asks a process to end waits so long at least; beyond it the process ends by force. */
const longestStopMs = 10_000;

const run = async (): Promise<void> => {
  const { country, config } = configFrom(process.env);
  const node = await startNode(country, config);
  let stopping = false;
  const stop = (): void => {
    if (stopping) process.exit(1);
    stopping = true;
    setTimeout(() => process.exit(1), longestStopMs).unref();
    node.stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  await node.serving.catch((error: unknown) => {
    if (!stopping) throw error;
  });
};

run().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
