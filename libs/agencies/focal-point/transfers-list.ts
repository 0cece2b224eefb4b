import { z } from 'zod';
import { officesFor } from '#access';
import { caseStages, circumstances, Country, Id } from '#casework';
import { caseRegister } from '../case-register.js';
import { isOverdue, overdueByRank } from '../due.js';
import { claimed, listRows } from '../list.js';
import { pagedBy, PartyFilter, viewQuery, YesNo } from '../query.js';
import { transfersBoard, type columns } from './transfers-board.js';
import { stillToDo } from '../warnings.js';
import { pressing, Wait } from './waits.js';

const params = z.strictObject({
  ...pagedBy('text'),
  stage: z.enum(caseStages).optional(),
  side: z.enum(['sending', 'receiving', 'transit']).optional(),
  partner: Country.optional(),
  /** A country, or an agency of the own country. */
  waitingFor: PartyFilter.optional(),
  overdue: YesNo.optional(),
  circumstance: z.enum(circumstances).optional(),
  /** Those that are closed and wait for nothing any more. */
  closed: YesNo.default(false),
  /** Shared reference of the people who travel together. */
  travelGroup: Id.optional(),
});

const item = z.object({
  side: z.enum(['sending', 'receiving', 'transit']),
  stage: z.enum(caseStages),
  stageSince: z.string(),
  suspended: z.boolean(),
  circumstances: z.array(z.enum(circumstances)),
  closed: z.boolean(),
  partner: z.string().nullable(),
  openedAt: z.string(),
  urgency: z.string(),
  sex: z.string(),
  ageBand: z.string(),
  travelGroup: z.string().nullable(),
  journeyId: z.string().nullable(),
  point: z.string().nullable(),
  plannedOn: z.string().nullable(),
  waitingFor: z.string().nullable(),
  waitingOn: z.enum(['state', 'own']).nullable(),
  since: z.string().nullable(),
  due: z.string().nullable(),
  overdue: z.boolean(),
  waits: z.array(z.strictObject({ ...Wait.shape, overdue: z.boolean() })),
});

/** Where is every transfer, and who is it waiting for: the most overdue first. */
export const transfersBoardQuery = viewQuery({
  name: 'focal_point.transfers_board',
  path: '/focal-point/transfers',
  summary: 'Every case with its stage, whom it waits for, since when, until when. The most pressing first.',
  kinds: ['focal_point'],
  params,
  item,
  sealed: ['names', 'findings'],
  views: [transfersBoard, caseRegister],
  run: (ports, { limit, cursor, ...filter }, reader) => {
    const offices = officesFor(reader.facts, reader.actor);
    return listRows<typeof columns, z.output<typeof item>>(ports, reader, {
      view: transfersBoard,
      sort: 'rank',
      limit,
      cursor,
      where: (bind, today) => [
        `v.aside = ${bind(filter.closed)}`,
        filter.stage && `v.stage = ${bind(filter.stage)}`,
        filter.side && `v.side = ${bind(filter.side)}`,
        filter.partner && `v.partner = ${bind(filter.partner)}`,
        filter.circumstance && `v.circumstances @> ${bind(JSON.stringify([filter.circumstance]))}::jsonb`,
        filter.waitingFor &&
          (offices.known(filter.waitingFor) ? `v.waiting_for = ${bind(filter.waitingFor)}` : 'false'),
        filter.travelGroup && `v.travel_group = ${bind(filter.travelGroup)}`,
        filter.overdue !== undefined && overdueByRank(filter.overdue, bind(today)),
      ],
      show: (row, register, today) => {
        const waits = stillToDo(row.waits, today);
        const first = pressing(waits);
        return {
          data: item.parse({
            ...row,
            urgency: register.urgency,
            sex: register.sex,
            ageBand: register.ageBand,
            waitingFor: first ? offices.as(first.who) : null,
            waitingOn: first?.on ?? null,
            since: first?.since ?? null,
            due: first?.due ?? null,
            overdue: isOverdue(first?.due ?? null, today),
            waits: waits.map((wait) => ({
              ...wait,
              who: offices.as(wait.who),
              overdue: isOverdue(wait.due, today),
            })),
          }),
          sealed: {
            names: claimed(register).names,
            findings: row.findings.map(({ finding }) => finding),
          },
        };
      },
    });
  },
});
