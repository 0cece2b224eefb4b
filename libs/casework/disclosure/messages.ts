import { z } from 'zod';
import { consentPurposes } from '../consent/purpose.js';
import { fieldGroups } from '../dictionary.js';
import { BirthDate, DocumentClaim, Name, Place } from '../identity/values.js';
import { everyone, operational, personal } from '../kernel/field.js';
import { message } from '../kernel/message.js';
import { Code, Id } from '../kernel/values.js';

/** Messages that stop, undo or mend what was sent before (domain.md 3.1, nos 24 to 26). */
export const disclosureMessages = {
  ConsentWithdrawn: message(
    24,
    'The person withdrew a consent: no further use for this purpose.',
    {
      purpose: operational(z.enum(consentPurposes), everyone),
      groups: operational(z.array(z.enum(fieldGroups)), everyone),
    },
    { stops: true },
  ),
  UseStopped: message(
    24,
    'Use has stopped.',
    { messages: operational(z.array(Id), everyone) },
    { stops: true },
  ),
  MessageRecalled: message(
    25,
    'A message may no longer be used.',
    { recalled: operational(Id, everyone), action: operational(z.enum(['stop_use', 'destroy']), everyone) },
    { stops: true },
  ),
  RecallDone: message(
    25,
    'The recalled message is out of use.',
    { recalled: operational(Id, everyone) },
    { stops: true },
  ),
  RecallPartly: message(
    25,
    'The recalled message is out of use, but was used before.',
    { recalled: operational(Id, everyone), used: operational(z.array(Code), everyone) },
    { stops: true },
  ),
  CorrectionSent: message(
    26,
    'Something told before was wrong: the corrected values, under the same purpose.',
    {
      corrected: operational(Id, everyone),
      names: personal('names', z.array(Name).optional()),
      birthDate: personal('birthDate', BirthDate.optional()),
      origin: personal('origin', Place.optional()),
      documents: personal('documents', z.array(DocumentClaim).optional()),
    },
  ),
};
