import { z } from 'zod';
import { consentPurposes } from '../words/purpose.js';
import { locationTypes, urgencies } from '../coordination/events.js';
import { AgeBand } from '../words/age-band.js';
import { sexes } from '../words/facts.js';
import { State } from '../words/states.js';
import {
  PhotographValue,
  SentBirthDate,
  SentDocument,
  SentName,
  SentNationality,
  SentPlace,
  SentRelative,
  SpecialNeed,
} from '../words/person.js';
import { fieldGroups } from '../words/dictionary.js';
import { everyone, operational, personal } from '../words/field.js';
import { message } from '../words/message.js';
import { Code, Language, MessageId } from '../words/values.js';
import { CorrectableField } from '../words/correctable.js';
import { NotComing } from './values.js';

/** Messages that stop, undo or mend what was sent before (domain.md 3.1, nos 24 to 26). */
export const disclosureMessages = {
  ConsentWithdrawn: message(
    24,
    'The person withdrew a consent: no further use for this purpose.',
    {
      purpose: operational(z.enum(consentPurposes), everyone),
      groups: operational(z.array(z.enum(fieldGroups)), everyone),
      notComing: operational(NotComing.optional(), everyone),
    },
    { stops: true, answeredBy: ['UseStopped'] },
  ),
  UseStopped: message(
    24,
    'Use has stopped.',
    { messages: operational(z.array(MessageId), everyone) },
    { stops: true, outlives: true, onlyConfirms: true },
  ),
  MessageRecalled: message(
    25,
    'A message may no longer be used.',
    {
      recalled: operational(MessageId, everyone),
      action: operational(z.enum(['stop_use', 'destroy']), everyone),
      /** What it said still stands in its sender's file; where absent, it was not so. */
      stands: operational(z.literal(true).optional(), everyone),
      notComing: operational(NotComing.optional(), everyone),
    },
    { stops: true, outlives: true, answeredBy: ['RecallDone', 'RecallPartly'] },
  ),
  RecallDone: message(
    25,
    'The recalled message is out of use.',
    { recalled: operational(MessageId, everyone) },
    { stops: true, outlives: true, onlyConfirms: true },
  ),
  RecallPartly: message(
    25,
    'The recalled message is out of use, but was used before.',
    { recalled: operational(MessageId, everyone), used: operational(z.array(Code), everyone) },
    { stops: true, outlives: true, onlyConfirms: true },
  ),
  /** Each field with all that is told in it now; one that is neither here nor in `none` was not corrected. */
  CorrectionSent: message(
    26,
    'Something told before was wrong or is better known: what stands of these fields now, under the same purpose.',
    {
      corrected: operational(MessageId, everyone),
      none: operational(z.array(CorrectableField).optional(), everyone),
      names: personal('names', z.array(SentName).optional()),
      birthDate: personal('birthDate', SentBirthDate.optional()),
      origin: personal('origin', SentPlace.optional()),
      nationalities: personal('nationality', z.array(SentNationality).optional()),
      documents: personal('documents', z.array(SentDocument).optional()),
      relatives: personal('relatives', z.array(SentRelative).optional()),
      photograph: personal('photograph', PhotographValue.optional()),
      specialNeeds: personal('journeyNeeds', z.array(SpecialNeed).optional()),
      ageBand: operational(AgeBand.optional(), everyone, 'profile'),
      sex: operational(z.enum(sexes).optional(), everyone, 'profile'),
      mainLanguage: operational(Language.optional(), everyone, 'profile'),
      urgency: operational(z.enum(urgencies).optional(), everyone, 'profile'),
      claimedNationality: operational(State.optional(), everyone, 'profile'),
      locationType: operational(z.enum(locationTypes).optional(), everyone, 'profile'),
    },
  ),
};
