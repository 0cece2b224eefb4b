import { recallEverythingTo } from '../disclosure/recall.js';
import { accept } from '../kernel/decision.js';
import type { Decisions } from '../kernel/rules.js';
import type { protectionCommands } from './commands.js';

export const protectionDecisions: Decisions<typeof protectionCommands> = {
  /** A later fear stops all contact with the state, and what went there before is called back. */
  ScreenProtection: ({ occurredAt, ...screening }, file, context) =>
    accept(
      {
        type: 'ProtectionScreened',
        data: { screeningId: context.idFor('screening'), ...screening },
        ...(occurredAt ? { occurredAt } : {}),
      },
      ...(screening.result === 'no_fear' ? [] : recallEverythingTo(screening.about, file, context)),
    ),
};
