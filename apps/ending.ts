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
