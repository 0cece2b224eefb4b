import { setTimeout as pause } from 'node:timers/promises';

/** Stops the throw-away PostgreSQL and removes its data; stop() never answers where the server is gone already. */
export default async () => {
  const limit = new AbortController();
  await Promise.race([
    globalThis.__HOMEWARD_POSTGRES__?.stop(),
    pause(10_000, undefined, { signal: limit.signal }).catch(() => undefined),
  ]);
  limit.abort();
};
