import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A connection between a process and something it needs, in our hands. */
export interface Link {
  readonly name: string;
  /** Where the process connects to, on 127.0.0.1. */
  readonly port: number;
  /** Severs every connection and refuses new ones. */
  cut(): void;
  /** Carries nothing in either direction, and says nothing. */
  stall(): void;
  /** Carries again, with what was held back. */
  heal(): void;
  close(): Promise<void>;
}

interface Pair {
  readonly near: Socket;
  readonly far: Socket;
}

/** Forwards 127.0.0.1:`port` to the port that `target` names at each new connection. */
export const linkTo = async (name: string, target: () => number): Promise<Link> => {
  const pairs = new Set<Pair>();
  let state: 'whole' | 'cut' | 'stalled' = 'whole';

  const sever = ({ near, far }: Pair): void => {
    near.destroy();
    far.destroy();
  };
  const join = ({ near, far }: Pair): void => {
    near.pipe(far);
    far.pipe(near);
  };
  const part = ({ near, far }: Pair): void => {
    near.unpipe(far);
    far.unpipe(near);
    near.pause();
    far.pause();
  };

  const server = createServer((near) => {
    if (state === 'cut') {
      near.destroy();
      return;
    }
    const far = connect({ host: '127.0.0.1', port: target(), noDelay: true });
    near.setNoDelay(true);
    const pair = { near, far };
    pairs.add(pair);
    for (const socket of [near, far]) {
      socket.on('error', () => sever(pair));
      socket.on('close', () => {
        pairs.delete(pair);
        sever(pair);
      });
    }
    if (state === 'stalled') part(pair);
    else join(pair);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;

  return {
    name,
    port,
    cut: () => {
      state = 'cut';
      for (const pair of pairs) sever(pair);
    },
    stall: () => {
      state = 'stalled';
      for (const pair of pairs) part(pair);
    },
    heal: () => {
      const stalled = state === 'stalled';
      state = 'whole';
      if (stalled) for (const pair of pairs) join(pair);
    },
    close: async () => {
      for (const pair of pairs) sever(pair);
      await new Promise((resolve) => server.close(resolve));
    },
  };
};
