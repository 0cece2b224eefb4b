import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import type { Country } from '#casework';
import { eventually } from './exchange.contract.js';
import { outboundEventOf } from './outbound-event.js';
import { outbound } from './outbound.js';
import { countryDesk, type CountryDesk } from './spec/country-desk.js';
import type { OutboundEvent, ParkedEvents } from './tables/parked-events.js';
import { pause } from '#pacing';

/** Parked events that are always due, in their order. */
const alwaysDue = (events: readonly OutboundEvent[]): ParkedEvents => {
  const left = [...events];
  return {
    park: (event) => Promise.resolve(void left.push(event)),
    holds: (caseId) => Promise.resolve(left.some((event) => event.caseId === caseId)),
    cases: () => Promise.resolve(left.map(({ caseId }) => caseId)),
    dueCases: () => Promise.resolve(left.map(({ caseId, to }) => ({ caseId, to }))),
    ofCase: (caseId) =>
      Promise.resolve(
        left.filter((event) => event.caseId === caseId).map((event) => ({ event, attempts: 1 })),
      ),
    failedAgain: () => Promise.resolve(),
    remove: (eventId) => {
      left.splice(
        left.findIndex((event) => event.eventId === eventId),
        1,
      );
      return Promise.resolve();
    },
    count: () => Promise.resolve(left.length),
  };
};

/** A case of which one message was released and has not gone. */
const releasedTo = async (desk: CountryDesk, to: Country): Promise<OutboundEvent> => {
  const caseId = randomUUID();
  await desk.open(caseId);
  const messageId = await desk.notify(caseId, to);
  await desk.asNode(caseId, { type: 'ReleaseMessage', body: { messageId } });
  return desk.store.all.flatMap(outboundEventOf).at(-1)!;
};

describe('What could not be sent', () => {
  it('holds up what goes to the same country, and nothing that goes to another', async () => {
    const desk = countryDesk('TH', ['LA', 'MM']);
    const parked = alwaysDue([
      await releasedTo(desk, 'LA'),
      await releasedTo(desk, 'LA'),
      await releasedTo(desk, 'MM'),
    ]);
    const tried: Country[] = [];
    const stop = new AbortController();
    const running = outbound({
      country: 'TH',
      store: {
        epoch: () => Promise.resolve('one'),
        read: () => {
          throw new Error('nothing was put aside');
        },
        subscribe: async function* (_after, { signal }) {
          yield { kind: 'caught_up' as const, position: '0' };
          await pause(60_000, signal);
        },
      },
      cases: desk.cases,
      checkpoints: { load: () => Promise.resolve(undefined), save: () => Promise.resolve() },
      parked,
      forget: () => Promise.resolve(),
      unread: {
        keep: () => Promise.resolve(),
        list: () => Promise.resolve([]),
        remove: () => Promise.resolve(),
      },
      awaited: {
        add: () => Promise.resolve(),
        due: () => Promise.resolve([]),
        later: () => Promise.resolve(),
        postpone: () => Promise.resolve(),
        keptBack: () => Promise.resolve(),
        remove: () => Promise.resolve(),
        forget: () => Promise.resolve(),
      },
      waiting: {
        add: () => Promise.resolve(),
        due: () => Promise.resolve([]),
        postpone: () => Promise.resolve(),
        remove: () => Promise.resolve(),
      },
      now: () => new Date().toISOString(),
      channelTo: (to) => ({
        answersByItself: true,
        send: () => {
          tried.push(to);
          return to === 'LA' ? Promise.reject(new Error('away')) : Promise.resolve();
        },
      }),
      referenceFor: (_country, caseId) => caseId,
      retryEvery: 5,
    }).run(stop.signal);
    await eventually(() => tried.filter((to) => to === 'LA').length >= 3);
    stop.abort();
    await running;
    expect(tried.slice(0, 3)).toEqual(['LA', 'MM', 'LA']);
    expect(await parked.count()).toBe(2);
  });
});
