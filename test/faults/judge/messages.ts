import { z } from 'zod';
import { Country, isStop } from '#casework';
import type { Evidence, KeptEvent } from './evidence.js';
import { finding, type Finding } from './finding.js';
import { grouped } from './grouped.js';

const Named = z.object({ messageId: z.string(), kind: z.string() });
const Released = Named.extend({ to: Country, sequence: z.number() });
const Received = Named.extend({ from: Country, sequence: z.number(), outcome: z.string() });

interface Message {
  readonly messageId: string;
  readonly kind: string;
  readonly where: string;
  readonly event: KeptEvent;
  readonly sequence: number;
}

const ofType = (events: readonly KeptEvent[], type: string): readonly KeptEvent[] =>
  events.filter((event) => event.type === type);

const idsOf = (events: readonly KeptEvent[]): readonly string[] =>
  events.map(({ open }) => Named.parse(open).messageId);

const counted = (ids: readonly string[]): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>();
  for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1);
  return counts;
};

const releasedIn = (from: Country, events: readonly KeptEvent[], to: Country): readonly Message[] =>
  ofType(events, 'MessageReleased').flatMap((event) => {
    const released = Released.parse(event.open);
    const { messageId, kind, sequence } = released;
    const where = `${kind} ${messageId}, ${from} to ${to}`;
    return released.to === to ? [{ messageId, kind, sequence, event, where }] : [];
  });

const receivedIn = (
  events: readonly KeptEvent[],
  from: Country,
): ReadonlyMap<string, readonly (Message & { readonly outcome: string })[]> =>
  grouped(
    ofType(events, 'MessageReceived').flatMap((event) => {
      const received = Received.parse(event.open);
      const { messageId, sequence, outcome, kind } = received;
      return received.from === from ? [{ messageId, kind, sequence, outcome, event, where: kind }] : [];
    }),
    ({ messageId }) => messageId,
  );

/** Each approved message was released, once; nobody of the load takes a consent back, so that none may be withheld. */
const judgeDecided = (country: Country, events: readonly KeptEvent[]): Finding[] => {
  const withheld = idsOf(ofType(events, 'MessageWithheld'));
  const decided = counted([...idsOf(ofType(events, 'MessageReleased')), ...withheld]);
  const found = idsOf(ofType(events, 'MessageApproved')).flatMap((messageId) => {
    const times = decided.get(messageId) ?? 0;
    if (times === 0) return [finding('message_undecided', `${country} ${messageId}`)];
    return times === 1 ? [] : [finding('doubled_message', `${country} released ${messageId} ${times} times`)];
  });
  return [...withheld.map((messageId) => finding('message_withheld', `${country} ${messageId}`)), ...found];
};

/** In one case and direction: numbers from 1 without a gap as released, and in that order as received but for what stops. */
const judgeOrder = (released: readonly Message[], order: ReadonlyMap<string, number>): Finding[] => {
  const found: Finding[] = [];
  for (const [stream, messages] of grouped(released, ({ event }) => event.stream)) {
    if (messages.some(({ sequence }, index) => sequence !== index + 1))
      found.push(finding('message_out_of_order', `released in ${stream}`));
    const places = messages
      .filter(({ kind }) => !isStop(kind))
      .flatMap(({ messageId }) => order.get(messageId) ?? []);
    if (places.some((place, index) => index > 0 && place < (places[index - 1] ?? 0)))
      found.push(finding('message_out_of_order', `received of ${stream}`));
  }
  return found;
};

/** What took effect there is what was let go here, byte for byte but for the order of its fields. */
const sameContent = (sent: string | undefined, arrived: string | undefined): boolean =>
  sent !== undefined && sent === arrived;

const judgeDirection = (
  [from, sent]: readonly [Country, readonly KeptEvent[]],
  [to, arrived]: readonly [Country, readonly KeptEvent[]],
): Finding[] => {
  const released = releasedIn(from, sent, to);
  const received = receivedIn(arrived, from);
  const receipts = counted(idsOf(ofType(sent, 'MessageReceipted')));
  const approved = new Map(
    ofType(sent, 'MessageApproved').map((event) => [Named.parse(event.open).messageId, event.payload]),
  );
  const known = new Set(released.map(({ messageId }) => messageId));
  const found: Finding[] = [];
  for (const { messageId, kind, sequence, where } of released) {
    const effects = received.get(messageId) ?? [];
    const [effect] = effects;
    if (!effect) found.push(finding('lost_message', where));
    if (effects.length > 1) found.push(finding('doubled_message', where));
    if (effect && effect.outcome !== 'effective') found.push(finding('message_refused', where));
    if (effect && effect.sequence !== sequence) found.push(finding('message_out_of_order', where));
    if (effect && effect.kind !== kind) found.push(finding('message_altered', where));
    if (effect && !sameContent(approved.get(messageId), effect.event.payload))
      found.push(finding('message_altered', `${where}: its content`));
    const times = receipts.get(messageId) ?? 0;
    if (times === 0) found.push(finding('receipt_missing', where));
    if (times > 1) found.push(finding('doubled_receipt', where));
  }
  for (const [messageId, [effect]] of received)
    if (!known.has(messageId))
      found.push(finding('message_of_nobody', `${effect?.where ?? ''} ${messageId} at ${to}`));
  const order = new Map(arrived.map((event, index) => [event.id, index]));
  const places = new Map(
    [...received].map(([messageId, [first]]) => [messageId, order.get(first?.event.id ?? '') ?? -1]),
  );
  return [...found, ...judgeOrder(released, places)];
};

/** Every message that was let go took effect exactly once on the other side, in the order of its case. */
export const judgeMessages = ({ stores }: Evidence): Finding[] => {
  const sides = [...stores];
  return sides.flatMap((side) => [
    ...judgeDecided(...side),
    ...sides.filter(([to]) => to !== side[0]).flatMap((other) => judgeDirection(side, other)),
  ]);
};
