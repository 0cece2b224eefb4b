import { z } from 'zod';
import { fact, permission, alsoOnClosedCase } from '../words/command.js';
import { Country, someCountry } from '../words/country.js';
import { Code, Day, Id, occurredAt } from '../words/values.js';
import { erasureGrounds, refusalGrounds } from './values.js';

export const erasureCommands = {
  RequestErasure: alsoOnClosedCase(
    permission(
      'case_work',
      'own_work',
      'Ask that the personal data of this file be erased, at the request of the person or because retention has ended.',
      z.strictObject({ ground: z.enum(erasureGrounds) }),
      { ground: 'person_request' },
    ),
  ),
  ConfirmErasure: alsoOnClosedCase(
    permission(
      'erase',
      'second',
      'Confirm an erasure as a second person of another agency: the keys are destroyed and the file ends.',
      z.strictObject({ requestId: Id }),
      { requestId: '5f0d3a52-2d6e-4f7b-8a29-6d0a6a8e1c01' },
      'approver',
    ),
  ),
  RefuseErasure: alsoOnClosedCase(
    permission(
      'coordinate',
      'charged',
      'Tell a country that erased the person and asks for the same here that the data stay, and on what ground.',
      z.strictObject({ to: Country, ground: z.enum(refusalGrounds), until: Day.optional() }),
      { to: someCountry.found, ground: 'legal_hold', until: '2027-01-31' },
    ),
  ),
  AskForErasure: alsoOnClosedCase(
    permission(
      'coordinate',
      'charged',
      'After an erasure here: ask a country that was sent something once more to erase it.',
      z.strictObject({ of: Country }),
      { of: someCountry.origin },
    ),
  ),
  RecordErasureAnswer: fact(
    'coordinate',
    'charged',
    'After an erasure here: record what a country answered by letter about what it had been sent, on paper or otherwise.',
    z.strictObject({
      from: Country,
      answer: z.enum(['done', 'refused']),
      /** Number of their certificate or letter. */
      certificate: Code.optional(),
      ground: z.enum(refusalGrounds).optional(),
      until: Day.optional(),
      occurredAt,
    }),
    { from: someCountry.origin, answer: 'done', certificate: 'DoR-2026-114' },
    'officer',
  ),
  PlaceLegalHold: fact(
    'proceedings',
    'own_work',
    'Record that an authority holds the file as evidence: nothing of it may be erased.',
    z.strictObject({ authority: Code, until: Day.optional(), occurredAt }),
    { authority: 'criminal-court' },
    'officer',
  ),
  LiftLegalHold: fact(
    'proceedings',
    'keeper',
    'Record that a legal hold has ended.',
    z.strictObject({ holdId: Id, occurredAt }),
    { holdId: '8c3f7c1e-7f0e-4b6c-9a53-1b4f0f3f6d11' },
    'approver',
  ),
};
