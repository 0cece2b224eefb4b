import { describe, expect, it } from '@jest/globals';
import type { SureTime } from './sure-time.js';
import { memoryWakeUps } from './spec/memory-wake-ups.js';
import { nextLook, watch, type Look, type WatchReport } from './watch.js';

const now = '2019-06-03T00:00:00.000Z';
const surely: SureTime = { sure: true, now };
const inAWeek = '2019-06-10T00:00:00.000Z';

/** Watches until a number of rounds has been begun. */
const watched = async (
  wakeUps: ReturnType<typeof memoryWakeUps>,
  look: Look,
  {
    rounds = 3,
    time = surely,
    ...more
  }: { rounds?: number; time?: SureTime; sure?: () => boolean; report?: (report: WatchReport) => void } = {},
): Promise<void> => {
  const stop = new AbortController();
  let begun = 0;
  const tell = (): Promise<SureTime> => {
    begun += 1;
    if (begun >= rounds) stop.abort();
    return Promise.resolve(time);
  };
  await watch({ wakeUps, look, time: tell, handful: 2, lookEvery: 0, ...more }, stop.signal);
};

describe('the watch over what falls due', () => {
  it('looks at a file once it has changed, and again when the file says so', async () => {
    const wakeUps = memoryWakeUps();
    await wakeUps.changed(['case-1']);
    const looks: string[] = [];
    const look: Look = (stream, by) => {
      looks.push(`${stream} ${by}`);
      return Promise.resolve('2019-06-05T17:00:00.000Z');
    };
    await watched(wakeUps, look);
    expect(looks).toEqual([`case-1 ${now}`]);
    await watched(wakeUps, look, { time: { sure: true, now: '2019-06-05T16:59:59.000Z' } });
    expect(looks).toHaveLength(1);
    await watched(wakeUps, look, { time: { sure: true, now: '2019-06-05T17:00:00.000Z' } });
    expect(looks).toHaveLength(2);
  });

  it('looks again at a file that changed while it was looked at', async () => {
    const wakeUps = memoryWakeUps();
    await wakeUps.changed(['case-1']);
    let looks = 0;
    await watched(
      wakeUps,
      async () => {
        looks += 1;
        if (looks === 1) await wakeUps.changed(['case-1']);
        return undefined;
      },
      { rounds: 4 },
    );
    expect(looks).toBe(2);
  });

  it('leaves no file for longer than a week, and none is looked at over and over', () => {
    expect(nextLook(now, '2019-01-01T00:00:00.000Z')).toBe('2019-06-03T00:01:00.000Z');
    expect(nextLook(now, undefined)).toBe(inAWeek);
    expect(nextLook(now, '2020-01-01T00:00:00.000Z')).toBe(inAWeek);
    expect(nextLook(now, '2019-06-04T00:00:00.000Z')).toBe('2019-06-04T00:00:00.000Z');
  });

  it('does nothing while the time is not sure, and says so once', async () => {
    const wakeUps = memoryWakeUps();
    await wakeUps.changed(['case-1']);
    const reports: WatchReport[] = [];
    await watched(wakeUps, () => Promise.reject(new Error('looked')), {
      time: { sure: false, now, why: 'jumped' },
      report: (report) => reports.push(report),
    });
    expect(reports).toEqual([{ what: 'not_sure', why: 'jumped' }]);
    expect(wakeUps.rows.get('case-1')?.at).toBe('');
  });

  it('puts a file off that cannot be looked at, with a growing pause, and goes on with the others', async () => {
    const wakeUps = memoryWakeUps();
    await wakeUps.changed(['case-1', 'case-2', 'case-3']);
    const looks: string[] = [];
    await watched(wakeUps, (stream) => {
      looks.push(stream);
      return stream === 'case-1' ? Promise.reject(new Error('no key')) : Promise.resolve(undefined);
    });
    expect(looks.toSorted()).toEqual(['case-1', 'case-2', 'case-3']);
    expect(wakeUps.rows.get('case-1')).toMatchObject({ at: '2019-06-03T00:00:01.000Z', attempts: 1 });
    await watched(wakeUps, () => Promise.reject(new Error('no key')), {
      time: { sure: true, now: '2019-06-03T00:00:01.000Z' },
    });
    expect(wakeUps.rows.get('case-1')).toMatchObject({ at: '2019-06-03T00:00:03.000Z', attempts: 2 });
  });

  it('stops before it looks at anything where another process may have the work', async () => {
    const wakeUps = memoryWakeUps();
    await wakeUps.changed(['case-1']);
    await watched(wakeUps, () => Promise.reject(new Error('looked')), { sure: () => false });
    expect(wakeUps.rows.get('case-1')).toMatchObject({ at: '', attempts: 0 });
  });
});
