import type { NewCaseEvent } from '../records/catalogue.js';
import { callBack } from '../crossing/recall.js';
import { isRecalled } from '../disclosure/questions/recalled.js';
import { sentTo } from '../disclosure/state.js';
import { isWarning } from '../records/kinds.js';
import type { CaseFile } from '../records/file.js';
import type { Context } from '../words/context.js';
import type { State } from '../words/states.js';
import { alertPurpose } from './questions/vital-interest.js';

/**
 * Recalls of what went without the person being asked, once she says that she does not want it. What went on her consent
 * is called back by its withdrawal.
 */
export const recallUnasked = (
  { purpose, country }: { readonly purpose: string; readonly country: State },
  file: CaseFile,
  context: Context,
): NewCaseEvent[] =>
  purpose === alertPurpose
    ? sentTo(file.disclosure, country)
        .filter(({ kind, consents }) => isWarning(kind) && consents.length === 0)
        .filter((message) => message.receipt !== 'refused' && !isRecalled(file, message))
        .map((message) => callBack(message, 'stop_use', file, context))
    : [];
