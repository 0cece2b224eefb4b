const ofNumber = 12;
const numbers = 2 ** 48;

const headOf = (id: string): string => id.slice(0, -ofNumber);

/**
 * The id under which something is told another country for the time after so many: its own at first, then one of each
 * telling, since a partner may take what comes under an id once and refuse it ever after.
 */
export const idOfTelling = (id: string, before: number): string =>
  headOf(id) +
  ((Number.parseInt(id.slice(-ofNumber), 16) + before) % numbers).toString(16).padStart(ofNumber, '0');

/** Whether something was told under an id. Ids are drawn from hashes: two that begin alike are of one thing. */
export const isTellingOf = (id: unknown, told: unknown): boolean =>
  id === told ||
  (typeof id === 'string' && typeof told === 'string' && id.length > ofNumber && headOf(id) === headOf(told));
