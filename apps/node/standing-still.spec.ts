import { describe, expect, it } from '@jest/globals';
import { topicsWatch } from './standing-still.js';

const flowOf = (waiting: number) => [{ exchange: 'one', topic: 'homeward.mm.th', flow: { waiting } }];

describe('a topic', () => {
  it('stands still when what waits in it has not become less for five minutes, and not before', () => {
    let seconds = 0;
    const watch = topicsWatch(() => seconds * 1_000);
    const after = (passed: number, waiting: number): readonly string[] => {
      seconds += passed;
      return watch(flowOf(waiting));
    };
    expect(after(0, 3)).toEqual([]);
    expect(after(290, 4)).toEqual([]);
    expect(after(20, 5)).toEqual(['homeward.mm.th on one']);
    expect(after(10, 2)).toEqual([]);
    expect(after(290, 0)).toEqual([]);
    expect(after(1_000, 0)).toEqual([]);
    expect(after(1_000, 7)).toEqual([]);
    expect(after(1_000, 7)).toEqual(['homeward.mm.th on one']);
  });
});
