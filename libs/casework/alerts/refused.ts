import type { NewCaseEvent } from '../catalogue.js';
import { isRecalled, callBack } from '../disclosure/recall.js';
import { sentTo } from '../disclosure/state.js';
import { isWarning } from '../disclosure/stops.js';
import type { CaseFile } from '../file.js';
import type { Context } from '../kernel/context.js';
import type { Country } from '../kernel/country.js';
import { alertPurpose } from './vital-interest.js';

/**
 * Recalls of what went without the person being asked, once she says that she does not want it. What went on her consent
 * is called back by its withdrawal.
 */
export const recallUnasked = (
  { purpose, country }: { readonly purpose: string; readonly country: Country },
  file: CaseFile,
  context: Context,
): NewCaseEvent[] =>
  purpose === alertPurpose
    ? sentTo(file.disclosure, country)
        .filter(({ kind, consents }) => isWarning(kind) && consents.length === 0)
        .filter((message) => message.receipt !== 'refused' && !isRecalled(file, message))
        .map((message) => callBack(message, 'stop_use', file, context))
    : [];
