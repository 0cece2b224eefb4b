const noDay = '9999-12-31';

/** Orders a list: by due day, what has none last, then by how long it has waited. */
export const rankOf = ({ due, since }: { readonly due: string | null; readonly since: string }): string =>
  `${due ?? noDay} ${since}`;

/** Whether a due day has passed; told by the reader's clock when asked, never kept. */
export const isOverdue = (due: string | null, today: string): boolean => due !== null && due < today;

/** The same over a list's rows `v`, told by their rank: what is overdue comes first, so that an index leads to it. */
export const overdueByRank = (overdue: boolean, today: string): string =>
  `v.rank ${overdue ? '<' : '>='} ${today}`;
