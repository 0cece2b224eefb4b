import {
  caseFollowUps,
  journeyFollowUps,
  type CaseCommand,
  type Country,
  type JourneyCommand,
  type RecordedCaseEvent,
  type RecordedJourneyEvent,
} from '#casework';
import type { Order } from './aggregate.js';
import { commandIdAfter } from './command-id.js';
import { nodeActor } from './context.js';

/** A command that the node gives itself because of an event, and the file whose line it goes in. */
interface Following<C> {
  readonly lane: string;
  readonly order: Order<C>;
}

type Recorded = RecordedCaseEvent | RecordedJourneyEvent;

/** The same command ids at every attempt, whoever makes it. */
const following = <C extends { readonly type: string }>(
  { meta }: Recorded,
  country: Country,
  { lane, id, command }: { readonly lane: string; readonly id: string; readonly command: C },
): Following<C> => ({
  lane,
  order: {
    id,
    command,
    actor: nodeActor(country),
    commandId: commandIdAfter(meta.eventId, `${lane} ${command.type}`),
    correlationId: meta.correlationId,
    causationId: meta.eventId,
  },
});

/** What an event of a journey makes the node order in the cases of its travellers. */
export const ordersInCases = (
  event: RecordedJourneyEvent,
  country: Country,
): readonly Following<CaseCommand>[] =>
  journeyFollowUps(event).map(({ caseId, command }) =>
    following(event, country, { lane: `case-${caseId}`, id: caseId, command }),
  );

/** What an event of a case makes the node order in the person's journey. */
export const ordersInJourneys = (
  event: RecordedCaseEvent,
  country: Country,
): readonly Following<JourneyCommand>[] =>
  caseFollowUps(event).map(({ journeyId, command }) =>
    following(event, country, { lane: `journey-${journeyId}`, id: journeyId, command }),
  );
