import { z } from 'zod';
import { everyone, operational } from '../words/field.js';
import { message } from '../words/message.js';
import { Day, Id, Instant, MessageId } from '../words/values.js';
import { erasureGrounds, refusalGrounds } from './values.js';

const ending = { stops: true, outlives: true };

/** Message 27 of domain.md 3.1 and its answers: references alone. */
export const erasureMessages = {
  ErasureRequested: message(
    27,
    'The personal data of this case were erased here: erase what came with these messages.',
    {
      ground: operational(z.enum(erasureGrounds), everyone),
      messages: operational(z.array(MessageId), everyone),
    },
    { ...ending, answeredBy: ['ErasureDone', 'ErasureRefused'], replaces: ['ErasureRequested'] },
  ),
  ErasureDone: message(
    27,
    'The personal data of this case are erased here, or none were held.',
    {
      certificate: operational(Id, everyone),
      erasedAt: operational(Instant, everyone),
      /** The last day on which anything sealed of it is kept on the way between the two. */
      keptUntil: operational(Day.optional(), everyone),
    },
    { ...ending, onlyConfirms: true },
  ),
  ErasureRefused: message(
    27,
    'The personal data of this case are kept here, and on what ground.',
    {
      ground: operational(z.enum(refusalGrounds), everyone),
      until: operational(Day.optional(), everyone),
    },
    { ...ending, onlyConfirms: true },
  ),
};
