import { z } from 'zod';
import { agencyOf } from '#casework';
import { caseRegister } from '../case-register.js';
import { isOverdue, overdueByRank } from '../due.js';
import { claimed, listRows, type Bind } from '../list.js';
import { pagedBy, viewQuery, YesNo, type Reader } from '../query.js';
import { nextUnlapsed, stillToDo } from '../warnings.js';
import { caseload, Task, tasks, type columns } from './caseload.js';
import { runsCase } from './runs-case.js';

const item = z.object({
  openedAt: z.string(),
  lastWorkedAt: z.string(),
  closed: z.boolean(),
  next: z.enum(tasks).nullable(),
  due: z.string().nullable(),
  overdue: z.boolean(),
  tasks: z.array(z.strictObject({ ...Task.shape, overdue: z.boolean() })),
  side: z.string(),
  partner: z.string().nullable(),
  urgency: z.string(),
  sex: z.string(),
  ageBand: z.string(),
  mainLanguage: z.string(),
});

/** Which row of a case is the reader's: that of the case owner where its office runs the case, else that of a partner. */
const ownRow = (bind: Bind, reader: Reader): string =>
  agencyOf(reader.facts, reader.actor.agency)?.viewer === 'SW'
    ? `v.viewer = case when ${runsCase(bind, reader)} then 'SW' else 'NG' end`
    : "v.viewer = 'NG'";

/** The cases that the reader's agency works on, with what is due next: the most pressing first. */
export const caseloadQuery = viewQuery({
  name: 'social_work.caseload',
  path: '/social-work/caseload',
  summary: 'Cases of this agency with what is due next, the most pressing first.',
  kinds: ['social_work', 'provincial_office'],
  params: z.strictObject({
    ...pagedBy('text'),
    closed: YesNo.default(false),
    overdue: YesNo.optional(),
    next: z.enum(tasks).optional(),
    /** Only cases on which the reader has worked. */
    mine: YesNo.default(false),
  }),
  item,
  sealed: ['names'],
  views: [caseload, caseRegister],
  run: (ports, { limit, cursor, closed, overdue, next, mine }, reader) =>
    listRows<typeof columns, z.output<typeof item>>(ports, reader, {
      view: caseload,
      sort: 'rank',
      limit,
      cursor,
      where: (bind, today) => [
        ownRow(bind, reader),
        `v.aside = ${bind(closed)}`,
        `r.involved ? ${bind(reader.actor.agency)}`,
        next && nextUnlapsed(bind(next), bind(today)),
        mine && `v.workers ? ${bind(reader.actor.id)}`,
        overdue !== undefined && overdueByRank(overdue, bind(today)),
      ],
      show: (row, register, today) => {
        const list = stillToDo(row.tasks, today);
        const due = list[0]?.due ?? null;
        return {
          data: item.parse({
            ...row,
            next: list[0]?.what ?? null,
            due,
            side: register.side,
            partner: register.partner,
            urgency: register.urgency,
            sex: register.sex,
            ageBand: register.ageBand,
            mainLanguage: register.mainLanguage,
            overdue: isOverdue(due, today),
            tasks: list.map((task) => ({ ...task, overdue: isOverdue(task.due, today) })),
          }),
          sealed: { names: claimed(register).names },
        };
      },
    }),
});
