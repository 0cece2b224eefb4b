import { fallenDue, nextDue, type Country, type NewCaseEvent } from '#casework';
import { commandIdAfter, nodeActor, type Desk } from '#desk';
import type { Look } from './watch.js';

export interface LookingParts {
  readonly desk: Pick<Desk, 'surroundings'> & { readonly cases: Pick<Desk['cases'], 'carryOut' | 'load'> };
  readonly country: Country;
}

const ofCase = 'case-';

/** Whether a file is looked at when something falls due. */
export const isWatched = (stream: string): boolean => stream.startsWith(ofCase);

/** Whatever the instant at which it was found, it is the same command. */
const whenever = '1970-01-01T00:00:00.000Z';

/** What tells one finding from another: which duties, with which days, and how often something was taken back before. */
const labelOf = (found: readonly NewCaseEvent[], takenBack: number): string =>
  JSON.stringify(['duties', takenBack, ...found.map(({ type, data }) => [type, data])]);

/**
 * Looks at the duties of a case: has the desk record what has fallen due in it, and says when to look again. The decision asks
 * the file again, so that what is found twice is recorded once.
 */
export const lookingAt =
  ({ desk, country }: LookingParts): Look =>
  async (stream, by) => {
    const caseId = stream.slice(ofCase.length);
    const actor = nodeActor(country);
    const { file } = await desk.cases.load(caseId);
    const context = await desk.surroundings(actor);
    const found = fallenDue(file, by, context);
    if (found.length === 0) return nextDue(file, context);
    const type = 'LookAtDuties';
    const outcome = await desk.cases.carryOut({
      id: caseId,
      command: { type, body: { by } },
      sameAs: { type, body: { by: whenever } },
      actor,
      commandId: commandIdAfter(caseId, labelOf(found, file.overdue.takenBack)),
    });
    if (outcome.kind === 'busy') throw new Error('A look could not be carried out: busy.');
    const after = await desk.cases.load(caseId);
    return nextDue(after.file, context);
  };
