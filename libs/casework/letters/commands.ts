import { z } from 'zod';
import { consentPurposes } from '../words/purpose.js';
import { Country, someCountry } from '../words/country.js';
import { fact } from '../words/command.js';
import { LetterNumber, letterNumberOf } from '../words/letter-number.js';
import { Code, Day, Hash, occurredAt } from '../words/values.js';
import { Kind } from '../disclosure/events.js';

const { found, origin } = someCountry;
const someMessage = '0d2f7c1e-4c53-4f08-9a6c-1f2b7e3d4a10';
const someLetter = letterNumberOf(found, origin, someMessage);
const someScan = '9f2feb0f1ef425b292f2f94c27ad6d5b3c1bfbd5bb7e1b2e6c3c1a0d2d0a5d11';

export const lettersCommands = {
  HandOverLetter: fact(
    'coordinate',
    'charged',
    'Record that a letter was handed over, and to which office of the other country.',
    z.strictObject({ letter: LetterNumber, office: Code, occurredAt }),
    { letter: someLetter, office: 'registry-of-nationality' },
  ),
  RecordLetterReceipt: fact(
    'coordinate',
    'charged',
    'Record what the other country signed for a letter of ours, with the SHA-256 of the scan.',
    z.strictObject({
      letter: LetterNumber,
      outcome: z.enum(['received', 'refused']),
      reason: Code.optional(),
      scan: Hash,
      occurredAt,
    }),
    { letter: someLetter, outcome: 'received', scan: someScan },
  ),
  RecordLetter: fact(
    'coordinate',
    'charged',
    'Record a letter of a country that is written to on paper, as the message that it is, with the SHA-256 of the scan. It has the effect that the message would have.',
    z.strictObject({
      from: Country,
      /** Their number or mark of the letter. */
      number: Code,
      writtenOn: Day,
      kind: Kind.max(64),
      /** The letter of ours that it answers. */
      answers: LetterNumber.optional(),
      /** Where clauses for several purposes name the kind. */
      purpose: z.enum(consentPurposes).optional(),
      scan: Hash,
      payload: z.record(z.string().max(64), z.unknown()),
    }),
    {
      from: origin,
      number: 'GA-2019-0417',
      writtenOn: '2013-02-01',
      kind: 'UseStopped',
      scan: someScan,
      payload: { messages: [] },
    },
    'officer',
  ),
};
