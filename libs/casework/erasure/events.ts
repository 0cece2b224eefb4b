import { z } from 'zod';
import { event } from '../kernel/event.js';
import { operational } from '../kernel/field.js';
import { Code, Day, Id } from '../kernel/values.js';

export const erasureGrounds = ['person_request', 'retention'] as const;

export const erasureEvents = {
  ErasureRequested: event('ErasureRequested', {
    requestId: operational(Id),
    ground: operational(z.enum(erasureGrounds)),
  }),
  PersonErased: event('PersonErased', {
    requestId: operational(Id),
    ground: operational(z.enum(erasureGrounds)),
    /** Data subjects whose keys are destroyed: 'person', and the relatives, households and guardians held for this case. */
    subjects: operational(z.array(z.string())),
  }),
  LegalHoldPlaced: event(
    'LegalHoldPlaced',
    { holdId: operational(Id), authority: operational(Code), until: operational(Day.optional()) },
    { audience: ['SW', 'LA', 'FP', 'AU'] },
  ),
  LegalHoldLifted: event(
    'LegalHoldLifted',
    { holdId: operational(Id) },
    { audience: ['SW', 'LA', 'FP', 'AU'] },
  ),
};
