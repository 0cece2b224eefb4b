import { describe, expect, it } from '@jest/globals';
import { lanes } from '#pacing';
import type { OutboundEvent } from './outbound-event.js';
import { releasing } from './releasing.js';

const now = '2026-11-30T12:00:00.000Z';
const approval = (to: 'LA' | 'MM', more: Partial<OutboundEvent> = {}): OutboundEvent => ({
  ...{ eventId: `event to ${to}`, type: 'MessageApproved', caseId: 'case', messageId: `message to ${to}` },
  ...{ to, recordedAt: '2026-11-30T11:00:00.000Z', correlationId: 'command' },
  ...more,
});

/** Releases over a table in memory, for a node that reaches the countries named. */
const over = (...reached: string[]) => {
  const kept: { event: OutboundEvent; notBefore: string }[] = [];
  const released: string[] = [];
  const postponed: string[] = [];
  const each = releasing({
    waiting: {
      add: (event, notBefore) => Promise.resolve(void kept.push({ event, notBefore })),
      due: () => Promise.resolve(kept.map(({ event }) => ({ event, attempts: 0 }))),
      postpone: (eventId) => Promise.resolve(void postponed.push(eventId)),
      remove: (eventId) =>
        Promise.resolve(
          void kept.splice(
            kept.findIndex(({ event }) => event.eventId === eventId),
            1,
          ),
        ),
    },
    reaches: (country) => reached.includes(country),
    now: () => now,
    steps: { release: ({ eventId }) => Promise.resolve(void released.push(eventId)) },
    inLane: lanes(),
    mustHold: () => undefined,
    onTrouble: () => undefined,
    firstPause: 1,
  });
  return { ...each, reached, kept, released, postponed };
};

describe('what is approved for a country that is not reached', () => {
  it('is kept and not released, and holds up nothing for another', async () => {
    const world = over('MM');
    expect(await world.waits(approval('LA'))).toBe(true);
    expect(await world.waits(approval('MM'))).toBe(false);
    expect(world.kept.map(({ event }) => event.to)).toEqual(['LA']);
  });

  it('is judged at its release, once the country is reached, and not before', async () => {
    const world = over('MM');
    await world.waits(approval('LA'));
    const { signal } = new AbortController();
    await world.releaseDue(undefined, signal);
    expect([world.released, world.postponed, world.kept.length]).toEqual([[], ['event to LA'], 1]);
    world.reached.push('LA');
    await world.releaseDue(undefined, signal);
    expect([world.released, world.kept.length]).toEqual([['event to LA'], 0]);
  });

  it('waits for its hour all the same', async () => {
    const world = over('LA');
    expect(await world.waits(approval('LA', { notBefore: '2026-12-01T00:00:00.000Z' }))).toBe(true);
    expect(world.kept[0]?.notBefore).toBe('2026-12-01T00:00:00.000Z');
  });

  it('is no matter of what was released already', async () => {
    const world = over();
    expect(await world.waits(approval('LA', { type: 'MessageReleased', sequence: 1 }))).toBe(false);
  });
});
