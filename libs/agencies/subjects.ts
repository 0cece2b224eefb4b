import type { z } from 'zod';
import type { Bind } from './filter.js';
import type { StoredRow, View } from './frame/view.js';
import type { AnswerRow, Reader } from './query.js';

/** Another register that tells who may know of a stream, as it answers now. */
export interface Beside {
  readonly table: string;
  /** Whether the stream of an id is parked there, so that its row may lag behind. */
  readonly isParked: (id: string) => string;
}

/** To whom something is shown, and when. */
export interface ShownTo {
  readonly reader: Reader;
  /** The calendar day of the reader's clock in the node's country. */
  readonly today: string;
}

/** What lists may be made over: streams of one kind, who may know of one of them, and what may be shown of each. */
export interface Subjects<G, F extends keyof G & string> {
  /** One row a stream; of a stream without one nothing is shown. */
  readonly register: View;
  /** Another view that tells who may know of it. */
  readonly beside?: View;
  /** The condition over `r`, the register, under which a reader may know of a stream. */
  readonly known: (bind: Bind, reader: Reader, beside?: Beside) => string;
  /** What any list may show of a stream, each with its form, or sealed. */
  readonly fields: Readonly<Record<F, z.ZodType | 'sealed'>>;
  /** A row of the register as it reads on a day. */
  readonly read: (fields: StoredRow['fields'], shown: ShownTo) => G;
  /** What tells the door whose a row is, and what it is still to derive of what is shown. */
  readonly about: (
    subject: G,
    id: string,
    shows: readonly F[],
    shown: ShownTo,
  ) => Pick<AnswerRow, 'caseId' | 'owner' | 'derived'>;
  /** The name under which a row says which stream it is of, where the door does not say it. */
  readonly idField?: string;
}
