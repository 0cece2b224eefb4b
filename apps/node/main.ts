import { createNode } from './create-node.js';
import { configFrom } from './environment.js';

const run = async (): Promise<void> => {
  const { country, config } = configFrom(process.env);
  const node = await createNode(country, config);
  const stop = (): void => {
    node.stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
};

run().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
