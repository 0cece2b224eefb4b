import { createServer, type Server, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { DoorParts } from './parts.js';
import { metricsRefused } from './metrics-token.js';
import { problem, ProblemError } from './problem.js';

export interface HealthServer {
  /** `http://127.0.0.1:<port>` */
  readonly url: string;
  close(): Promise<void>;
}

const answer = (response: ServerResponse, status: number, type: string, body: string): void => {
  response.writeHead(status, {
    'Content-Type': type,
    'Content-Length': Buffer.byteLength(body),
    'Cache-Control': 'no-store',
    ...(status === 503 ? { 'Retry-After': '2' } : {}),
  });
  response.end(body);
};

const json = 'application/json';

/**
 * Answers `/health/live`, `/health/ready` and `/metrics` for a process that serves no agency, in the words of the
 * door. Rejects where the port is taken.
 */
export const healthServer = async (
  { readiness, metrics, metricsToken }: Pick<DoorParts, 'readiness' | 'metrics' | 'metricsToken'>,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<HealthServer> => {
  const answerTo = async (
    path: string,
    authorization: string | undefined,
    response: ServerResponse,
  ): Promise<void> => {
    switch (path) {
      case '/health/live':
        return answer(response, 200, json, JSON.stringify({ live: true }));
      case '/health/ready': {
        const found = await readiness();
        return answer(response, found.ready ? 200 : 503, json, JSON.stringify(found));
      }
      case '/metrics': {
        const refusal = metricsRefused(metricsToken, authorization);
        if (refusal) throw refusal;
        return answer(response, 200, 'text/plain; version=0.0.4', await metrics());
      }
      default: {
        const { problem: nothing } = problem('not_found', 'This process serves no agency.');
        return answer(response, nothing.status, 'application/problem+json', JSON.stringify(nothing));
      }
    }
  };
  const server: Server = createServer((request, response) => {
    answerTo(request.url?.split('?')[0] ?? '/', request.headers.authorization, response).catch(
      (error: unknown) => {
        const known = error instanceof ProblemError ? error : undefined;
        const { problem: failure } = known ?? problem('failed', 'Look into the log of this process.');
        if (failure.status === 401) response.setHeader('WWW-Authenticate', 'Bearer');
        answer(response, failure.status, 'application/problem+json', JSON.stringify(failure));
      },
    );
  });
  server.listen(port, host);
  await once(server, 'listening');
  const { address, family, port: bound } = server.address() as AddressInfo;
  return {
    url: `http://${family === 'IPv6' ? `[${address}]` : address}:${bound}`,
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
};
