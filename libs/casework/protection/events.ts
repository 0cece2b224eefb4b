import { z } from 'zod';
import { Country } from '../kernel/country.js';
import { event } from '../kernel/event.js';
import { operational, personal } from '../kernel/field.js';
import { Id, Language } from '../kernel/values.js';

/** What a person said, in private, of one state (domain.md 2.1, ProtectionScreened). */
export const ProtectionResult = z.enum(['no_fear', 'fears_state', 'fears_officials', 'asylum_sought']);
export type ProtectionResult = z.infer<typeof ProtectionResult>;

export const protectionEvents = {
  ProtectionScreened: event(
    'ProtectionScreened',
    {
      screeningId: operational(Id),
      about: operational(Country),
      language: operational(Language),
      inPrivate: operational(z.boolean()),
      result: personal('protection', ProtectionResult),
    },
    { audience: ['SW'] },
  ),
};
