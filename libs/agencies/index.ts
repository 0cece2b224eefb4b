import type { AgencyKind } from '#casework';
import { auditor } from './auditor/index.js';
import { caseRegister } from './case-register.js';
import { embassy } from './embassy/index.js';
import { focalPoint } from './focal-point/index.js';
import type { View } from './frame/view.js';
import { police } from './police/index.js';
import { provincialOffice } from './provincial-office/index.js';
import type { ViewQuery } from './query.js';
import { registry } from './registry/index.js';
import { shelter } from './shelter/index.js';
import { socialWork } from './social-work/index.js';

/** THE list of agencies: a folder says what its users can be shown, and all else follows from that. */
export const agencyQueries: readonly ViewQuery[] = [
  ...focalPoint,
  ...embassy,
  ...registry,
  ...provincialOffice,
  ...socialWork,
  ...shelter,
  ...police,
  ...auditor,
];

/** The views that a node has to keep for the kinds of agencies that its country has: what their queries read. */
export const viewsFor = (kinds: Iterable<AgencyKind>): readonly View[] => {
  const present = new Set(kinds);
  const asked = agencyQueries.filter((query) => query.kinds.some((kind) => present.has(kind)));
  return [...new Set([caseRegister, ...asked.flatMap(({ views }) => views)])];
};

export { replayed } from './auditor/replay.js';
export { agencyMigrations } from './frame/migrations.js';
export { createProjector } from './frame/projector.js';
export type { Projector, ProjectorOptions, ProjectorReport } from './frame/projector.js';
export { agesOf, type AgeOfView } from './frame/ages.js';
export { createProgress, type Progress } from './frame/progress.js';
export { hearProgress } from './frame/telling.js';
export { answeringTable, digest, dropOlder, startOver, ViewNotReady } from './frame/rebuild.js';
export { SealedValue } from './frame/sealed.js';
export { viewStatuses, type ViewStatus } from './frame/status.js';
export { createTables, missingTables, tableOf, viewId, type ViewRoles } from './frame/tables.js';
export { waitForView, type WaitOptions } from './frame/waiting.js';
export type { View } from './frame/view.js';
export { view, sealedValue, type CaseEvent } from './case-view.js';
export { wholeNumber } from './query.js';
export type { AnswerRow, Page, QueryPorts, Reader, Sealed, ViewQuery } from './query.js';
