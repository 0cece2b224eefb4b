import type { DataSource } from 'typeorm';
import { messages, type Country, type MessageDefinition } from '#casework';
import { postgresCheckpoints, postgresParking } from '#following';
import { sealedChannel, type Channel } from '../channel.js';
import type { NodeKeys, PartyKeys } from '../crypto/keys.js';
import type { Keyring } from '../crypto/seal.js';
import type { Exchange } from '../exchange.js';
import { forgetting } from '../forgetting.js';
import { inbound } from '../inbound.js';
import { oneLine } from '../lines.js';
import { outbound } from '../outbound.js';
import { blindConsent, unblind } from '../reference.js';
import { awaitedReceiptTable } from '../tables/awaited-receipts.js';
import { deadLetterTable } from '../tables/dead-letters.js';
import { unreadEventTable } from '../tables/unread-events.js';
import { parkedMessageTable } from '../tables/parked-messages.js';
import { waitingReleaseTable } from '../tables/waiting-releases.js';
import { wireVersions, type WireVersion } from '../wire/message.js';
import { announcing, takenFrom } from '../announcing.js';
import { hearing, partnersKnown } from '../hearing.js';
import { speaking } from '../speaking.js';
import { announcementTable } from '../tables/announcements.js';
import { sampleFacts } from '../../casework/spec/sample.js';
import { countryDesk } from './country-desk.js';
import { poolOf } from './database.js';

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

/** One country's bridge between its desk, its tables and keys, and the exchange. */
export const countryNode = (
  country: Country,
  others: readonly Country[],
  database: DataSource,
  exchange: Exchange,
  keys: { own: NodeKeys; parties: PartyKeys },
) => {
  /** Runs as it does outside, from where it was moved to. */
  const clock = movedClock();
  const { now } = clock;
  const desk = countryDesk(country, others, now);
  const { store, secret, cases, referenceFor } = desk;
  const ring: { -readonly [K in keyof Keyring]: Keyring[K] } = { country, ...keys };
  /** Kinds that this node knows; an older one knows fewer. */
  const catalogue: Record<string, MessageDefinition> = { ...messages };
  const announcements = announcementTable(database);
  const partners = partnersKnown(announcements, { holdsFor: 3_600_000 });
  desk.law.announced = partners.announced;
  /** The versions that it writes; and the one that it writes whatever the other reads, where there is one. */
  const writes: { known: readonly WireVersion[]; version?: WireVersion } = { known: wireVersions };
  const counted: string[] = [];
  const metrics = {
    count: (what: string, { reason = '' }: { reason?: string }) =>
      void counted.push(`${what} ${reason}`.trim()),
  };
  const common = {
    country,
    cases,
    referenceFor,
    consentReferenceFor: (to: Country, consentId: string) => blindConsent(secret, to, consentId),
    speaks: (to: Country) => writes.version ?? speaking(partners.announced, writes.known)(to),
    officeOf: (of: Country) => sampleFacts(of).focalPoint,
    metrics,
    retryEvery: 20,
    firstPause: 20,
  };
  const tables = {
    checkpoints: postgresCheckpoints(poolOf(database)),
    parking: postgresParking(poolOf(database)),
    parkedMessages: parkedMessageTable(database),
    deadLetters: deadLetterTable(() => Promise.resolve(database)),
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
  const announcer = announcing({
    ...{ country, partners: others, lines: oneLine(exchange), ring, announcements, metrics, now },
    takes: (from) =>
      takenFrom(from, country, desk.law.instruments, catalogue, writes.known, now().slice(0, 10)),
    lookEvery: 20,
  });
  const hear = hearing({
    ...{ country, senders: others, lines: oneLine(exchange), ring, announcements, metrics },
    onHeard: partners.refresh,
  });
  const channel = (to: Country): Channel => sealedChannel(ring, oneLine(exchange), to, now);
  const outward = (channelTo: (to: Country) => Channel = channel, againAfter = 3_600_000) =>
    outbound({
      ...common,
      store,
      checkpoints: tables.checkpoints,
      parking: tables.parking,
      unread: unreadEventTable(() => Promise.resolve(database)),
      awaited: tables.awaited,
      waiting: tables.waiting,
      forget: forgetting({
        country,
        senders: others,
        cases,
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
    writes,
    announcements,
    announcer,
    hear,
    partners,
    counted,
    inward,
    outward,
    channel,
    ...tables,
  };
};

export type CountryNode = ReturnType<typeof countryNode>;
