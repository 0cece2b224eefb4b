import { z } from 'zod';
import { fact } from '../words/command.js';
import { Instant } from '../words/values.js';

/** Given by the node itself, when it looks at a file. */
export const overdueSystemCommands = {
  LookAtDuties: fact(
    'system',
    'node',
    'Record what of the duties of a case came near its day or passed it, and take back what was said too early.',
    z.strictObject({
      /** The instant by which something is due: one that more than one clock says. */
      by: Instant,
    }),
    { by: '2013-03-01T00:00:00Z' },
  ),
};
