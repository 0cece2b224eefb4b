import { z } from 'zod';
import { fact, protecting } from '../words/command.js';
import { someCountry } from '../words/country.js';
import { State } from '../words/states.js';
import { Language, occurredAt } from '../words/values.js';
import { ScreeningResult } from './events.js';

export const protectionCommands = {
  ScreenProtection: protecting(
    fact(
      'case_work',
      'owner',
      'Record what the person, asked in private, says about fear of one state. Asked before any contact with it; may be asked again at any time: a fear, told to any office of case work, stops all contact; no fear, recorded by the owner of the case, lets it begin again.',
      z.strictObject({
        about: State,
        language: Language,
        inPrivate: z.boolean(),
        result: ScreeningResult,
        occurredAt,
      }),
      { about: someCountry.origin, language: 'my', inPrivate: true, result: 'no_fear' },
      'officer',
    ),
    ({ result }) => result !== 'no_fear',
  ),
};
