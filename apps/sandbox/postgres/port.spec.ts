import { createServer, type Server } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { freePortFrom, onFreePort } from './port.js';

const listening: Server[] = [];

const listenAt = (port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen({ port, host: '127.0.0.1' }, () => {
      listening.push(server);
      resolve(port);
    });
  });

describe('a free port', () => {
  afterEach(() => {
    for (const server of listening.splice(0)) server.close();
  });

  it('is looked for again where another process takes it between the look and the use', async () => {
    const asked: number[] = [];
    const got = await onFreePort(19_500, async (port) => {
      asked.push(port);
      if (asked.length === 1) await listenAt(port);
      return listenAt(port);
    });
    expect(asked).toHaveLength(2);
    expect(got).toBe(asked[1]);
    expect(got).toBeGreaterThan(asked[0] ?? Infinity);
  });

  it('is not looked for again where listening fails for another reason', async () => {
    let asked = 0;
    const failing = onFreePort(19_500, () => {
      asked += 1;
      return Promise.reject(new Error('no right to listen'));
    });
    await expect(failing).rejects.toThrow('no right to listen');
    expect(asked).toBe(1);
  });

  it('lies behind those that are taken', async () => {
    const first = await listenAt(await freePortFrom(19_500));
    expect(await freePortFrom(first)).toBeGreaterThan(first);
  });
});
