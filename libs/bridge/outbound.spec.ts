import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import type { Country } from '#casework';
import { eventually } from './exchange.contract.js';
import { outbound } from './outbound.js';
import { countryDesk, type CountryDesk } from './spec/country-desk.js';
import { inMemory, nothingKept } from '../following/spec/in-memory.js';
import { pause } from '#pacing';

/** A case of which one message was released and has not gone: parked. */
const parkReleased = async (desk: CountryDesk, to: Country, { parking }: ReturnType<typeof inMemory>) => {
  const caseId = randomUUID();
  await desk.open(caseId);
  const messageId = await desk.notify(caseId, to);
  await desk.asNode(caseId, { type: 'ReleaseMessage', body: { messageId } });
  const released = desk.store.all.at(-1)!;
  const deed = {
    lane: caseId,
    overtakes: false,
    towards: to,
    shown: { messageId },
    reason: 'away',
    waitMs: 0,
  };
  await parking.park('outbound', released, deed);
};

describe('What could not be sent', () => {
  it('holds up what goes to the same country, and nothing that goes to another', async () => {
    const desk = countryDesk('TH', ['LA', 'MM']);
    const kept = nothingKept();
    const following = inMemory(kept);
    for (const to of ['LA', 'LA', 'MM'] as const) await parkReleased(desk, to, following);
    const tried: Country[] = [];
    const stop = new AbortController();
    const running = outbound({
      country: 'TH',
      store: {
        epoch: () => Promise.resolve('one'),
        read: (stream, from) => desk.store.read(stream, from),
        subscribe: async function* (_after, { signal }) {
          yield { kind: 'caught_up' as const, position: '0' };
          await pause(60_000, signal);
        },
      },
      cases: desk.cases,
      ...following,
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
        holds: () => Promise.resolve(false),
        due: () => Promise.resolve([]),
        isFor: () => Promise.resolve(),
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
      consentReferenceFor: (_country, consentId) => consentId,
      speaks: () => 1,
      officeOf: () => 'focal',
      retryEvery: 5,
    }).run(stop.signal);
    await eventually(() => tried.filter((to) => to === 'LA').length >= 3);
    stop.abort();
    await running;
    expect(tried.slice(0, 3)).toEqual(['LA', 'MM', 'LA']);
    expect(kept.parked).toHaveLength(2);
  });
});
