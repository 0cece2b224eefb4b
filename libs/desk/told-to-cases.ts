import type { CaseCommand, Country, JourneyCommand, RecordedJourneyEvent } from '#casework';
import { keptRecently } from '#pacing';
import type { Outcome } from './aggregate.js';
import type { CarryOut, Handler } from './handle.js';
import { ordersInCases } from './orders-after.js';

/** How many journeys it is remembered of how far their cases were told. */
const most = 1_000;

/**
 * Answers an order on a journey once the cases of its travellers know what it recorded: whoever has the answer finds it there.
 * The follower tells them too, for a process that dies in between; what is told twice is the same. All that a journey recorded before
 * is told first, in its order, of which a process that had no answer may have told nothing.
 */
export const toldToCases = <F, R extends RecordedJourneyEvent>(
  journeys: Pick<Handler<F, JourneyCommand, R>, 'carryOut' | 'history'>,
  tell: CarryOut<CaseCommand>,
  country: Country,
): CarryOut<JourneyCommand> => {
  const told = keptRecently<string, number>(most);

  const tellCases = async (journeyId: string): Promise<boolean> => {
    const from = (told.get(journeyId) ?? -1) + 1;
    const events = (await journeys.history(journeyId)).filter(({ meta }) => meta.revision >= from);
    for (const event of events) {
      const outcomes = await Promise.all(ordersInCases(event, country).map(({ order }) => tell(order)));
      if (outcomes.some(({ kind }) => kind === 'busy')) return false;
      told.set(journeyId, Math.max(told.get(journeyId) ?? -1, event.meta.revision));
    }
    return true;
  };

  return async (order): Promise<Outcome> => {
    const outcome = await journeys.carryOut(order);
    if (outcome.kind !== 'done' || outcome.events.length === 0) return outcome;
    return (await tellCases(order.id)) ? outcome : { kind: 'busy' };
  };
};
