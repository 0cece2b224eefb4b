import { filter } from './filter.js';
import { YesNo } from './query.js';

const noDay = '9999-12-31';

/** Orders a list: by due day, what has none last, then by how long it has waited. */
export const rankOf = ({ due, since }: { readonly due: string | null; readonly since: string }): string =>
  `${due ?? noDay} ${since}`;

/** Whether a due day has passed; told by the reader's clock when asked, never kept. */
export const isOverdue = (due: string | null, today: string): boolean => due !== null && due < today;

/** By that, over rows that are ordered by their rank: what is overdue comes first, so that an index leads to it. */
export const overdueFilter = filter(
  YesNo,
  (overdue, { bind, today }) => `v.rank ${overdue ? '<' : '>='} ${bind(today)}`,
);
