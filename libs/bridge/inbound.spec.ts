import { describe, expect, it } from '@jest/globals';
import type { Exchange } from './exchange.js';
import { eventually } from './exchange.contract.js';
import { inbound } from './inbound.js';
import { pause } from '#pacing';

const never = (): never => {
  throw new Error('Nothing comes in this spec.');
};

/** An exchange that gives up reading so many times; says how often it was asked to read. */
const givingUp = (times: number): Exchange & { readonly asked: () => number } => {
  let asked = 0;
  return {
    asked: () => asked,
    publish: never,
    consume: async (_topic, _group, _handler, { signal }) => {
      asked += 1;
      if (asked <= times) throw new Error('gone');
      await pause(60_000, signal);
    },
    flow: never,
    close: () => Promise.resolve(),
  };
};

describe('A topic that its exchange gives up reading', () => {
  it('is read anew, and no other is disturbed', async () => {
    const [broken, sound] = [givingUp(2), givingUp(0)];
    const trouble: string[] = [];
    const stop = new AbortController();
    const consuming = inbound({
      country: 'TH',
      senders: ['MM'],
      lines: { from: () => [broken, sound], under: never },
      cases: { carryOut: never, load: never },
      caseOf: never,
      speaks: never,
      now: never,
      ring: { country: 'TH', own: [], parties: {} },
      catalogue: {},
      parked: {
        park: never,
        ofCase: never,
        due: never,
        failedAgain: never,
        remove: never,
        forget: never,
        count: never,
      },
      deadLetters: {
        keep: never,
        list: never,
        find: never,
        places: never,
        forget: never,
        dropEnded: never,
        retaken: never,
        count: never,
      },
      referenceFor: never,
      readAnewAfter: 5,
      onTrouble: (name) => trouble.push(name),
    }).consume(stop.signal);
    await eventually(() => broken.asked() === 3);
    expect([sound.asked(), trouble]).toEqual([1, ['Error', 'Error']]);
    stop.abort();
    await consuming;
  });
});
