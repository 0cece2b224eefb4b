import { createServer, connect, type Server, type Socket } from 'node:net';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';

/** A way to a server that can fail. */
export interface Cable {
  readonly port: number;
  /** What runs over it breaks off, and nobody gets through until it is mended. */
  cut(): Promise<void>;
  /** Nothing breaks off, and nothing comes through any more: the other end says nothing until it is mended. */
  freeze(): void;
  mend(): Promise<void>;
  close(): Promise<void>;
}

export const cableTo = async (target: () => number): Promise<Cable> => {
  const sockets = new Map<Socket, Socket>();
  let frozen = false;
  const join = (socket: Socket, other: Socket): void => {
    sockets.set(socket, other);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      sockets.delete(socket);
      other.destroy();
    });
    if (!frozen) socket.pipe(other);
  };
  let server: Server | undefined;
  let port = 0;
  const freeze = (): void => {
    frozen = true;
    for (const [socket, other] of sockets) socket.unpipe(other).pause();
  };
  const mend = async (): Promise<void> => {
    if (frozen) for (const [socket, other] of sockets) socket.pipe(other);
    frozen = false;
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
    for (const socket of sockets.keys()) socket.resetAndDestroy();
    await closed;
  };
  await mend();
  return { port, cut, freeze, mend, close: cut };
};
