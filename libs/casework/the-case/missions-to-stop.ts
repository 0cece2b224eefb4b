import type { NewCaseEvent } from '../records/catalogue.js';
import { fileAfter } from '../records/file-after.js';
import type { CaseFile } from '../records/file.js';
import { askedByHand, restingOnNothing } from '../nationality/questions/told-by-hand.js';
import type { Context } from '../words/context.js';
import type { Decision } from '../words/decision.js';

/**
 * No message tells a mission that was asked by hand of a withdrawal, a stop or an exclusion: with whatever takes away what
 * its knowledge rested on, an erasure too, it is recorded that somebody tells it; after a consent that ran out by itself, with
 * the next step in the case. Who took the step would say why: the node records it.
 */
export const withMissionsToStop = (
  decision: Decision<NewCaseEvent>,
  file: CaseFile,
  context: Context,
): Decision<NewCaseEvent> => {
  const asked = file.nationality.requests.some(
    ({ mission, use }) => mission !== undefined && use === undefined,
  );
  if (!asked || decision.events.length === 0) return decision;
  const now = fileAfter(decision.events, file, context);
  const without = now.erasure.erased ? askedByHand(now) : restingOnNothing(now, context);
  const stops = without.map(({ requestId, of, mission }): NewCaseEvent => ({
    type: 'MissionToStop',
    data: { requestId, of, mission },
    byNode: true,
  }));
  return stops.length === 0 ? decision : { ...decision, events: [...decision.events, ...stops] };
};
