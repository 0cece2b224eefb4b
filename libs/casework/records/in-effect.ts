import { hasTopic, topicOf } from './topics.js';

/** An event as far as it matters whether and in which place it counts: its envelope and what stands in clear. */
export interface Entered {
  readonly id: string;
  readonly type: string;
  readonly open: Readonly<Record<string, unknown>>;
  readonly occurredAt: string;
  readonly recordedAt: string;
  readonly commandId: string;
}

/** What a message tells the file: it counts no more once the message that brought it may not be used. */
export const effectOfStopped: ReadonlySet<string> = new Set([
  'NameClaimed',
  'BirthDateClaimed',
  'OriginClaimed',
  'NationalityClaimed',
  'RelativeRecorded',
  'DocumentRecorded',
  'NationalityResultLearned',
  'TravelDocumentLearned',
  'FamilyAnswerLearned',
  'RiskLearned',
  'RepatriationAgreed',
  'CounterProposed',
  'ProposalDeclined',
  'TransitPermitted',
  'TransitRefused',
  'ReceptionConfirmed',
  'HandoverLearned',
  'ArrivalLearned',
  'PlanAcceptanceLearned',
  'CourtOutcomeLearned',
  'FeedbackLearned',
  'ConsularInterviewHeld',
  'DeliveryConfirmed',
  'PersonDied',
  'SafetyAlertReceived',
  'ProfileCorrected',
  'ClaimCorrected',
  'PhotographReferenced',
]);

/** Whether an event happened before it was recorded; one dated ahead counts at its recording (domain.md 2.8). */
const isLate = ({ occurredAt, recordedAt }: Entered): boolean =>
  Date.parse(occurredAt) < Date.parse(recordedAt);

/** Whether an event can change which of the events before it count, or in which order. */
export const disturbs = (event: Entered): boolean =>
  event.type === 'EntryTakenBack' ||
  event.type === 'MessageUseStopped' ||
  (hasTopic(event.type) && isLate(event));

const messageIdsOf = ({ open }: Entered): readonly string[] =>
  Array.isArray(open['messageIds'])
    ? open['messageIds'].filter((messageId): messageId is string => typeof messageId === 'string')
    : [];

/** Ids of the events that count no more: taken back, or told by a message that may no longer be used. */
const outOfEffect = (events: readonly Entered[]): ReadonlySet<string> => {
  const takenBack = events.flatMap(({ type, open }) =>
    type === 'EntryTakenBack' && typeof open['entryId'] === 'string' ? [open['entryId']] : [],
  );
  const stopped = new Set(
    events.filter(({ type }) => type === 'MessageUseStopped').flatMap((event) => messageIdsOf(event)),
  );
  const commands = new Set(
    events.flatMap(({ type, open, commandId }) =>
      type === 'MessageReceived' && typeof open['messageId'] === 'string' && stopped.has(open['messageId'])
        ? [commandId]
        : [],
    ),
  );
  const untold = events.filter(({ type, commandId }) => effectOfStopped.has(type) && commands.has(commandId));
  return new Set([...takenBack, ...untold.map(({ id }) => id)]);
};

/** From when each event counts: what is recorded as it happens never counts before what was recorded before it. */
const countingFrom = (events: readonly Entered[]): readonly number[] => {
  let latest = -Infinity;
  return events.map((event) => {
    if (isLate(event)) return Date.parse(event.occurredAt);
    latest = Math.max(latest, Date.parse(event.recordedAt));
    return latest;
  });
};

/** Puts the events of each topic, in the order in which they happened, into the places that the topic has. */
const inOrder = <E>(events: readonly E[], entered: (event: E) => Entered): readonly E[] => {
  const all = events.map(entered);
  const from = countingFrom(all);
  const places = new Map<string, number[]>();
  all.forEach((event, place) => {
    const topic = topicOf(event);
    if (topic === undefined) return;
    const held = places.get(topic);
    if (held) held.push(place);
    else places.set(topic, [place]);
  });
  const order = events.map((_event, place) => place);
  for (const held of places.values()) {
    const sorted = held.toSorted((a, b) => (from[a] ?? 0) - (from[b] ?? 0) || a - b);
    held.forEach((place, index) => (order[place] = sorted[index] ?? place));
  }
  return order.flatMap((place) => events.slice(place, place + 1));
};

/**
 * The events of one case that count now, as they are to be folded: without what was taken back and what came with a
 * message that may no longer be used, and where several speak about one thing, in the order in which they happened, not
 * in that in which they were typed. `events` are all of the case, by revision. (domain.md 2.8.)
 */
export const inEffect = <E>(events: readonly E[], entered: (event: E) => Entered): readonly E[] => {
  const out = outOfEffect(events.map(entered));
  return inOrder(out.size === 0 ? events : events.filter((event) => !out.has(entered(event).id)), entered);
};
