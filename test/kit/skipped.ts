/** Says of a suite that is skipped why it is. */
export const saySkipped = (suite: string, reason: string): void => {
  process.stdout.write(`skipped: ${suite}: ${reason}\n`);
};
