import { z } from 'zod';
import { everyoneInvolved, knownTo } from '../kernel/audience.js';
import { event } from '../kernel/event.js';
import { everyone, naming, operational } from '../kernel/field.js';
import { Code, Day, Id } from '../kernel/values.js';

export const erasureGrounds = ['person_request', 'retention'] as const;

export const erasureEvents = {
  ErasureRequested: event('ErasureRequested', knownTo('SW', 'FP'), {
    requestId: operational(Id, everyone),
    ground: operational(z.enum(erasureGrounds), everyone),
  }),
  PersonErased: event('PersonErased', everyoneInvolved, {
    requestId: operational(Id, everyone),
    ground: operational(z.enum(erasureGrounds), everyone),
    /** Data subjects whose keys are destroyed: 'person', and the relatives, households and guardians held for this case. */
    subjects: operational(z.array(z.string()), ['SW', 'FP']),
  }),
  LegalHoldPlaced: event('LegalHoldPlaced', knownTo('SW', 'LA', 'FP'), {
    holdId: operational(Id, everyone),
    authority: naming(operational(Code, everyone)),
    until: operational(Day.optional(), everyone),
  }),
  LegalHoldLifted: event('LegalHoldLifted', knownTo('SW', 'LA', 'FP'), { holdId: operational(Id, everyone) }),
};
