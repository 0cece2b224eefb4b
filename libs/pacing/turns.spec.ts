import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { setImmediate as soon } from 'node:timers/promises';
import { backOff } from './back-off.js';
import { createBell } from './bell.js';
import { coalesced } from './coalesced.js';
import { groupCommit } from './group-commit.js';
import { linesByKey } from './lines-by-key.js';
import { savingLatest } from './saving-latest.js';

const turns = async (some: number): Promise<void> => {
  for (let turn = 0; turn < some; turn += 1) await soon();
};

/** Work as it comes: who asks, after how many turns of the loop, and how long the work takes. */
const asks = fc.array(
  fc.record({
    key: fc.constantFrom('a', 'b', 'c'),
    after: fc.nat({ max: 2 }),
    takes: fc.nat({ max: 2 }),
    fails: fc.boolean(),
  }),
  { maxLength: 15 },
);

describe('a group that is committed together', () => {
  it('holds nothing twice, keeps the order of what is claimed twice, and gives each its own result', async () => {
    await fc.assert(
      fc.asyncProperty(asks, async (all) => {
        const done: string[] = [];
        let running = 0;
        const commit = groupCommit<{ readonly key: string; readonly name: string }, string>({
          run: async (group) => {
            running += 1;
            expect(running).toBe(1);
            expect(new Set(group.map(({ key }) => key)).size).toBe(group.length);
            await soon();
            running -= 1;
            done.push(...group.map(({ key, name }) => `${key} ${name}`));
            return group.map(
              ({ name }) =>
                () =>
                  name,
            );
          },
          claims: ({ key }) => [key],
          rows: () => 1,
          separable: () => true,
        });
        const asked: Promise<string>[] = [];
        for (const [index, { key, after }] of all.entries()) {
          await turns(after);
          asked.push(commit({ key, name: String(index) }));
        }
        expect(await Promise.all(asked)).toEqual(all.map((_, index) => String(index)));
        for (const key of ['a', 'b', 'c'])
          expect(done.filter((one) => one.startsWith(key))).toEqual(
            all.flatMap((ask, index) => (ask.key === key ? [`${key} ${index}`] : [])),
          );
        await commit.idle();
      }),
    );
  });

  it('is tried one by one where it fails for what one of it holds', async () => {
    await fc.assert(
      fc.asyncProperty(asks, async (all) => {
        const commit = groupCommit<{ readonly key: number; readonly fails: boolean }, number>({
          run: async (group) => {
            await soon();
            if (group.some(({ fails }) => fails)) throw new Error('refused');
            return group.map(
              ({ key }) =>
                () =>
                  key,
            );
          },
          claims: ({ key }) => [String(key)],
          rows: () => 1,
          separable: () => true,
        });
        const results = await Promise.allSettled(all.map(({ fails }, key) => commit({ key, fails })));
        expect(results.map(({ status }) => status)).toEqual(
          all.map(({ fails }) => (fails ? 'rejected' : 'fulfilled')),
        );
      }),
    );
  });
});

describe('lines by key', () => {
  it('run each key in the order of asking, one run at a time, and refuse whom there is no room for', async () => {
    await fc.assert(
      fc.asyncProperty(asks, fc.integer({ min: 1, max: 5 }), async (all, longest) => {
        const running = new Set<string>();
        const done: string[] = [];
        const ask = linesByKey<
          { readonly key: string; readonly name: string; readonly takes: number },
          string
        >({
          longest,
          most: 2,
          run: async (line) => {
            const [first] = line;
            if (!first) throw new Error('nothing to run');
            expect(running.has(first.key)).toBe(false);
            running.add(first.key);
            await turns(first.takes);
            running.delete(first.key);
            done.push(...line.map(({ name }) => name));
            return line.map(({ name }) => ({ status: 'fulfilled' as const, value: name }));
          },
        });
        const asked: [string, string, Promise<string> | undefined][] = [];
        for (const [index, { key, after, takes }] of all.entries()) {
          await turns(after);
          asked.push([key, String(index), ask(key, { key, name: String(index), takes })]);
        }
        const taken = asked.flatMap(([key, name, answer]) => (answer ? [{ key, name, answer }] : []));
        expect(await Promise.all(taken.map(({ answer }) => answer))).toEqual(taken.map(({ name }) => name));
        for (const key of ['a', 'b', 'c']) {
          const names = taken.flatMap((one) => (one.key === key ? [one.name] : []));
          expect(done.filter((name) => names.includes(name))).toEqual(names);
        }
      }),
    );
  });
});

describe('saving the latest', () => {
  it('saves one value at a time, in order, the last of all among them, and tells a failure', async () => {
    await fc.assert(
      fc.asyncProperty(asks, fc.option(fc.nat({ max: 14 })), async (all, failing) => {
        const saved: number[] = [];
        let running = 0;
        const saving = savingLatest(async (value: number) => {
          running += 1;
          expect(running).toBe(1);
          await soon();
          running -= 1;
          if (value === failing) throw new Error('the disk is full');
          saved.push(value);
        });
        const told = async (): Promise<boolean> => {
          try {
            for (const [value, { after }] of all.entries()) {
              await turns(after);
              saving.save(value);
            }
            await saving.idle();
            return false;
          } catch {
            return true;
          }
        };
        const failed = await told();
        expect(saved).toEqual(saved.toSorted((a, b) => a - b));
        if (!failed && all.length > 0) expect(saved.at(-1)).toBe(all.length - 1);
        if (failed) expect(saved).not.toContain(failing);
      }),
    );
  });
});

describe('a task that is asked for more often than it runs', () => {
  it('runs never twice at a time, and once more after the last asking', async () => {
    await fc.assert(
      fc.asyncProperty(asks, async (all) => {
        let running = 0;
        let begun = 0;
        let lastAsked = 0;
        const task = coalesced(async () => {
          running += 1;
          expect(running).toBe(1);
          begun = lastAsked;
          await soon();
          running -= 1;
        });
        for (const [index, { after }] of all.entries()) {
          await turns(after);
          lastAsked = index + 1;
          task.ask();
        }
        await task.idle();
        expect(begun).toBe(all.length);
      }),
    );
  });
});

describe('a bell', () => {
  it('wakes whoever waits, and whoever looked before it rang', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: 5 }), fc.nat({ max: 5 }), async (early, waiting) => {
        const bell = createBell();
        const signal = new AbortController().signal;
        const seen = bell.rings();
        const before = Array.from({ length: waiting }, () => bell.next(seen, 60_000, signal));
        for (let times = 0; times <= early; times += 1) bell.ring();
        await Promise.all([...before, bell.next(seen, 60_000, signal)]);
        expect(bell.rings()).toBe(seen + early + 1);
      }),
    );
  });
});

describe('pauses between attempts', () => {
  it('double from the first to the longest, and never beyond', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 1_000 }), (attempt, first) => {
        const longest = 60_000;
        const pause = backOff(attempt, first, longest);
        expect(pause).toBeLessThanOrEqual(longest);
        expect(backOff(attempt + 1, first, longest)).toBe(Math.min(longest, 2 * pause));
      }),
    );
  });
});
