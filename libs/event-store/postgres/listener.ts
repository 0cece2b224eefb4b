import pg from 'pg';

const firstPauseMs = 100;
const longestPauseMs = 5_000;

export interface Listener {
  close(): Promise<void>;
}

/**
 * Listens to a NOTIFY channel on a connection of its own, and connects again when it is lost. `heard` is called for
 * every notice, with its payload, and without one after every (re)connect, because notices in between are gone.
 */
export const listenTo = (
  options: pg.PoolConfig,
  channel: string,
  heard: (payload?: string) => void,
): Listener => {
  let client: pg.Client | undefined;
  let timer: NodeJS.Timeout | undefined;
  let pauseMs = firstPauseMs;
  let closed = false;
  let connecting: Promise<void> = Promise.resolve();

  const again = (lost: pg.Client): void => {
    if (closed || client !== lost) return;
    client = undefined;
    lost.end().catch(() => undefined);
    timer = setTimeout(() => {
      connecting = connect();
    }, pauseMs);
    timer.unref();
    pauseMs = Math.min(pauseMs * 2, longestPauseMs);
  };

  const connect = async (): Promise<void> => {
    // The pool keeps its password as a hidden property, so the options must not be copied.
    const next = new pg.Client(options);
    client = next;
    next.on('notification', ({ payload }) => heard(payload));
    next.on('error', () => again(next));
    next.on('end', () => again(next));
    try {
      await next.connect();
      await next.query(`listen ${pg.escapeIdentifier(channel)}`);
      pauseMs = firstPauseMs;
      heard();
    } catch {
      again(next);
    }
  };

  connecting = connect();
  return {
    close: async () => {
      closed = true;
      clearTimeout(timer);
      await connecting;
      await client?.end().catch(() => undefined);
    },
  };
};
