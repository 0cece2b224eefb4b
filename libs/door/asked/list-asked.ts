import type { Type } from '@nestjs/common';
import { z } from 'zod';
import type { ViewQuery } from '#agencies';
import { Fits } from './fits.js';

/** Given to an agency, opened by the door for nobody else: whatever it is, it has no other form. */
const token = z.unknown();

/** What is asked of a list: its own filters, and of which write it must know. */
export class ListAsked {
  /** Of the caller's last write. */
  @Fits(token)
  readonly position: unknown;

  readonly [filter: string]: unknown;
}

/** The class of questions to one list. Its filters are declared with the list, from where OpenAPI has them too. */
export const askedOf = ({ name, params }: ViewQuery): Type<ListAsked> => {
  class Asked extends ListAsked {}
  for (const [filter, form] of Object.entries<z.ZodType>(params.shape))
    Fits(filter === 'cursor' ? token : form)(Asked.prototype, filter);
  return Object.defineProperty(Asked, 'name', { value: `asked of ${name}` });
};
