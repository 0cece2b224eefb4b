import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import type { Country } from '#casework';
import { lanes } from '#pacing';
import type { OutboundEvent } from './outbound-event.js';
import { releasing } from './releasing.js';
import { bridgeTables, specDatabase, type SpecDatabase } from './spec/database.js';
import { waitingReleaseTable, type WaitingReleases } from './tables/waiting-releases.js';

let own: SpecDatabase;
let database: DataSource;
let waiting: WaitingReleases;

beforeAll(async () => {
  own = await specDatabase();
  database = await bridgeTables(own.url);
  waiting = waitingReleaseTable(database);
});

afterAll(async () => {
  await database.destroy();
  await own.drop();
});

beforeEach(() => database.query('truncate bridge.waiting_release'));

const at = '2026-11-30T11:00:00.000Z';
const approval = (to: Country, caseId: string, more: Partial<OutboundEvent> = {}): OutboundEvent => ({
  ...{ eventId: randomUUID(), type: 'MessageApproved', caseId, messageId: randomUUID() },
  ...{ to, recordedAt: at, correlationId: 'command' },
  ...more,
});

/** A process of a node that reaches some countries; a start anew may reach others, over the same table. */
const reaching = (
  reached: readonly Country[],
  released: OutboundEvent[],
  fails: () => boolean = () => false,
) => {
  const known = new Map<string, Country>();
  const parts = releasing({
    waiting,
    reaches: (country) => reached.includes(country),
    now: () => '2026-11-30T12:00:00.000Z',
    steps: {
      release: (event) =>
        fails() ? Promise.reject(new Error('away')) : Promise.resolve(void released.push(event)),
      receiverOf: ({ messageId }) => Promise.resolve(known.get(messageId)),
    },
    inLane: lanes(),
    mustHold: () => undefined,
    onTrouble: () => undefined,
    firstPause: 0,
  });
  return {
    known,
    approve: async (event: OutboundEvent): Promise<void> => {
      if (!(await parts.waits(event))) released.push(event);
    },
    releaseDue: () => parts.releaseDue(undefined, new AbortController().signal),
  };
};

const rows = (): Promise<{ attempts: number }[]> =>
  database.query('select attempts from bridge.waiting_release');

describe('what is approved for a country that is not reached', () => {
  it('goes in the order of its case and country once that is reached, whatever is approved and fails meanwhile', async () => {
    const step = fc.record({
      caseOf: fc.nat(1),
      to: fc.constantFrom<Country>('LA', 'MM'),
      what: fc.constantFrom('approve', 'approve', 'approve', 'look', 'start', 'fail'),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
        await database.query('truncate bridge.waiting_release');
        const cases = [randomUUID(), randomUUID()];
        const released: OutboundEvent[] = [];
        const approved: OutboundEvent[] = [];
        let failing = false;
        let node = reaching(['MM'], released, () => failing);
        for (const { caseOf, to, what } of steps) {
          failing = what === 'fail';
          if (what === 'start') node = reaching(['LA', 'MM'], released, () => failing);
          if (what !== 'approve') await node.releaseDue();
          else {
            const event = approval(to, cases[caseOf]!);
            approved.push(event);
            await node.approve(event);
          }
        }
        failing = false;
        node = reaching(['LA', 'MM'], released, () => failing);
        await database.query('update bridge.waiting_release set next_try_at = now()');
        await node.releaseDue();
        const lineOf = (events: readonly OutboundEvent[], caseId: string, to: Country) =>
          events.filter((event) => event.caseId === caseId && event.to === to).map(({ eventId }) => eventId);
        for (const caseId of cases)
          for (const to of ['LA', 'MM'] as const)
            expect(lineOf(released, caseId, to)).toEqual(lineOf(approved, caseId, to));
        expect(await rows()).toEqual([]);
      }),
      { numRuns: 25 },
    );
  });

  it('keeps nothing waiting that is for a country that is reached, however much of it there is, and is not tried', async () => {
    const released: OutboundEvent[] = [];
    const node = reaching(['MM'], released);
    const event = approval('LA', randomUUID());
    await database.query(
      `insert into bridge.waiting_release (event_id, case_id, event, not_before)
       select gen_random_uuid(), gen_random_uuid(), $1, $2 from generate_series(1, 5000)`,
      [JSON.stringify(event), at],
    );
    const due = approval('MM', randomUUID(), { notBefore: '2026-11-30T11:59:00.000Z' });
    await waiting.add(due, due.notBefore!);
    await node.releaseDue();
    expect(released.map(({ eventId }) => eventId)).toEqual([due.eventId]);
    expect(await database.query('select distinct attempts from bridge.waiting_release')).toEqual([
      { attempts: 0 },
    ]);
  });

  it('is overtaken by what stops something, and by what goes to another country', async () => {
    const released: OutboundEvent[] = [];
    const caseId = randomUUID();
    await reaching([], released).approve(approval('LA', caseId));
    const node = reaching(['LA', 'MM'], released);
    const stop = approval('LA', caseId, { overtakes: true });
    const elsewhere = approval('MM', caseId);
    const later = approval('LA', caseId);
    for (const event of [stop, elsewhere, later]) await node.approve(event);
    expect(released.map(({ eventId }) => eventId)).toEqual([stop.eventId, elsewhere.eventId]);
    await node.releaseDue();
    expect(released.at(-1)?.eventId).toBe(later.eventId);
    expect(released).toHaveLength(4);
  });

  it('waits also where a version of before kept it without its country', async () => {
    const released: OutboundEvent[] = [];
    const { to: _to, ...old } = approval('LA', randomUUID());
    await waiting.add(old, at);
    const before = reaching(['MM'], released);
    before.known.set(old.messageId, 'LA');
    await before.releaseDue();
    expect([released, await rows()]).toEqual([[], [{ attempts: 0 }]]);
    await reaching(['MM', 'LA'], released).releaseDue();
    expect(released).toMatchObject([{ eventId: old.eventId, to: 'LA' }]);
  });
});

describe('what waits for its hour', () => {
  it('waits for it and holds up nothing of its case', async () => {
    const released: OutboundEvent[] = [];
    const caseId = randomUUID();
    const node = reaching(['LA'], released);
    await node.approve(approval('LA', caseId, { notBefore: '2026-12-01T00:00:00.000Z' }));
    const other = approval('LA', caseId);
    await node.approve(other);
    await node.releaseDue();
    expect(released.map(({ eventId }) => eventId)).toEqual([other.eventId]);
    expect(await rows()).toHaveLength(1);
  });

  it('is no matter of what was released already', async () => {
    const released: OutboundEvent[] = [];
    await reaching([], released).approve(
      approval('LA', randomUUID(), { type: 'MessageReleased', sequence: 1 }),
    );
    expect(released).toHaveLength(1);
  });
});
