import type { Type } from '@nestjs/common';
import { z } from 'zod';
import type { ViewQuery } from '#agencies';
import { Fits } from './fits.js';

/** What was given to an agency, and is opened for nobody else: whatever is wrong with it, one thing is said. */
const token = (longest: number, reason: string) =>
  z.string({ error: reason }).max(longest, { error: reason }).optional();

/** Why a cursor is not taken. */
export const strangeCursor = 'is not one that this list gave to your agency';
/** Why a position is not taken. */
export const strangePosition = 'is not one that this node gave to your agency';

const cursor = token(1_000, strangeCursor).describe('`next` of the page before.');

/** What is asked of a list: its own filters, and of which write it must know. */
export class ListAsked {
  @Fits(
    token(200, strangePosition).describe('Of your last write: the list waits until it has come this far.'),
  )
  readonly position?: string;

  /** Where its list has pages. What stands in it has the form that the list declares, and is asked once it is opened. */
  readonly cursor?: string;

  readonly [filter: string]: unknown;
}

/** The class of questions to one list, from which OpenAPI has them too. Its filters are declared with the list. */
export const askedOf = ({ name, params }: ViewQuery): Type<ListAsked> => {
  class Asked extends ListAsked {}
  for (const [filter, form] of Object.entries<z.ZodType>(params.shape))
    Fits(filter === 'cursor' ? cursor : form)(Asked.prototype, filter);
  return Object.defineProperty(Asked, 'name', { value: `asked of ${name}` });
};
