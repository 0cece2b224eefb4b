import { Id } from '#casework';
import { nothingHere } from './problem.js';

/** The id in a part of a path, in its one form; what is none is answered like a file that does not exist. */
export const idIn = (part: unknown): string => {
  const id = Id.safeParse(part);
  if (!id.success) throw nothingHere();
  return id.data;
};
