import { z } from 'zod';
import { Country, someCountry } from '../words/country.js';
import { fact, permission } from '../words/command.js';
import { agencyCharged } from '../words/listed.js';
import { Day, Id, Line, Text, occurredAt } from '../words/values.js';
import { CareKind, FamilyCondition, TracingOutcome, VisitResult } from './values.js';

const someRequest = '5e0a9f4b-8a15-4b0b-9c5c-0c2f6a7b0003';

export const tracingCommands = {
  RequestFamilyTracing: permission(
    'coordinate',
    'charged',
    "Ask a country to find the person's family; the family is told the agreed story and nothing else (message 6).",
    z.strictObject({ of: Country, coverStory: Text }),
    {
      of: someCountry.origin,
      coverStory: 'They worked on a farm and are well; they would like to come home.',
    },
  ),
  AssignTracing: permission(
    'assign_tracing',
    'charged',
    'Charge an office near the family with the tracing. An office excluded from the case cannot be charged.',
    z.strictObject({ requestId: Id, office: agencyCharged('trace_family') }),
    { requestId: someRequest, office: 'kayin_office' },
  ),
  RecordTracingVisit: fact(
    'trace_family',
    'own_work',
    'Record a visit to the place where the family is thought to live, and what came of it.',
    z.strictObject({ requestId: Id, visitedOn: Day, result: VisitResult, occurredAt }),
    {
      requestId: someRequest,
      visitedOn: '2013-03-12',
      result: { found: 'met', notes: 'Grandmother lives there.' },
    },
  ),
  ConcludeTracing: permission(
    'trace_family',
    'charged',
    'Conclude the assessment. The country that asked learns only the option and its conditions (message 9).',
    z.strictObject({
      requestId: Id,
      outcome: TracingOutcome,
      conditions: z.array(FamilyCondition).default([]),
      reasons: Text.optional(),
    }),
    { requestId: someRequest, outcome: 'conditional', conditions: ['income_support'] },
  ),
  RecordFamilyContact: fact(
    'case_work',
    'own_work',
    'Record that the person and the family were in contact before the return.',
    z.strictObject({
      means: z.enum(['phone', 'video', 'letter', 'visit']),
      contactedOn: Day,
      account: Text.optional(),
      occurredAt,
    }),
    { means: 'phone', contactedOn: '2013-05-02' },
  ),
  PlanAlternativeCare: permission(
    'case_work',
    'owner',
    'Plan where the person will live when it is not with the family.',
    z.strictObject({
      kind: CareKind,
      provider: Line.optional(),
    }),
    { kind: 'kin', provider: 'Aunt in Hpa-an' },
  ),
};
