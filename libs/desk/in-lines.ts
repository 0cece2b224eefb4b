import { isUnavailable } from '#event-store';
import { linesByKey } from '#pacing';
import type { FoldedFile, Order, Outcome } from './aggregate.js';
import { placeOf, type DraftedAnswer } from './deciding.js';
import type { CarryOut } from './handle.js';
import type { Steps } from './steps.js';

/** How many orders on one file may wait, and how many of them are appended together. */
const longestLine = 1_000;
const mostTogether = 32;

type Settled = PromiseSettledResult<Outcome>;

/**
 * Orders on one file wait for each other in this process, and those that waited together are appended together: it spares
 * them the conflicts. Nothing else comes of it: each gets the answer that `carryOut` would give it.
 */
export const inLines = <F extends FoldedFile, C, R>(
  { kept, decide, carriedOn, append, erases }: Omit<Steps<F, C, R>, 'files' | 'look'>,
  carryOut: CarryOut<C>,
): CarryOut<C> => {
  /**
   * All orders in one append, each decided on the file as the ones before it leave it. Undefined, and nothing is
   * recorded, where anything is out of the ordinary: then each is carried out alone.
   */
  const together = async (id: string, orders: readonly Order<C>[]): Promise<Outcome[] | undefined> => {
    const found = kept(id);
    if (!found) return undefined;
    let held = found;
    const drafts: { readonly draft: DraftedAnswer; readonly revision: number }[] = [];
    for (const order of orders) {
      if (held.file.handled.has(order.commandId)) return undefined;
      const draft = await decide(order, held);
      held = carriedOn(id, held, draft.events, placeOf(found).position);
      drafts.push({ draft, revision: held.file.revision });
    }
    const events = drafts.flatMap(({ draft }) => draft.events);
    if (events.length === 0 || erases(events)) return undefined;
    const place = await append(id, found, events, held.file);
    if (typeof place !== 'object') return undefined;
    return drafts.map(({ draft, revision }) => draft.answer({ revision, position: place.position }));
  };

  /** One after the other. While an engine does not answer, only the first waits for as long as it takes to know. */
  const eachAlone = async (orders: readonly Order<C>[]): Promise<Settled[]> => {
    const results: Settled[] = [];
    let down: Error | undefined;
    for (const order of orders) {
      const carriedOut = down ? Promise.reject(down) : carryOut(order);
      results.push(...(await Promise.allSettled([carriedOut])));
      const last = results.at(-1);
      if (last?.status === 'rejected' && last.reason instanceof Error && isUnavailable(last.reason))
        down = last.reason;
    }
    return results;
  };

  const lines = linesByKey({
    longest: longestLine,
    most: mostTogether,
    run: async (orders: readonly Order<C>[]): Promise<readonly Settled[]> => {
      const [first] = orders;
      try {
        const outcomes = first && orders.length > 1 ? await together(first.id, orders) : undefined;
        if (outcomes) return outcomes.map((value) => ({ status: 'fulfilled', value }));
      } catch (reason) {
        if (isUnavailable(reason)) return orders.map(() => ({ status: 'rejected', reason }));
      }
      return eachAlone(orders);
    },
  });

  return (order) => lines(order.id, order) ?? Promise.resolve({ kind: 'busy' });
};
