import { isUntold } from '../../conversation/questions/awaited.js';
import type { CaseFile } from '../../records/file.js';
import type { State } from '../../words/states.js';
import type { DecidedAlert } from '../state.js';

/** Whether a warning went or may still go, and was neither refused there nor taken back. */
export const stands = (alertId: string, file: CaseFile): boolean =>
  file.alerts.sent.some((sent) => sent.alertId === alertId) &&
  !isUntold(file, ({ kind, payload }) => kind === 'SafetyAlert' && payload?.['alertId'] === alertId);

/** The last warning for a country that was decided and did not get there. */
export const waitingWarning = (to: State, file: CaseFile): DecidedAlert | undefined =>
  file.alerts.decided.findLast(
    (decided) => decided.to === to && decided.alert !== undefined && !stands(decided.alertId, file),
  );
