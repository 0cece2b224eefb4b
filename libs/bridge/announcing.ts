import { createHash } from 'node:crypto';
import {
  isTold,
  formOf,
  inForceOn,
  type Announced,
  type Country,
  type Instrument,
  type MessageCatalogue,
} from '#casework';
import { errorCode, type HeldLease } from '#following';
import { pause } from '#pacing';
import { sealText, type Keyring } from './crypto/seal.js';
import type { Lines } from './lines.js';
import { noMetrics, type BridgeMetrics } from './metrics.js';
import { namedId } from './reference.js';
import type { Announcements } from './tables/announcements.js';
import { announcementTopicOf } from './topics.js';
import type { WireAnnouncement } from './wire/announcement.js';
import { envelopeHeaders, writeEnvelope } from './wire/envelope.js';
import type { WireVersion } from './wire/message.js';

/** What this node takes from a country on a day: under each instrument between the two the kinds that it may be sent there. */
export const takenFrom = (
  other: Country,
  own: Country,
  instruments: readonly Instrument[],
  catalogue: MessageCatalogue,
  wireVersions: readonly WireVersion[],
  today: string,
): Announced => ({
  wireVersions,
  instruments: instruments
    .filter((each) => isTold(each) && each.parties.includes(own) && each.parties.includes(other))
    .map(({ clauses, ...text }) => ({
      ...{ code: text.code, version: text.version, inForce: inForceOn(text, today) },
      ...(text.hash === undefined ? {} : { hash: text.hash }),
      kinds: Object.fromEntries(
        clauses
          .filter(
            ({ from, to, kind }) =>
              from.includes(other) && to.includes(own) && Object.hasOwn(catalogue, kind),
          )
          .flatMap(({ kind }) => {
            const definition = catalogue[kind];
            const forms = Array.from(
              { length: definition ? formOf(definition) : 0 },
              (_form, index) => index + 1,
            );
            return [[kind, forms] as const];
          }),
      ),
    })),
});

export interface AnnouncingParts {
  readonly country: Country;
  readonly partners: readonly Country[];
  readonly lines: Pick<Lines, 'from'>;
  readonly ring: Keyring;
  readonly announcements: Pick<Announcements, 'nextNumber'>;
  /** What this node takes from a country now: `takenFrom`. */
  readonly takes: (from: Country) => Announced | Promise<Announced>;
  /** Instant of now, ISO 8601 in UTC. */
  readonly now: () => string;
  /** Milliseconds between looks whether something has changed. */
  readonly lookEvery?: number;
  /** Milliseconds after which the same is said again. */
  readonly sayAgainAfter?: number;
  readonly metrics?: BridgeMetrics;
  readonly onTrouble?: (errorName: string) => void;
}

/** An hour: a partner that heard nothing for a day takes it that this node was rolled back. */
const hour = 3_600_000;

const digestOf = (said: Announced): string => createHash('sha256').update(JSON.stringify(said)).digest('hex');

/**
 * Says to each partner what this node takes: when it starts, when that has changed, and again now and then. It goes signed and
 * sealed as messages do, on a topic of its own.
 */
export const announcing = ({
  country,
  partners,
  lines,
  ring,
  announcements,
  takes,
  now,
  lookEvery = 30_000,
  sayAgainAfter = hour,
  metrics = noMetrics,
  onTrouble = () => undefined,
}: AnnouncingParts) => {
  const announce = async (to: Country, said: Announced): Promise<void> => {
    const sentAt = now();
    const number = await announcements.nextNumber(to, Date.now());
    const text: WireAnnouncement = {
      ...{ form: 'announcement', from: country, to, number, sentAt },
      wireVersions: [...said.wireVersions],
      instruments: said.instruments.map(({ kinds, hash, ...named }) => ({
        ...named,
        ...(hash === undefined ? {} : { hash }),
        kinds: Object.fromEntries(Object.entries(kinds).map(([kind, forms]) => [kind, [...forms]])),
      })),
    };
    const id = namedId('announcement', country, to, String(number));
    const sealed = await sealText(ring, to, JSON.stringify(text), sentAt);
    for (const exchange of lines.from(to))
      await exchange.publish(
        announcementTopicOf(country, to),
        id,
        writeEnvelope(country, id, sealed),
        envelopeHeaders,
      );
    metrics.count('announcement_published', { with: to });
  };

  const saidLast = new Map<Country, { readonly digest: string; readonly at: number }>();

  const sayToOne = async (to: Country): Promise<void> => {
    const said = await takes(to);
    const digest = digestOf(said);
    const last = saidLast.get(to);
    if (last?.digest === digest && Date.now() - last.at < sayAgainAfter) return;
    await announce(to, said);
    saidLast.set(to, { digest, at: Date.now() });
  };

  /** What is due to each partner, once. One that cannot be told keeps no other from being told. */
  const sayWhatIsDue = async (lease?: HeldLease): Promise<void> => {
    for (const to of partners) {
      if (lease?.sure() === false) return;
      await sayToOne(to).catch((error: unknown) => onTrouble(errorCode(error)));
    }
  };

  return {
    sayWhatIsDue,
    /** Says it for as long as the signal does not abort; one process at a time should. */
    run: async (signal: AbortSignal, lease?: HeldLease): Promise<void> => {
      while (!signal.aborted) {
        await sayWhatIsDue(lease);
        await pause(lookEvery, signal);
      }
    },
  };
};
