import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import type { Country } from '#casework';
import type { OutgoingMessage } from './desk-port.js';
import { eventually } from './exchange.contract.js';
import { outbound } from './outbound.js';
import type { OutboundEvent, ParkedEvents } from './tables/parked-events.js';
import { pause } from './waiting.js';

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

const releaseTo = (to: Country): OutboundEvent => ({
  eventId: randomUUID(),
  type: 'MessageReleased',
  caseId: randomUUID(),
  messageId: randomUUID(),
  sequence: 1,
  to,
  recordedAt: '2014-08-04T02:00:00.000Z',
  correlationId: randomUUID(),
});

describe('What could not be sent', () => {
  it('holds up what goes to the same country, and nothing that goes to another', async () => {
    const events = [releaseTo('LA'), releaseTo('LA'), releaseTo('MM')];
    const parked = alwaysDue(events);
    const own = ({ messageId, to }: OutboundEvent): OutgoingMessage => ({
      messageId,
      kind: 'CaseNotified',
      to: to ?? 'MM',
      instrument: 'any',
      instrumentVersion: '1',
      clause: '1',
      purpose: 'notification',
      groups: [],
      payload: {},
    });
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
      desk: {
        handle: () => Promise.resolve({ kind: 'done' }),
        file: (caseId) =>
          Promise.resolve({
            revision: 1,
            own: () => events.filter((event) => event.caseId === caseId).map(own)[0],
            arrived: () => false,
            theirs: () => undefined,
            referenceOf: () => undefined,
            nextFrom: () => 1,
          }),
      },
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
      now: () => '2014-08-04T02:00:00.000Z',
      channelTo: (to) => ({
        answersByItself: true,
        send: () => {
          tried.push(to);
          return to === 'LA' ? Promise.reject(new Error('away')) : Promise.resolve();
        },
      }),
      referenceFor: (_country, caseId) => caseId,
      actor: { id: 'node', country: 'TH', agency: 'node', roles: [] },
      retryEvery: 5,
    }).run(stop.signal);
    await eventually(() => tried.filter((to) => to === 'LA').length >= 3);
    stop.abort();
    await running;
    expect(tried.slice(0, 3)).toEqual(['LA', 'MM', 'LA']);
    expect(await parked.count()).toBe(2);
  });
});
