import { movableClock, systemClock } from '#desk';
import { startNode } from '../node/create-node.js';
import { configFrom } from '../node/environment.js';
import { onFreePort } from '../sandbox/postgres/port.js';

/*
 * One process of a node, as `dist/apps/node/main.js` is, with three things more: it ends with the process that started it, takes
 * the next port where HTTP_PORT is not free and tells which, and where CLOCK_STARTS says so its clock stands until that
 * process moves it or lets it go on.
 */

const longestStopMs = 10_000;

const movesTo = (message: unknown): string | undefined =>
  typeof message === 'object' && message !== null && 'moveTo' in message ? String(message.moveTo) : undefined;

const goesOn = (message: unknown): boolean =>
  typeof message === 'object' && message !== null && 'goOn' in message;

const run = async (): Promise<void> => {
  const { CLOCK_STARTS: starts } = process.env;
  const movable = starts ? movableClock(starts) : undefined;
  const { country, config } = configFrom(process.env);
  const node = await onFreePort(config.http.port, (port) =>
    startNode(country, { ...config, http: { ...config.http, port }, clock: movable ?? systemClock }),
  );
  process.send?.({ listensAt: node.url });
  const stop = (): void => {
    setTimeout(() => process.exit(1), longestStopMs).unref();
    node.stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.once('SIGTERM', stop);
  process.once('disconnect', stop);
  process.on('SIGINT', () => undefined);
  process.on('message', (message) => {
    if (goesOn(message)) movable?.goOn();
    const instant = movesTo(message);
    if (instant === undefined) return;
    movable?.moveTo(instant);
    process.send?.({ movedTo: instant });
  });
  await node.serving;
};

run().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
