import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { linkTo, type Link } from './link.js';

let echo: Server;
let link: Link;
const open: Socket[] = [];

beforeEach(async () => {
  echo = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.pipe(socket);
  });
  echo.listen(0, '127.0.0.1');
  await once(echo, 'listening');
  const { port } = echo.address() as AddressInfo;
  link = await linkTo('echo', () => port);
});
afterEach(async () => {
  for (const socket of open.splice(0)) socket.destroy();
  await link.close();
  await new Promise((resolve) => echo.close(resolve));
});

const connected = async (): Promise<Socket> => {
  const socket = connect(link.port, '127.0.0.1');
  socket.on('error', () => undefined);
  open.push(socket);
  await once(socket, 'connect');
  return socket;
};
const answer = async (socket: Socket): Promise<string> => String((await once(socket, 'data'))[0]);

describe('a link', () => {
  it('carries both ways', async () => {
    const socket = await connected();
    socket.write('hello');
    expect(await answer(socket)).toBe('hello');
  });

  it('severs what is open and refuses what is new when cut, and carries again when healed', async () => {
    const socket = await connected();
    link.cut();
    await once(socket, 'close');
    const late = await connected();
    await once(late, 'close');
    link.heal();
    const again = await connected();
    again.write('back');
    expect(await answer(again)).toBe('back');
  });

  it('holds back everything while stalled and loses none of it', async () => {
    const socket = await connected();
    link.stall();
    let heard = '';
    socket.on('data', (chunk: Buffer) => (heard += chunk.toString()));
    socket.write('held');
    const late = await connected();
    late.write('late');
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(heard).toBe('');
    link.heal();
    expect(await answer(late)).toBe('late');
    while (heard === '') await once(socket, 'data');
    expect(heard).toBe('held');
  });
});
