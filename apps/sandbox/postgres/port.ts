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
