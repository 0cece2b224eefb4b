import type { NewCaseEvent } from '../records/catalogue.js';
import { disclose } from '../crossing/disclose.js';
import { hasCrossed, sentTo } from '../disclosure/state.js';
import { isStop } from '../records/kinds.js';
import type { CaseFile } from '../records/file.js';
import type { Context } from '../words/context.js';
import type { State } from '../words/states.js';
import { leadsTo, stopReturnTo } from '../repatriation/offers/stop.js';

/** Who took the step would tell why it was taken: the node itself takes it, for all reasons alike. */
const byNode = (events: readonly NewCaseEvent[]): NewCaseEvent[] =>
  events.map((event) => ({ ...event, byNode: true }));

/** Message 24a. All that went before is of no use any more, and no answer to it is waited for. */
const tell = (country: State, file: CaseFile, context: Context): NewCaseEvent[] => {
  if (!hasCrossed(file.disclosure, country)) return [];
  const stops = sentTo(file.disclosure, country)
    .filter(({ kind }) => !isStop(kind))
    .map(({ messageId }) => messageId);
  return [disclose(file, context, { kind: 'ContactStopped', to: country, payload: {}, stops }).event];
};

/** Whether a mission of that state was asked about the person by hand. */
const isAskedByHand = (country: State, { nationality }: CaseFile): boolean =>
  nationality.requests.some((request) => request.with === country && request.mission !== undefined);

/**
 * Stops everything towards a state, once, where something has begun between the two; where nothing has, there is nothing
 * to stop and nothing is recorded that would tell that somebody was asked.
 */
export const stopContact = (country: State, file: CaseFile, context: Context): NewCaseEvent[] => {
  if (file.contact.stopped.includes(country)) return [];
  if (
    !hasCrossed(file.disclosure, country) &&
    !leadsTo(country, file, context) &&
    !isAskedByHand(country, file)
  )
    return [];
  return byNode([
    { type: 'ContactStopped', data: { with: country } },
    ...stopReturnTo(country, file, context),
    ...tell(country, file, context),
  ]);
};

/** Ends the stop. What was consented to before it is asked again. */
export const resumeContact = (country: State, file: CaseFile): NewCaseEvent[] =>
  file.contact.stopped.includes(country) ? byNode([{ type: 'ContactResumed', data: { with: country } }]) : [];
