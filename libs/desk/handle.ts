import type { Aggregate, Decided, FoldedFile, Order, Outcome } from './aggregate.js';
import { placeOf } from './deciding.js';
import type { Files } from './files.js';
import { inLines } from './in-lines.js';
import { erased, stepsOf, type HandlerParts, type Steps } from './steps.js';

/** Carries out orders on one kind of file. */
export interface Handler<F, C, R> extends Files<F, R> {
  readonly carryOut: CarryOut<C>;
}

/** Carries out one order. */
export type CarryOut<C> = (order: Order<C>) => Promise<Outcome>;

/** How often a command is decided again because another process wrote meanwhile. */
const mostAttempts = 8;

/**
 * THE handler: load, decide, append with the expected revision; where another process wrote meanwhile, all of it again.
 * An answer that appends nothing is given only of a file that was looked at since the order came.
 */
export const carryingOut =
  <F extends FoldedFile, C, R>({ files, look, decide, append }: Steps<F, C, R>): CarryOut<C> =>
  async (order) => {
    let { held, current } = await look(order);
    let lookedAgain = false;
    for (let tries = 0; tries < mostAttempts; tries += 1) {
      const { events, answer } = await decide(order, held);
      if (events.length === 0 && current) return answer(placeOf(held));
      const place = events.length === 0 ? 'stale' : await append(order.id, held, events);
      if (place === 'erased' && lookedAgain) return { kind: 'refused', refusal: erased, events: [] };
      if (typeof place === 'object') return answer(place);
      held = await files.load(order.id);
      [current, lookedAgain] = [true, true];
    }
    return { kind: 'busy' };
  };

/** The handler of one kind of file; orders on one file go through it in a line (`inLines`), unless `alone`. */
export const handlerOf = <F extends FoldedFile, C extends { readonly type: string }, E extends Decided, R>(
  aggregate: Aggregate<F, C, E, R>,
  { alone = false, ...parts }: HandlerParts<F, R> & { readonly alone?: boolean },
): Handler<F, C, R> => {
  const steps = stepsOf(aggregate, parts);
  const carryOut = carryingOut(steps);
  return { ...steps.files, carryOut: alone ? carryOut : inLines(steps, carryOut) };
};
