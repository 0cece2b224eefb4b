import { createProgress, type Progress } from '#agencies';

/** How far a process has come from its start to its stop. */
export interface Life {
  /** Aborts when the process is to end. */
  readonly signal: AbortSignal;
  /** Told of by the views that it keeps, and by those that others keep. */
  readonly progress: Progress;
  /** From now on it waits for this, or for nothing any more. */
  readonly waitFor: (what: string | undefined) => void;
  readonly begin: () => void;
  readonly end: () => void;
  readonly serving: () => boolean;
  /** Why it does not serve; undefined where it does. */
  readonly notServing: () => string | undefined;
}

export const newLife = (): Life => {
  const stopping = new AbortController();
  const { signal } = stopping;
  const state: { begun: boolean; waitsFor?: string | undefined } = { begun: false };
  return {
    signal,
    progress: createProgress(),
    waitFor: (what) => (state.waitsFor = what),
    begin: () => (state.begun = true),
    end: () => stopping.abort(new Error('The node was stopped.')),
    serving: () => state.begun && !signal.aborted,
    notServing: () =>
      signal.aborted ? 'is stopping' : state.begun ? undefined : `waits for the ${state.waitsFor ?? 'start'}`,
  };
};
