import { setTimeout as pause } from 'node:timers/promises';

/** So long may it take to end what runs, milliseconds, before the process ends without it. */
const longestEndingMs = 45_000;

/** Resolves when the process that started this one is gone; looks once a second. */
const orphaned = async (): Promise<void> => {
  const parent = process.ppid;
  while (process.ppid === parent) await pause(1_000, undefined, { ref: false });
};

/**
 * Resolves when this process is asked to end: Ctrl-C, SIGTERM, the terminal or the pipe that closes, or the end of the `npm`
 * that started it, which may be killed without a word. Asked again it goes on ending; what hangs meanwhile does not hold it
 * for ever.
 */
export const untilStopped = (): Promise<void> =>
  new Promise((stop) => {
    const end = (): void => {
      stop();
      setTimeout(() => {
        process.stderr.write(
          'Something did not end in time; what it left is cleared away by the next start.\n',
        );
        process.exit(1);
      }, longestEndingMs).unref();
    };
    // Nobody reads any more what is said.
    process.stdout.on('error', end);
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end);
    if (process.env['npm_lifecycle_event'] !== undefined) void orphaned().then(end);
  });

/**
 * Ends this process with the code that its work resolves to, 0 where that is none; with 1, and the reason on standard error,
 * where it fails. The last line of a program.
 */
export const endAfter = (work: Promise<number | void>): void => {
  work.then(
    (code) => process.exit(code ?? 0),
    (error: unknown) => {
      process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
      process.exit(1);
    },
  );
};
