import { z } from 'zod';
import { State } from '../words/states.js';
import { only } from '../words/audience.js';
import { event, ofAnyState } from '../words/event.js';
import { everyone, operational, personal } from '../words/field.js';
import { Id, Language } from '../words/values.js';

/** What a person, asked in private, can say of one state (domain.md 2.1, ProtectionScreened). */
export const ScreeningResult = z.enum(['no_fear', 'fears_state', 'fears_officials', 'asylum_sought']);

/**
 * With it, that nothing more may go there: a full withdrawal, which is recorded as an answer like the others, so that
 * nobody who may not read the answer can tell it from a fear.
 */
export const ProtectionResult = z.enum([...ScreeningResult.options, 'no_contact']);
export type ProtectionResult = z.infer<typeof ProtectionResult>;

export const protectionEvents = {
  ProtectionScreened: event(
    'ProtectionScreened',
    only('SW'),
    {
      screeningId: operational(Id, everyone),
      about: operational(State, everyone),
      language: operational(Language, everyone),
      inPrivate: operational(z.boolean(), everyone),
      result: personal('protection', ProtectionResult),
    },
    ofAnyState,
  ),
};
