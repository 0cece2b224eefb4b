/** Milliseconds to wait before attempt `attempt` + 1 (from 1): doubling from `first`, at most `longest`. */
export const backOff = (attempt: number, first = 100, longest = 60_000): number =>
  Math.min(longest, first * 2 ** Math.min(attempt - 1, 20));
