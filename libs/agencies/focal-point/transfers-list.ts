import { z } from 'zod';
import { circumstances, Id, State } from '#casework';
import { listOfCases } from '../cases.js';
import { isOverdue, overdueFilter } from '../due.js';
import { filter, is } from '../filter.js';
import { told } from '../list.js';
import { officesOf } from '../offices.js';
import { PartyFilter, YesNo } from '../query.js';
import type { ShownTo } from '../subjects.js';
import { stillToDo } from '../duty-time.js';
import { transfersBoard, type Board } from './transfers-board.js';
import { pressing, Wait } from './waits.js';

/** What the case waits for on the day, of whom as far as the reader may know them. */
const onTheDay = (row: Board, { reader, today }: ShownTo): Board => {
  const offices = officesOf(reader);
  const waits = stillToDo(row.waits, today);
  const first = pressing(waits);
  return {
    ...row,
    waits: waits.map((wait) => ({ ...wait, who: offices.as(wait.who) })),
    waitingFor: first ? offices.as(first.who) : null,
    waitingOn: first?.on ?? null,
    since: first?.since ?? null,
    due: first?.due ?? null,
  };
};

/** Where is every transfer, and who is it waiting for: the most overdue first. */
export const transfersBoardQuery = listOfCases(transfersBoard, {
  path: '/focal-point/transfers',
  summary: 'Every case with its stage, whom it waits for, since when, until when. The most pressing first.',
  kinds: ['focal_point'],
  sort: 'rank',
  ofSubject: ['names', 'urgency', 'sex', 'ageBand'],
  onTheDay,
  told: {
    overdue: told(z.boolean(), ({ row, today }) => isOverdue(row.due, today)),
    waits: told(z.array(z.strictObject({ ...Wait.shape, overdue: z.boolean() })), ({ row, today }) =>
      row.waits.map((wait) => ({ ...wait, overdue: isOverdue(wait.due, today) })),
    ),
  },
  sealed: { findings: ({ findings }) => findings.map(({ finding }) => finding) },
  filters: {
    stage: is('stage'),
    side: is('side'),
    partner: is('partner', State),
    /** A country, or an agency of the own country. */
    waitingFor: filter(PartyFilter, (party, { bind, reader }) =>
      officesOf(reader).known(party) ? `v.waiting_for = ${bind(party)}` : 'false',
    ),
    overdue: overdueFilter,
    circumstance: filter(
      z.enum(circumstances),
      (circumstance, { bind }) => `v.circumstances @> ${bind(JSON.stringify([circumstance]))}::jsonb`,
    ),
    /** Those that are closed and wait for nothing any more. */
    closed: is('aside', YesNo.default(false)),
    /** Shared reference of the people who travel together. */
    travelGroup: is('travelGroup', Id),
  },
});
