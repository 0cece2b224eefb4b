import { z } from 'zod';
import { everyoneInvolved, knownTo } from '../words/audience.js';
import { event, withNewFields } from '../words/event.js';
import { everyone, naming, operational } from '../words/field.js';
import { Country } from '../words/country.js';
import { Reckoning } from '../words/reckoned.js';
import { Code, Day, Id, Instant } from '../words/values.js';
import { erasureGrounds, refusalGrounds, Remainder } from './values.js';

const kept = {
  ground: operational(z.enum(refusalGrounds).optional(), everyone),
  until: operational(Day.optional(), everyone),
};

export const erasureEvents = {
  ErasureRequested: event('ErasureRequested', knownTo('SW', 'FP'), {
    requestId: operational(Id, everyone),
    ground: operational(z.enum(erasureGrounds), everyone),
  }),
  PersonErased: event(
    'PersonErased',
    everyoneInvolved,
    {
      requestId: operational(Id, everyone),
      ground: operational(z.enum(erasureGrounds), everyone),
      /** Data subjects whose keys are destroyed: 'person', and the relatives, households and guardians held for this case. */
      subjects: operational(z.array(z.string()), ['SW', 'FP']),
      /** Number of this erasure, under which it is answered for. */
      certificate: operational(Id.optional(), ['SW', 'FP']),
      remains: operational(z.array(Remainder).optional(), ['SW', 'FP']),
    },
    { erases: true },
  ),
  /** Another country erased the person and asks for the same here. */
  ErasureAsked: event(
    'ErasureAsked',
    knownTo('SW', 'FP'),
    {
      messageId: operational(Id, everyone),
      country: operational(Country, everyone),
      ground: operational(z.enum(erasureGrounds), everyone),
      dueOn: operational(Day.optional(), everyone),
      reckonedBy: operational(Reckoning.optional(), everyone),
    },
    withNewFields,
  ),
  ErasureDeclined: event('ErasureDeclined', knownTo('SW', 'FP'), {
    messageId: operational(Id, everyone),
    country: operational(Country, everyone),
    ...kept,
  }),
  /** What another country answered, by message or as a letter says that an official recorded. */
  ErasureAnswered: event('ErasureAnswered', knownTo('SW', 'FP'), {
    country: operational(Country, everyone),
    answer: operational(z.enum(['done', 'refused']), everyone),
    by: operational(z.enum(['message', 'letter']), everyone),
    /** Number under which the other country answers for its own erasure. */
    certificate: operational(Code.optional(), everyone),
    erasedAt: operational(Instant.optional(), everyone),
    keptUntil: operational(Day.optional(), everyone),
    ...kept,
  }),
  LegalHoldPlaced: event('LegalHoldPlaced', knownTo('SW', 'LA', 'FP'), {
    holdId: operational(Id, everyone),
    authority: naming(operational(Code, everyone)),
    until: operational(Day.optional(), everyone),
  }),
  LegalHoldLifted: event('LegalHoldLifted', knownTo('SW', 'LA', 'FP'), { holdId: operational(Id, everyone) }),
};
