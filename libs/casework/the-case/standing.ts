import { caseCommands, type CaseCommand } from '../records/catalogue.js';
import { caseOffice, runsTheCase } from '../coordination/questions/owner.js';
import { holdsMandate } from '../words/facts.js';
import type { CaseFile } from '../records/file.js';
import type { CommandDefinition } from '../words/command.js';
import type { Context } from '../words/context.js';
import { refuse, type Decision } from '../words/decision.js';

/** Whether an office of case work was only referred to a case in which the one that runs it is charged with the step. */
const isOnlyReferred = (mandate: CommandDefinition['mandate'], file: CaseFile, context: Context): boolean => {
  const facts = context.facts(context.country);
  const runs = caseOffice(file, context);
  return (
    holdsMandate(facts, context.actor.agency, 'case_work') &&
    runs !== undefined &&
    holdsMandate(facts, runs, mandate)
  );
};

/**
 * Why an office that is charged with a step by its mandate may not take it in this case: it is the owner's. Whose step
 * another begun before it is, `notYours` asks; who may sign second, the process that waits for it.
 */
export const notStanding = (
  command: CaseCommand,
  file: CaseFile,
  context: Context,
): Decision<never> | undefined => {
  const definition: CommandDefinition = caseCommands[command.type];
  if (!file.coordination.opened || runsTheCase(file, context)) return undefined;
  switch (definition.standing) {
    case 'owner':
      return definition.protects?.(command.body) ? undefined : refuseOther();
    case 'owner_first':
      return isOnlyReferred(definition.mandate, file, context) ? refuseOther() : undefined;
    case 'charged':
    case 'keeper':
    case 'second':
    case 'own_work':
    case 'anyone':
    case 'node':
      return undefined;
  }
};

const refuseOther = (): Decision<never> =>
  refuse('not_yours', 'The owner of the case takes this step. Ask it to, or to pass the case on to you.');
