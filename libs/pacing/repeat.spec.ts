import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { repeat } from './repeat.js';

describe('a task that is repeated', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  it('is not begun again before it has ended, however long it takes', async () => {
    let begun = 0;
    let end = (): void => undefined;
    const timer = repeat(
      100,
      () =>
        new Promise((resolve) => {
          begun += 1;
          end = resolve;
        }),
      () => undefined,
    );
    await jest.advanceTimersByTimeAsync(6_050);
    expect(begun).toBe(1);
    end();
    await jest.advanceTimersByTimeAsync(100);
    expect(begun).toBe(2);
    clearInterval(timer);
  });

  it('is repeated after it failed, and the failure is told', async () => {
    const failures: unknown[] = [];
    const error = new Error('now and then');
    const timer = repeat(
      100,
      () => Promise.reject(error),
      (failure) => failures.push(failure),
    );
    await jest.advanceTimersByTimeAsync(250);
    expect(failures).toEqual([error, error]);
    clearInterval(timer);
  });
});
