import { z } from 'zod';
import type { Offices } from '#access';
import { countries, type Journey } from '#casework';

const Cases = z.array(z.uuid());

/** What GET on a journey answers. It names only travellers that the caller may know of. */
export const JourneyRead = z.object({
  journeyId: z.uuid(),
  side: z.string().optional(),
  from: z.enum(countries).optional(),
  to: z.enum(countries).optional(),
  point: z.string().optional(),
  on: z.iso.date().optional(),
  legs: z.array(z.object({ from: z.string(), to: z.string(), mode: z.string() })),
  travellers: Cases,
  escorts: z.array(z.string()).describe('Pseudonyms.'),
  started: z.array(z.int()).describe('Numbers of legs under way or done.'),
  completed: z.array(z.int()),
  signed: z
    .array(z.object({ side: z.string(), caseId: z.uuid() }))
    .describe('Whose handover which side signed.'),
  lastStepAt: z.iso.datetime({ offset: true }).optional(),
  ended: z.boolean(),
});
export type JourneyRead = z.infer<typeof JourneyRead>;

/** Every case that a journey names. */
export const casesOf = ({ travellers, signed }: Journey): readonly string[] => [
  ...new Set([...travellers, ...signed.map(({ caseId }) => caseId)]),
];

/** A journey as far as it concerns cases that a caller may know of. */
export const journeyRead = (
  { handled: _handled, revision: _revision, plannedBy: _plannedBy, ...journey }: Journey,
  known: readonly string[],
  offices: Offices,
): JourneyRead =>
  offices.without({
    ...journey,
    legs: [...journey.legs],
    escorts: [...journey.escorts],
    started: [...journey.started],
    completed: [...journey.completed],
    travellers: journey.travellers.filter((caseId) => known.includes(caseId)),
    signed: journey.signed.filter(({ caseId }) => known.includes(caseId)),
  });
