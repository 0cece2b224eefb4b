import { createServer, connect, type Server, type Socket } from 'node:net';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';

/** A way to a server that can be cut: what runs over it breaks off, and nobody gets through until it is mended. */
export interface Cable {
  readonly port: number;
  cut(): Promise<void>;
  mend(): Promise<void>;
  close(): Promise<void>;
}

export const cableTo = async (target: () => number): Promise<Cable> => {
  const sockets = new Set<Socket>();
  const join = (socket: Socket, other: Socket): void => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      sockets.delete(socket);
      other.destroy();
    });
    socket.pipe(other);
  };
  let server: Server | undefined;
  let port = 0;
  const mend = async (): Promise<void> => {
    if (server) return;
    server = createServer((near) => {
      const far = connect(target(), '127.0.0.1');
      join(near, far);
      join(far, near);
    });
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    port = (server.address() as AddressInfo).port;
  };
  const cut = async (): Promise<void> => {
    const open = server;
    server = undefined;
    if (!open) return;
    const closed = once(open, 'close');
    open.close();
    for (const socket of sockets) socket.resetAndDestroy();
    await closed;
  };
  await mend();
  return { port, cut, mend, close: cut };
};
