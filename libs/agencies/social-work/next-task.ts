/** Whether a task is the next of a row `v`, also behind one that has lapsed. */
export const nextUnlapsed = (next: string, today: string): string =>
  `case when v.tasks->0->>'until' < ${today} then v.tasks->1->>'what' else v.next end = ${next}`;
