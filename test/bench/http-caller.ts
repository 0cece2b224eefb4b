import { connect, type Socket } from 'node:net';

export interface HttpAnswer {
  readonly status: number;
  readonly body: string;
}

/**
 * One caller on one kept connection, one request at a time, with no more of HTTP than the node's answers need: what the
 * load costs must not be taken from the core that the node works on. Connects again where the node closed an idle connection.
 */
export const httpCaller = (url: string) => {
  const { hostname, port } = new URL(url);
  let socket: Socket | undefined;
  let received: Buffer = Buffer.alloc(0);
  let waiting: { resolve: (answer: HttpAnswer) => void; reject: (error: Error) => void } | undefined;

  const answerIn = (): HttpAnswer | undefined => {
    const head = received.indexOf('\r\n\r\n');
    if (head < 0) return undefined;
    const headers = received.toString('latin1', 0, head);
    const length = /^content-length: (\d+)/im.exec(headers)?.[1];
    if (length === undefined) throw new Error(`An answer without a length: ${headers.slice(0, 200)}`);
    const end = head + 4 + Number(length);
    if (received.length < end) return undefined;
    const body = received.toString('utf8', head + 4, end);
    received = received.subarray(end);
    return { status: Number(headers.slice(9, 12)), body };
  };

  const settle = (error?: Error): void => {
    const one = waiting;
    waiting = undefined;
    if (error) one?.reject(error);
  };

  const take = (chunk: Buffer): void => {
    received = received.length === 0 ? chunk : Buffer.concat([received, chunk]);
    try {
      const answer = answerIn();
      if (!answer) return;
      const one = waiting;
      waiting = undefined;
      one?.resolve(answer);
    } catch (error) {
      settle(error instanceof Error ? error : new Error(String(error)));
    }
  };

  const connected = (): Socket =>
    connect({ host: hostname, port: Number(port), noDelay: true })
      .on('data', take)
      .on('error', settle)
      .on('close', () => {
        socket = undefined;
        settle(new Error('The node closed the connection.'));
      });

  const request = (
    method: string,
    path: string,
    headers: Readonly<Record<string, string>>,
    body = '',
  ): Promise<HttpAnswer> =>
    new Promise((resolve, reject) => {
      waiting = { resolve, reject };
      const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
      const length =
        body === '' ? '' : `Content-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n`;
      socket ??= connected();
      socket.write(
        `${method} ${path} HTTP/1.1\r\nHost: ${hostname}\r\n${lines.join('')}${length}\r\n${body}`,
      );
    });

  return { request, close: () => socket?.destroy() };
};

export type HttpCaller = ReturnType<typeof httpCaller>;
