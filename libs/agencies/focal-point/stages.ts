/** How far a case has come, as a focal point counts. Nothing here tells why a case stands still. */
export const caseStages = [
  'opened',
  'presumed',
  'identified',
  'not_identified',
  'return_proposed',
  'return_approved',
  'departure_set',
  'in_transit',
  'handed_over',
  'arrived',
  'reintegrating',
  'return_off',
  'ended',
] as const;
export type CaseStage = (typeof caseStages)[number];

/** The first stages must not overwrite later ones: a status may be confirmed again when the return is under way. */
export const beforeReturn: ReadonlySet<CaseStage> = new Set([
  'opened',
  'presumed',
  'identified',
  'not_identified',
]);

/** Stages that rest on an approval. */
export const approvedStages: ReadonlySet<CaseStage | null> = new Set(['return_approved', 'departure_set']);

/** How far the return was decided: setting out decides nothing. */
export const decidedStage = ({
  stage,
  setOutFrom,
}: {
  readonly stage: CaseStage;
  readonly setOutFrom: CaseStage | null;
}): CaseStage => (stage === 'in_transit' && setOutFrom !== null ? setOutFrom : stage);
