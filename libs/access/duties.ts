import { caseEvents, dutyKinds, type DutyKind, type Viewer } from '#casework';
import { seesType } from './show.js';

/** Whether a kind of office may know of duties of a kind: it may know of every event on which they rest. */
export const seesDuty = (kind: DutyKind, viewer: Viewer): boolean =>
  dutyKinds[kind].restsOn.every((type) => seesType(caseEvents[type], viewer));
