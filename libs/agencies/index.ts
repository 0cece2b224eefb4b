import type { AgencyKind } from '#casework';
import { replayQuery, replayStateQuery } from './auditor/replay.js';
import { caseRegister } from './case-register.js';
import { embassyInbox, embassyInboxQuery } from './embassy/nationality-inbox.js';
import { caseTimeline, caseTimelineQuery } from './focal-point/case-timeline.js';
import { erasures, erasuresQuery } from './focal-point/erasures.js';
import { transfersBoard } from './focal-point/transfers-board.js';
import { transfersBoardQuery } from './focal-point/transfers-list.js';
import type { View } from './frame/view.js';
import { tracingInbox, tracingInboxQuery } from './provincial-office/tracing-inbox.js';
import type { ViewQuery } from './query.js';
import { registryInbox, registryInboxQuery } from './registry/nationality-inbox.js';
import { occupancyQuery } from './shelter/occupancy.js';
import { stays, staysQuery } from './shelter/stays.js';
import { caseloadQuery } from './social-work/caseload-list.js';
import { caseload } from './social-work/caseload.js';

/** What the users of each kind of agency can be shown. */
export const agencyQueries: readonly ViewQuery[] = [
  transfersBoardQuery,
  caseTimelineQuery,
  erasuresQuery,
  embassyInboxQuery,
  registryInboxQuery,
  tracingInboxQuery,
  caseloadQuery,
  staysQuery,
  occupancyQuery,
  replayQuery,
  replayStateQuery,
];

/** The views of each kind of agency, in its own schema. */
export const agencyViews: Readonly<Record<AgencyKind, readonly View[]>> = {
  focal_point: [transfersBoard, caseTimeline, erasures],
  embassy: [embassyInbox],
  registry: [registryInbox],
  provincial_office: [tracingInbox],
  social_work: [caseload],
  shelter: [stays],
  police: [],
  court: [],
  health: [],
  authority: [],
  auditor: [],
};

/** The views that a node has to keep for the kinds of agencies that its country has: also what their queries join. */
export const viewsFor = (kinds: Iterable<AgencyKind>): readonly View[] => {
  const present = new Set(kinds);
  const asked = agencyQueries.filter((query) => query.kinds.some((kind) => present.has(kind)));
  return [
    ...new Set([
      caseRegister,
      ...[...present].flatMap((kind) => agencyViews[kind]),
      ...asked.flatMap(({ views }) => views),
    ]),
  ];
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
export type { AnswerRow, Page, Prepared, QueryPorts, Reader, Sealed, ViewQuery } from './query.js';
