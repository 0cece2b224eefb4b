/**
 * Who of those charged by mandate may take a step in a case (domain.md 2, 2.8).
 * `owner`: the office that runs the case, alone. `owner_first`: the office that runs it, and those that do no case work;
 * another office of case work only where the one that runs it is not charged with the step. `charged`: whom the mandate
 * or the process itself charges (the shelter of a stay, the office of a search). `keeper`: the office that began what the
 * step goes on with. `second`: who signs after another person of another agency. `own_work`: any office charged, for
 * facts of its own work and what the person asks of it. `anyone`: whoever takes part. `node`: the node itself.
 */
export const standings = [
  'owner',
  'owner_first',
  'charged',
  'keeper',
  'second',
  'own_work',
  'anyone',
  'node',
] as const;
export type StepStanding = (typeof standings)[number];
