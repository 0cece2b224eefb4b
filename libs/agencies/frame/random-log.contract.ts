import { createHash } from 'node:crypto';
import fc from 'fast-check';
import type { Pool } from 'pg';
import { z } from 'zod';
import { event, everyone, everyoneInvolved, operational } from '#casework';
import type { PlacedEvent, StoredEvent } from '#event-store';
import { foldBatch } from './batch.js';
import { integer, text } from './columns.js';
import { tableOf } from './tables.js';
import { keyedBy, NotTaken, viewsOver, type View } from './view.js';

const catalogue = {
  Noted: event('Noted', everyoneInvolved, {
    subject: operational(z.string(), everyone),
    text: operational(z.string(), everyone),
  }),
  Closed: event('Closed', everyoneInvolved, { subject: operational(z.string(), everyone) }),
  Marked: event('Marked', everyoneInvolved, {}),
};

/** A row for each subject of a case; a mark touches every row of its case. */
export const subjects = viewsOver(catalogue)({
  name: 'subjects',
  agency: 'spec_agency',
  version: 1,
  columns: { count: integer, last: text },
  keysOf: keyedBy('subject', 'Marked'),
  on: {
    Noted: (row, { open }) => {
      if (open.text === 'refused') throw new NotTaken('refused_in_spec');
      return { count: (row?.count ?? 0) + 1, last: open.text };
    },
    Closed: () => undefined,
    Marked: (row) => row && { ...row, count: row.count + 100 },
  },
});

/** A row for each case; passes over what closes and marks. One of its columns is called what SQL keeps for itself. */
export const counts = viewsOver(catalogue)({
  name: 'counts',
  agency: 'spec_agency',
  version: 1,
  columns: { count: integer, on: text },
  on: { Noted: (row, { open }) => ({ count: (row?.count ?? 0) + 1, on: open.text }) },
});

/** A row for each case with a mark: it passes over most. */
export const marks = viewsOver(catalogue)({
  name: 'marks',
  agency: 'spec_agency',
  version: 1,
  columns: { count: integer },
  on: { Marked: (row) => ({ count: (row?.count ?? 0) + 1 }) },
});

const notStorable = 'nul \u0000';
/** Longer than an entry of an index, and hard to compress. */
const tooLong = Array.from({ length: 100 }, (_, n) =>
  createHash('sha256').update(String(n)).digest('base64'),
).join('');

const someEvent: fc.Arbitrary<Pick<StoredEvent, 'type' | 'open'>> = fc.oneof(
  {
    weight: 30,
    arbitrary: fc.record({
      type: fc.constant('Noted'),
      open: fc.record({ subject: fc.constantFrom('a', 'b'), text: fc.constantFrom('one', 'two') }),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      type: fc.constant('Closed'),
      open: fc.record({ subject: fc.constantFrom('a', 'b') }),
    }),
  },
  { weight: 3, arbitrary: fc.constant({ type: 'Marked', open: {} }) },
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constant('Noted'),
      open: fc.constantFrom(
        { subject: 'a', text: 'refused' },
        { subject: 'a', text: notStorable },
        { subject: notStorable, text: 'one' },
        { subject: tooLong, text: 'one' },
      ),
    }),
  },
);

type Entry = readonly [number, Pick<StoredEvent, 'type' | 'open'>];

const isStorable = ({ open }: Pick<StoredEvent, 'open'>): boolean =>
  ![notStorable, tooLong].some((value) => Object.values(open).includes(value));

/** A case ends with a value that cannot be stored: what follows in the same batch could hide it. */
const endingWithBadValues = (log: readonly Entry[]): readonly Entry[] =>
  log.filter(([n], at) => !log.slice(0, at).some((earlier) => earlier[0] === n && !isStorable(earlier[1])));

/** Events of a few cases, some of which a view cannot take or a table not hold. */
export const someLog = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 6 }), someEvent), { minLength: 60, maxLength: 120 })
  .map(endingWithBadValues);

const inOrder = <R extends { readonly caseId: string; readonly key: string }>(
  rows: readonly R[],
): readonly R[] => [...rows].sort((a, b) => `${a.caseId} ${a.key}`.localeCompare(`${b.caseId} ${b.key}`));

/** Whether a view of these takes an event and its table holds what it makes of it. */
const isTaken = (view: View, event: PlacedEvent): boolean =>
  view === subjects
    ? event.open['text'] !== 'refused' && isStorable(event)
    : view !== counts || event.open['text'] !== notStorable;

/** What the log makes of a view, taken event by event: a case stops at its first event that cannot be taken. */
export const expected = (view: View, events: readonly PlacedEvent[]) => {
  const stopped = new Set<string>();
  const open = events.filter((event) => {
    if (!isTaken(view, event)) stopped.add(event.stream);
    return !stopped.has(event.stream);
  });
  const rows = foldBatch(view, open, []).stored.map(({ caseId, key, fields }) => ({
    caseId,
    key,
    ...fields,
  }));
  return { rows: inOrder(rows), parked: stopped.size };
};

/** What the tables of a view hold. */
export const found = async (pool: Pool, view: View) => {
  const { rows } = await pool.query<{ readonly caseId: string; readonly key: string }>(
    `select case_id as "caseId", key, ${Object.keys(view.columns)
      .map((name) => `"${name}"`)
      .join(', ')} from ${tableOf(view)}`,
  );
  const parked = await pool.query('select from following.parked where follower = $1', [tableOf(view)]);
  return { rows: inOrder(rows), parked: parked.rows.length };
};
