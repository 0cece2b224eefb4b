import { z } from 'zod';
import { eventReader, knownTravellers, type Caller, type EventReader, type Offices } from '#access';
import {
  advanceJourney,
  audienceIn,
  countries,
  emptyJourney,
  journeyEvents,
  lastStepOf,
  type Journey,
  type RecordedJourneyEvent,
} from '#casework';
import type { Trace } from '#desk';
import type { DoorParts } from './parts.js';
import { casesAbout, visible } from './visible.js';

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

/** A caller as a reader of a journey's events: with those cases that they are about of which the caller may know. */
export const journeyReader = async (
  { cases, facts }: Pick<DoorParts, 'facts'> & { readonly cases: Pick<DoorParts['cases'], 'load'> },
  caller: Pick<Caller, 'actor' | 'agency'>,
  traces: readonly Pick<Trace, 'audience'>[],
): Promise<EventReader> => {
  const files = await Promise.all(casesAbout(traces).map(async (id) => (await cases.load(id)).file));
  return eventReader(facts, caller, knownTravellers(caller.actor, files, facts));
};

/** A journey as one may know it who may not know of every event: what others did with others leaves no trace in it. */
export const journeyFor = (
  reader: EventReader,
  journeyId: string,
  history: readonly RecordedJourneyEvent[],
): Journey => {
  const audience = audienceIn(journeyEvents);
  const happened = history.map((event) => ({
    ...{ event, type: event.type, agency: event.meta.agency, audience: audience(event) },
  }));
  return advanceJourney(
    emptyJourney(journeyId),
    visible(journeyEvents, happened, reader).map(({ event }) => event),
  );
};

/** A journey as far as it concerns cases that a reader may know of. */
export const journeyRead = (
  known: Journey,
  { knowsCase = () => false }: Pick<EventReader, 'knowsCase'>,
  offices: Offices,
): JourneyRead => {
  const {
    handled: _handled,
    revision: _revision,
    plannedBy: _plannedBy,
    lastLegAt: _lastLegAt,
    signedAt: _signedAt,
    ...journey
  } = known;
  const lastStepAt = lastStepOf(known);
  return offices.without({
    ...journey,
    legs: [...journey.legs],
    escorts: [...journey.escorts],
    started: [...journey.started],
    completed: [...journey.completed],
    travellers: journey.travellers.filter(knowsCase),
    signed: journey.signed.filter(({ caseId }) => knowsCase(caseId)),
    ...(lastStepAt === undefined ? {} : { lastStepAt }),
  });
};
