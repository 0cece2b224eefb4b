/** Does a task every so often, in milliseconds, and never again before it has ended; told of what it throws. */
export const repeat = (
  ms: number,
  task: () => Promise<void>,
  fail: (error: unknown) => void,
): NodeJS.Timeout => {
  let running = false;
  return setInterval(() => {
    if (running) return;
    running = true;
    void task()
      .catch(fail)
      .finally(() => {
        running = false;
      });
  }, ms);
};
