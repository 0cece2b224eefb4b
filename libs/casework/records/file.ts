import type { HandledCommands } from '../words/handled.js';
import type { RecordedCaseEvent } from './catalogue.js';
import { records, type Records } from './records.js';

/** The part of a file that each process folds. */
export type Parts = { readonly [Name in keyof Records]: Records[Name]['empty'] };

/** What one node knows about one person: the fold of the events of `case-<caseId>`. */
export interface CaseFile extends Parts {
  readonly caseId: string;
  /** Revision of the last event, -1 where the case does not exist. */
  readonly revision: number;
  readonly handled: HandledCommands;
  /** Every event, by revision: also those that were taken back and count no more. */
  readonly history: readonly RecordedCaseEvent[];
}

const emptyParts = Object.fromEntries(
  Object.entries(records).map(([name, { empty }]) => [name, empty]),
) as Parts;

export const emptyFile = (caseId: string): CaseFile => ({
  ...emptyParts,
  caseId,
  revision: -1,
  handled: new Map(),
  history: [],
});
