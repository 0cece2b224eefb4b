import { z } from 'zod';
import { sexes } from '../facts.js';
import { Country } from '../kernel/country.js';
import { everyone, operational, personal } from '../kernel/field.js';
import { message } from '../kernel/message.js';
import { Code, Day, Language } from '../kernel/values.js';
import { locationTypes } from './commands.js';
import { AgeBand, closingReasons, urgencies } from './events.js';

export const coordinationMessages = {
  CaseNotified: message(1, 'A person who may be your national is in care here. Carries no name.', {
    sex: operational(z.enum(sexes), everyone, 'profile'),
    ageBand: operational(AgeBand, everyone, 'profile'),
    claimedNationality: operational(Country, everyone, 'profile'),
    mainLanguage: operational(Language, everyone, 'profile'),
    locationType: operational(z.enum(locationTypes), everyone, 'profile'),
    urgency: operational(z.enum(urgencies), everyone, 'profile'),
  }),
  CaseAcknowledged: message(2, 'We have opened a case of our own; this is who answers for it.', {
    focalPerson: operational(Code, everyone),
  }),
  CaseClosedNotice: message(22, 'Our case is closed, and this is how long we keep its data.', {
    reason: personal('outcomes', z.enum(closingReasons).optional()),
    retainUntil: operational(Day, everyone),
  }),
};
