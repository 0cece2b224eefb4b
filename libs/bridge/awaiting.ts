import { hasArrived, type Country } from '#casework';
import { comparePositions, start, type EventStore, type Position } from '#event-store';
import type { Checkpoints, HeldLease } from '#following';
import { fileOf, type AtDesk } from './at-desk.js';
import { backOff, repeatedly, together, type Lanes } from '#pacing';
import { unlessLost, type BridgeMetrics } from './metrics.js';
import { meaningOf, type OutboundEvent, type Settled } from './outbound-event.js';
import { Refused, type outboundSteps } from './outbound-steps.js';
import type { AwaitedReceipt, AwaitedReceipts } from './tables/awaited-receipts.js';

/** Says that the table was filled from a history up to where the outbound side stood; never moves. */
const filled = 'receipts';

/** The longest time between two sendings of one message, milliseconds. */
const longestWait = 7 * 24 * 3_600_000;
/** The pause where the message could not be sent, milliseconds. */
const afterFailure = 60_000;
const atOnce = 100;

export interface AwaitingParts {
  readonly store: Pick<EventStore, 'subscribe'>;
  readonly cases: AtDesk['cases'];
  readonly checkpoints: Checkpoints;
  readonly awaited: AwaitedReceipts;
  readonly steps: Pick<ReturnType<typeof outboundSteps>, 'publish' | 'whyNotAgain' | 'giveUp'>;
  readonly inLane: Lanes;
  readonly metrics: BridgeMetrics;
  /** Milliseconds without a receipt after which a message is sent again; doubles with each time, up to a week. */
  readonly againAfter: number;
  /** Milliseconds between looks for messages that are due. */
  readonly lookEvery: number;
  readonly mustHold: (lease: HeldLease | undefined) => void;
  readonly onTrouble: (errorName: string) => void;
}

/** Waits for the receipts of what was sent, and sends again what has none. */
export const awaiting = (parts: AwaitingParts) => {
  const { store, cases, checkpoints, awaited, steps, inLane, metrics, againAfter, lookEvery } = parts;
  const { mustHold, onTrouble } = parts;

  /**
   * Fills the table from the events up to where the outbound side stands, once in each history: what was sent by a version
   * that did not wait for receipts, or before somebody deleted the row `receipts` of the checkpoints.
   */
  const fill = async (
    { epoch, position }: { readonly epoch: string; readonly position: Position },
    lease: HeldLease | undefined,
    signal: AbortSignal,
  ): Promise<void> => {
    if ((await checkpoints.epochOf(filled)) === epoch) return;
    const open = new Map<string, OutboundEvent>();
    if (position !== start)
      for await (const delivery of store.subscribe(start, { signal, epoch })) {
        for (const event of delivery.kind === 'events' ? delivery.events : []) {
          // What cannot be read was put aside, or will be.
          const { events = [], settled = [] } = meaningOf(event) ?? {};
          for (const released of events)
            if (released.type === 'MessageReleased') open.set(released.messageId, released);
          for (const { caseId, messageId } of settled)
            if (messageId !== undefined) open.delete(messageId);
            else
              for (const [id, released] of open)
                if (released.caseId === caseId && !released.overtakes) open.delete(id);
        }
        if (delivery.kind === 'caught_up' || comparePositions(delivery.position, position) >= 0) break;
      }
    if (signal.aborted) return;
    mustHold(lease);
    const left = [...open.values()];
    for (let from = 0; from < left.length; from += 1_000)
      await awaited.add(left.slice(from, from + 1_000), againAfter);
    await checkpoints.note(filled, epoch, position);
  };

  const expect = together<OutboundEvent, true>({
    run: async (sent) => {
      await awaited.add(sent, againAfter);
      return sent.map(() => true);
    },
    most: 1_000,
    width: 1,
  });

  const sendAgain = async (
    { event, attempts }: AwaitedReceipt,
    lease: HeldLease | undefined,
  ): Promise<void> => {
    mustHold(lease);
    const { messageId, caseId, sequence } = event;
    const { disclosure } = await fileOf({ cases }, caseId);
    const own = disclosure.own.find((message) => message.messageId === messageId);
    if (sequence === undefined || !own?.payload || own.receipt !== undefined)
      return awaited.remove([messageId]);
    const wait = backOff(attempts + 1, againAfter, longestWait);
    const refused = await steps.whyNotAgain(event);
    if (refused === 'not_possible_now') {
      if (hasArrived(disclosure, messageId)) return awaited.remove([messageId]);
      if ((await steps.giveUp(event)) !== undefined) {
        await awaited.keptBack(messageId, wait);
        return metrics.count('message_kept_back', { with: own.to });
      }
      await awaited.remove([messageId]);
      return metrics.count('message_given_up', { with: own.to });
    }
    if (refused === 'instrument_disputed') {
      await awaited.keptBack(messageId, wait);
      return metrics.count('message_kept_back', { with: own.to });
    }
    if (refused !== undefined) throw new Refused(refused);
    mustHold(lease);
    await steps.publish(event, sequence);
    await awaited.later(messageId, wait);
    metrics.count('message_sent_again', { with: own.to });
  };

  /** What is due, once. Where the way to a country is barred, what goes there waits for the next time. */
  const sendDueAgain = async (lease: HeldLease | undefined, signal: AbortSignal): Promise<void> => {
    const barred = new Set<Country>();
    for (const due of await awaited.due(atOnce)) {
      const { to, messageId, caseId } = due.event;
      if (signal.aborted) return;
      if (to !== undefined && barred.has(to)) continue;
      try {
        await inLane(caseId, () => sendAgain(due, lease));
      } catch (error) {
        unlessLost(onTrouble)(error);
        if (to !== undefined) barred.add(to);
        await awaited.postpone(messageId, afterFailure);
      }
    }
  };

  return {
    fill,
    /** What was sent waits for its receipt. */
    expect,
    /** Receipts have come, or none will any more: their messages wait no more. */
    settle: async (settled: readonly Settled[]): Promise<void> => {
      await awaited.remove(settled.flatMap(({ messageId }) => messageId ?? []));
      await awaited.forget(
        settled.flatMap(({ caseId, messageId }) => (messageId === undefined ? [caseId] : [])),
      );
    },
    sendAgainWhenDue: (lease: HeldLease | undefined, signal: AbortSignal): Promise<void> =>
      repeatedly(() => sendDueAgain(lease, signal), lookEvery, signal, unlessLost(onTrouble)),
  };
};
