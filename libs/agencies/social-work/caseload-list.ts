import { z } from 'zod';
import { agencyOf } from '#casework';
import { listOfCases } from '../cases.js';
import { isOverdue, overdueFilter } from '../due.js';
import { filter, is, type Bind } from '../filter.js';
import { told } from '../list.js';
import { YesNo, type Reader } from '../query.js';
import type { ShownTo } from '../subjects.js';
import { stillToDo } from '../duty-time.js';
import { nextUnlapsed } from './next-task.js';
import { caseload, Task, tasks, type Load } from './caseload.js';
import { runsCase } from './runs-case.js';

/**
 * Which row of a case is the reader's: of an office of social work that of the case owner where it runs the case, else that
 * of a partner; of others that of their own kind.
 */
const ownRow = (bind: Bind, reader: Reader): string => {
  const viewer = agencyOf(reader.facts, reader.actor.agency)?.viewer;
  return viewer === 'SW'
    ? `v.viewer = case when ${runsCase(bind, reader)} then 'SW' else 'NG' end`
    : `v.viewer = ${bind(viewer ?? null)}`;
};

/** What can still be done on the day. */
const onTheDay = (row: Load, { today }: ShownTo): Load => {
  const list = [...stillToDo(row.tasks, today)];
  return { ...row, tasks: list, next: list[0]?.what ?? null, due: list[0]?.due ?? null };
};

/** The cases that the reader's agency works on, with what is due next: the most pressing first. */
export const caseloadQuery = listOfCases(caseload, {
  path: '/social-work/caseload',
  summary: 'Cases of this agency with what is due next, the most pressing first.',
  kinds: ['social_work', 'provincial_office'],
  sort: 'rank',
  ofSubject: ['names', 'side', 'partner', 'urgency', 'sex', 'ageBand', 'mainLanguage'],
  onTheDay,
  told: {
    overdue: told(z.boolean(), ({ row, today }) => isOverdue(row.due, today)),
    tasks: told(z.array(z.strictObject({ ...Task.shape, overdue: z.boolean() })), ({ row, today }) =>
      row.tasks.map((task) => ({ ...task, overdue: isOverdue(task.due, today) })),
    ),
  },
  where: ({ bind, reader }) => [ownRow(bind, reader), `r.involved ? ${bind(reader.actor.agency)}`],
  filters: {
    closed: is('aside', YesNo.default(false)),
    overdue: overdueFilter,
    next: filter(z.enum(tasks), (next, { bind, today }) => nextUnlapsed(bind(next), bind(today))),
    /** Only cases on which the reader has worked. */
    mine: filter(YesNo.default(false), (mine, { bind, reader }) =>
      mine ? `v.workers ? ${bind(reader.actor.id)}` : 'true',
    ),
  },
});
