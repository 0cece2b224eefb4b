import type { overdueSystemCommands } from '../overdue/commands.js';
import type { Decisions } from '../records/rules.js';
import { accept, refuse } from '../words/decision.js';
import { fallenDue } from './falls-due.js';

/** What the node records when it looks at a case: decided where the duties of all processes are known. */
export const overdueDecisions: Decisions<typeof overdueSystemCommands> = {
  LookAtDuties: ({ by }, file, context) => {
    if (!file.coordination.opened) return refuse('unknown_reference', 'There is no case with this id.');
    return accept(...fallenDue(file, by, context));
  },
};
