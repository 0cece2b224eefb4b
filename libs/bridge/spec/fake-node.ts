import { randomBytes } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { z } from 'zod';
import type { Country, MessageDefinition } from '#casework';
import { sealedChannel, type Channel } from '../channel.js';
import type { NodeKeys, PartyKeys } from '../crypto/keys.js';
import type { Keyring } from '../crypto/seal.js';
import type { Exchange } from '../exchange.js';
import { forgetting } from '../forgetting.js';
import { inbound } from '../inbound.js';
import { oneLine } from '../lines.js';
import { outbound } from '../outbound.js';
import { blind, unblind } from '../reference.js';
import { awaitedReceiptTable } from '../tables/awaited-receipts.js';
import { checkpointTable } from '../tables/checkpoints.js';
import { deadLetterTable } from '../tables/dead-letters.js';
import { unreadEventTable } from '../tables/unread-events.js';
import { parkedEventTable } from '../tables/parked-events.js';
import { parkedMessageTable } from '../tables/parked-messages.js';
import { waitingReleaseTable } from '../tables/waiting-releases.js';
import { fakeDesk } from './fake-desk.js';
import { fakeStore } from './fake-store.js';

export const plainKind: MessageDefinition = {
  number: 1,
  summary: 'A text.',
  fields: {},
  stops: false,
  finishes: false,
  outlives: false,
  warns: false,
  acknowledges: false,
  answeredBy: [],
  replaces: [],
  asksForWork: false,
  servesTheWayHome: false,
  correctable: [],
  schema: z.strictObject({ text: z.string() }),
};

/** A clock that can be moved on. */
const movedClock = () => {
  let ahead = 0;
  return {
    now: (): string => new Date(Date.now() + ahead).toISOString(),
    moveBy: (milliseconds: number): void => {
      ahead += milliseconds;
    },
  };
};

/** One country's bridge between a fake store and desk and the real tables, keys and exchange. */
export const fakeNode = (
  country: Country,
  others: readonly Country[],
  database: DataSource,
  exchange: Exchange,
  keys: { own: NodeKeys; parties: PartyKeys },
) => {
  const secret = randomBytes(32);
  const store = fakeStore(country);
  /** Runs as it does outside, from where it was moved to. */
  const clock = movedClock();
  const { now } = clock;
  const desk = fakeDesk(store, now);
  const ring: { -readonly [K in keyof Keyring]: Keyring[K] } = { country, ...keys };
  const catalogue: Record<string, MessageDefinition> = {
    CaseNotified: plainKind,
    ContactStopped: { ...plainKind, stops: true },
  };
  const counted: string[] = [];
  const metrics = {
    count: (what: string, { reason = '' }: { reason?: string }) =>
      void counted.push(`${what} ${reason}`.trim()),
  };
  const common = {
    country,
    desk,
    actor: { id: 'node', country, agency: 'node', roles: ['system'] },
    referenceFor: (to: Country, caseId: string) => blind(secret, to, caseId),
    metrics,
    retryEvery: 20,
    firstPause: 20,
  };
  const tables = {
    parkedEvents: parkedEventTable(database),
    parkedMessages: parkedMessageTable(database),
    deadLetters: deadLetterTable(database),
    awaited: awaitedReceiptTable(database),
    waiting: waitingReleaseTable(database),
  };
  const inward = inbound({
    ...common,
    senders: others,
    lines: oneLine(exchange),
    ring,
    catalogue,
    parked: tables.parkedMessages,
    deadLetters: tables.deadLetters,
    caseOf: (from, reference) => unblind(secret, from, reference),
    now,
  });
  const channel = (to: Country): Channel => sealedChannel(ring, oneLine(exchange), to, now);
  const outward = (channelTo: (to: Country) => Channel = channel, againAfter = 3_600_000) =>
    outbound({
      ...common,
      store,
      checkpoints: checkpointTable(database),
      parked: tables.parkedEvents,
      unread: unreadEventTable(database),
      awaited: tables.awaited,
      waiting: tables.waiting,
      forget: forgetting({
        country,
        senders: others,
        desk,
        parked: tables.parkedMessages,
        deadLetters: tables.deadLetters,
      }),
      now: clock.now,
      channelTo,
      againAfter,
    });
  return {
    country,
    database,
    clock,
    desk,
    store,
    ring,
    secret,
    catalogue,
    counted,
    inward,
    outward,
    channel,
    ...tables,
  };
};

export type FakeNode = ReturnType<typeof fakeNode>;
