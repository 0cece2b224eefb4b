import type { Announced, Country } from '#casework';
import { errorCode } from '#following';
import { pause, repeatedly } from '#pacing';
import { countingKeys } from './crypto/keys.js';
import { openText, signedWhileInUse, type Keyring, type OpenFailure } from './crypto/seal.js';
import type { Exchange, ExchangeRecord } from './exchange.js';
import type { Lines } from './lines.js';
import { noMetrics, type BridgeMetrics } from './metrics.js';
import type { Announcements, HeardAnnouncement } from './tables/announcements.js';
import { announcementTopicOf, inboundGroup } from './topics.js';
import { saidIn, WireAnnouncement } from './wire/announcement.js';
import { readEnvelope } from './wire/envelope.js';

/**
 * Numbers are taken from the clock of the machine; clocks differ less than this, milliseconds. One far ahead would make all
 * that its sender says later count for nothing.
 */
const aheadAtMost = 24 * 3_600_000;

/** Why a record on a topic of announcements counts for nothing. */
type Unheard =
  OpenFailure | 'ahead' | 'malformed_envelope' | 'malformed_announcement' | 'wrong_sender' | 'key_not_in_use';

const parsed = (text: string): WireAnnouncement | undefined => {
  try {
    return WireAnnouncement.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
};

type Heard = Pick<HeardAnnouncement, 'number' | 'said'> & { readonly kid: string };

/** What a country surely said to this node, or why it counts for nothing. */
const readAnnouncement = async (
  ring: Keyring,
  from: Country,
  { message }: Pick<ExchangeRecord, 'message'>,
): Promise<Heard | Unheard> => {
  const envelope = readEnvelope(message);
  if (!envelope) return 'malformed_envelope';
  const opened = await openText(ring, from, envelope.data);
  if ('failure' in opened) return opened.failure;
  const announcement = parsed(opened.text);
  if (!announcement) return 'malformed_announcement';
  if (announcement.from !== from) return 'wrong_sender';
  if (announcement.to !== ring.country) return 'not_for_us';
  const { number, sentAt } = announcement;
  const { kid } = opened;
  if (number > Date.now() + aheadAtMost) return 'ahead';
  return signedWhileInUse(ring, from, kid, sentAt)
    ? { number, said: saidIn(announcement), kid }
    : 'key_not_in_use';
};

export interface HearingParts {
  readonly country: Country;
  readonly senders: readonly Country[];
  readonly lines: Pick<Lines, 'from'>;
  readonly ring: Keyring;
  readonly announcements: Pick<Announcements, 'note' | 'forget'>;
  /** Told when something new was noted, or something counts no more. */
  readonly onHeard?: () => Promise<void>;
  readonly metrics?: BridgeMetrics;
  /** Milliseconds before a topic is read anew where the exchange gave it up. */
  readonly readAnewAfter?: number;
  /** Milliseconds between looks whether the key under which something was said counts still. */
  readonly checkKeysEvery?: number;
  readonly onTrouble?: (errorName: string) => void;
}

/** Reads what partners say of themselves. What does not count is dropped: its sender says it again. */
export const hearing = ({
  country,
  senders,
  lines,
  ring,
  announcements,
  onHeard = () => Promise.resolve(),
  metrics = noMetrics,
  readAnewAfter = 30_000,
  checkKeysEvery = 60_000,
  onTrouble = () => undefined,
}: HearingParts) => {
  /** What was said under a key that was revoked since counts no more, though nothing came after it. */
  const forgetRevoked = async (): Promise<void> => {
    for (const from of senders) {
      if (!(await announcements.forget(from, countingKeys(ring.parties, from)))) continue;
      metrics.count('announcement_refused', { with: from, reason: 'revoked_key' });
      await onHeard();
    }
  };

  const take = async (from: Country, record: ExchangeRecord): Promise<void> => {
    const read = await readAnnouncement(ring, from, record);
    const noted = typeof read !== 'string' && (await announcements.note(from, read));
    if (noted) {
      metrics.count('announcement_heard', { with: from });
      return onHeard();
    }
    metrics.count('announcement_refused', {
      with: from,
      reason: typeof read === 'string' ? read : 'earlier',
    });
  };

  const hear = async (exchange: Exchange, from: Country, signal: AbortSignal): Promise<void> => {
    while (!signal.aborted) {
      try {
        await exchange.consume(
          announcementTopicOf(from, country),
          inboundGroup,
          (record) => take(from, record),
          { signal },
        );
        return;
      } catch (error) {
        onTrouble(errorCode(error));
        await pause(readAnewAfter, signal);
      }
    }
  };

  /** Reads every sender's announcements on every exchange with it until the signal aborts. */
  return async (signal: AbortSignal): Promise<void> => {
    await Promise.all([
      repeatedly(forgetRevoked, checkKeysEvery, signal, (error) => onTrouble(errorCode(error))),
      ...senders.flatMap((from) => lines.from(from).map((exchange) => hear(exchange, from, signal))),
    ]);
  };
};

/** What the partners of a node said, as every process of it knows. */
export interface Partners {
  /** Undefined where a country said nothing, or nothing for so long that its node may have been rolled back. */
  readonly announced: (country: Country) => Announced | undefined;
  /** What it said last, however long ago. */
  readonly saidLast: (country: Country) => Announced | undefined;
  /** Asks the table anew. */
  readonly refresh: () => Promise<void>;
  /** Does so again and again until the signal aborts. */
  readonly run: (signal: AbortSignal) => Promise<void>;
}

const day = 24 * 3_600_000;

/** Keeps what the table of announcements holds, so that a decision need not wait for it. */
export const partnersKnown = (
  announcements: Pick<Announcements, 'heard'>,
  {
    holdsFor = day,
    lookEvery = 2_000,
    onTrouble = () => undefined,
  }: {
    readonly holdsFor?: number;
    readonly lookEvery?: number;
    readonly onTrouble?: (errorName: string) => void;
  } = {},
): Partners => {
  let known: ReadonlyMap<Country, HeardAnnouncement> = new Map();
  const refresh = async (): Promise<void> => {
    known = new Map((await announcements.heard()).map((each) => [each.country, each]));
  };
  return {
    announced: (country) => {
      const last = known.get(country);
      return last && Date.now() - last.heardAt.getTime() < holdsFor ? last.said : undefined;
    },
    saidLast: (country) => known.get(country)?.said,
    refresh,
    run: (signal) => repeatedly(refresh, lookEvery, signal, (error) => onTrouble(errorCode(error))),
  };
};
