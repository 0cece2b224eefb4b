import { describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import pg from 'pg';
import { isUnavailable } from '#event-store';
import { connectionsTo } from './connections.js';

describe('a connection to a server that has vanished without a word', () => {
  it('is given up in time, and counts as an engine that does not answer', async () => {
    const silent = new Set<Socket>();
    const server = createServer((socket) => silent.add(socket.on('error', () => undefined)));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const pool = new pg.Pool(
      connectionsTo(`postgres://app:x@127.0.0.1:${port}/th`, { max: 1, name: 'spec' }),
    );
    const began = Date.now();
    const failure: unknown = await pool.query('select 1').then(
      () => undefined,
      (error: unknown) => error,
    );
    expect(isUnavailable(failure)).toBe(true);
    expect(Date.now() - began).toBeLessThan(12_000);
    for (const socket of silent) socket.destroy();
    server.close();
    await pool.end();
  }, 20_000);
});
