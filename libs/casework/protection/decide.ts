import { irregularity } from '../coordination/irregularity.js';
import { recallEverythingTo } from '../disclosure/recall.js';
import type { NewCaseEvent } from '../catalogue.js';
import { accept } from '../kernel/decision.js';
import type { Decisions } from '../kernel/rules.js';
import { isSuspended, isUnderWay } from '../repatriation/state.js';
import { suspend } from '../repatriation/stop.js';
import type { CaseFile } from '../file.js';
import type { Context } from '../kernel/context.js';
import type { Country } from '../kernel/country.js';
import type { protectionCommands } from './commands.js';

/** A return to that state stops for now, for a reason that tells nobody why (domain.md 2.4). */
const stopReturnTo = (state: Country, file: CaseFile, context: Context): NewCaseEvent[] => {
  const { repatriation } = file;
  return repatriation.partner === state && isUnderWay(repatriation) && !isSuspended(repatriation)
    ? suspend(file, context, { reason: 'circumstances' })
    : [];
};

export const protectionDecisions: Decisions<typeof protectionCommands> = {
  /** A later fear, told late or not, stops all contact with the state, and what went there before is called back. */
  ScreenProtection: ({ occurredAt, ...screening }, file, context) => {
    const { about, result, inPrivate } = screening;
    return accept<NewCaseEvent>(
      {
        type: 'ProtectionScreened',
        data: { screeningId: context.idFor('screening'), ...screening },
        ...(occurredAt ? { occurredAt } : {}),
      },
      ...(inPrivate ? [] : [irregularity('screening_not_in_private', about)]),
      ...(result !== 'no_fear'
        ? [...stopReturnTo(about, file, context), ...recallEverythingTo(about, file, context)]
        : []),
    );
  },
};
