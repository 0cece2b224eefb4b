import { z } from 'zod';
import { GivenBy } from '../consent/events.js';
import { fact, permission, protecting } from '../words/command.js';
import { Country, someCountry } from '../words/country.js';
import { Login } from '../words/login.js';
import { Day, Id, Language, Text, occurredAt } from '../words/values.js';
import { BestInterests, Risk } from './values.js';

const someAssessment = '2b7f6a0d-4f3e-4a0c-9a51-7b1d7d0e9c44';

/** What the person is told and wants, and what is known of danger and health. */
export const preparationCommands = {
  HoldReturnCounselling: fact(
    'case_work',
    'own_work',
    'Record that the person was told of rights, options and services at home, in an own language.',
    z.strictObject({ language: Language, interpreter: Login.optional(), occurredAt }),
    { language: 'my', interpreter: 'interpreter-12' },
  ),
  RecordReturnConsent: permission(
    'case_work',
    'owner',
    'Record the free and informed consent to return; for a child, of the guardian with the assent of the child.',
    z.strictObject({ givenBy: GivenBy }),
    { givenBy: 'person' },
  ),
  WithdrawReturnConsent: fact(
    'take_part',
    'anyone',
    'Record that the person no longer wants to return. Possible until the final handover, on the way too.',
    z.strictObject({ occurredAt }),
    {},
  ),
  RefuseReturn: fact(
    'take_part',
    'anyone',
    'Record that the person does not want to return. A refusal needs no reason.',
    z.strictObject({ occurredAt }),
    {},
  ),
  AssessRisk: protecting(
    fact(
      'case_work',
      'owner',
      'Record how dangerous the return would be, with the kinds of threat and what is done about them.',
      z.strictObject({ assessment: Risk, occurredAt }),
      {
        assessment: {
          level: 'low',
          threats: ['debt'],
          mitigations: ['Debt settled by the compensation'],
          reviewOn: '2014-10-01',
        },
      },
      'officer',
    ),
    ({ assessment }) => assessment.level === 'high',
  ),
  ConfirmMeasures: permission(
    'take_part',
    'second',
    'Find that the measures named in an assessment of high risk are in place. It needs two persons of two agencies.',
    z.strictObject({ assessmentId: Id }),
    { assessmentId: someAssessment },
    'approver',
  ),
  ShareRisk: permission(
    'coordinate',
    'charged',
    'Share the own risk assessment with the other side (message 10), without the descriptor.',
    z.strictObject({ with: Country }),
    { with: someCountry.origin },
  ),
  DetermineBestInterests: fact(
    'child_protection',
    'owner_first',
    'Record what is best for the child, and whether the child was heard.',
    z.strictObject({ childHeard: z.boolean(), determination: BestInterests, occurredAt }),
    {
      childHeard: true,
      determination: {
        solution: 'return_to_family',
        reasons: 'Travels with both parents, wants to go home.',
      },
    },
    'officer',
  ),
  CertifyFitToTravel: fact(
    'health',
    'charged',
    'Record that a doctor finds the person fit to travel until a day.',
    z.strictObject({ validUntil: Day, note: Text.optional(), occurredAt }),
    { validUntil: '2014-08-15' },
    'officer',
  ),
};
