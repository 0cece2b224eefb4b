import { dataClasses, notPossibleNow, type DataClass, type Refusal, type Viewer } from '#casework';

/**
 * The highest data class whose refusals a viewer may be told. Nobody is told a vital one: it must look the same to
 * everyone, or asking would tell who waits for what (design section 4.5).
 */
export const refusalClearance = (viewer: Viewer): DataClass => (viewer === 'SW' ? 'P3' : 'P1');

/** The refusal as this viewer may read it: itself, or the one sentence for whatever must not be told apart. */
export const refusalFor = (viewer: Viewer, refusal: Refusal): Refusal => {
  const cleared = dataClasses.indexOf(refusal.dataClass) <= dataClasses.indexOf(refusalClearance(viewer));
  return cleared ? refusal : (notPossibleNow().refusal ?? refusal);
};
