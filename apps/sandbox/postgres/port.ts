import { createServer } from 'node:net';

const tried = 100;

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => server.close(() => resolve(true)));
  });

/** The first free port of this machine from one on. */
export const freePortFrom = async (first: number): Promise<number> => {
  for (let port = first; port < first + tried && port < 65_536; port += 1)
    if (await isFree(port)) return port;
  throw new Error(
    `No free port between ${first} and ${first + tried - 1} on 127.0.0.1. Give another with --port.`,
  );
};

const isTaken = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === 'EADDRINUSE';

/** Listens on the first free port; where another process takes it between the look and the use, on the next. */
export const onFreePort = async <T>(first: number, listen: (port: number) => Promise<T>): Promise<T> => {
  for (let from = first; ;) {
    const port = await freePortFrom(from);
    try {
      return await listen(port);
    } catch (error) {
      if (!isTaken(error)) throw error;
      from = port + 1;
    }
  }
};
