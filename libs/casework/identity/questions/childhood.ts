import type { CountryFacts } from '../../words/facts.js';
import type { CaseFile } from '../../records/file.js';
import { ageFrom, type Age } from './age.js';

/** How old the person of a file is on a day (ISO date). `facts` are those of the node's own country. */
export const ageOf = (file: Pick<CaseFile, 'age'>, facts: CountryFacts, today: string): Age =>
  ageFrom(file.age, facts, today);

/** Whether the person is to be treated as a child on a day (ISO date). */
export const isChild = (file: Pick<CaseFile, 'age'>, facts: CountryFacts, today: string): boolean =>
  ageOf(file, facts, today).child;
