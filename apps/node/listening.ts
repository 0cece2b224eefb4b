import type { Server } from 'node:http';
import { healthServer } from '#door';
import type { NodeConfig } from './config.js';
import { partsWithoutDoor, type Given, type ProcessParts } from './process-parts.js';

/** An HTTP server, listening: the door for a process of the api, questions of health alone for another. */
export interface Listening {
  readonly url: string;
  /** Answers what was asked already; what takes longer than the time left, milliseconds, is cut. */
  readonly close: (leftMs: number) => Promise<void>;
}

/** A process that is made and does not listen yet. */
export interface Made {
  readonly parts: ProcessParts;
  readonly listen: () => Promise<Listening>;
}

/** 1 MiB would be a photograph; the largest form is far below a quarter of it. */
const largestBody = 256 * 1024;

/** A process that serves agencies: an application of Nest. */
export const madeForAgencies = async (given: Given): Promise<Made> => {
  const { host, port, requestsPerMinute, requestTimeoutMs = 30_000, trustedProxies = [] } = given.config.http;
  const options = { requestsPerMinute, largestBody, requestTimeoutMs, trustedProxies };
  // Loaded here: a process of another role, or of an operator, starts without Nest.
  const [{ serverOf }, { NodeModule, partsIn }] = await Promise.all([
    import('#door/http'),
    import('./node.module.js'),
  ]);
  const app = await serverOf(NodeModule.of(given), options);
  const listen = async (): Promise<Listening> => {
    try {
      await app.listen(port, host);
    } catch (error) {
      await app.close();
      throw error;
    }
    const server: Server = app.getHttpServer();
    return {
      url: await app.getUrl(),
      close: async (leftMs) => {
        const end = setTimeout(() => server.closeAllConnections(), leftMs);
        // A connection becomes idle only when its last answer has gone out: until then it keeps the server open.
        const idle = setInterval(() => server.closeIdleConnections(), 50);
        await app.close().finally(() => {
          clearTimeout(end);
          clearInterval(idle);
        });
      },
    };
  };
  return { parts: partsIn(app), listen };
};

/** A process that serves no agency: it is asked for its health alone. */
export const madeForHealth = (given: Given): Made => {
  const { http, metricsToken }: NodeConfig = given.config;
  const parts = partsWithoutDoor(given);
  const { readiness, ground } = parts;
  return {
    parts,
    listen: async () => {
      const server = await healthServer({ readiness, metrics: ground.metrics.text, metricsToken }, http);
      return { url: server.url, close: () => server.close() };
    },
  };
};
