import { z } from 'zod';
import type { Clock } from '#desk';
import type { TokenIssuer } from '#access';
import { NodeKey, PartyKey } from '#bridge';
import { countries } from '#casework';
import type { InstrumentKey } from '#instruments';
import type { ExchangeSettings } from './exchange-settings.js';
import type { PaperCounterparts } from './paper-settings.js';
import type { Role } from './roles.js';
import { Secret } from './secret.js';
import type { StampKeys } from './stamp-keys.js';

/** Secrets of one node, in a file that only its process can read. */
export const NodeSecrets = z.strictObject({
  /** Blinds references, hashes bodies, seals ETags and positions. */
  node: Secret,
  keyEncryption: z.strictObject({ id: z.string().min(1), secret: Secret }),
  earlierKeyEncryption: z.array(z.strictObject({ id: z.string().min(1), secret: Secret })).default([]),
  keys: z.array(NodeKey).min(2),
});
export type NodeSecrets = z.infer<typeof NodeSecrets>;

/** Public keys of every country with a node: the same list at each. */
export const PartyKeyList = z.partialRecord(z.enum(countries), z.array(PartyKey));
export type PartyKeyList = z.infer<typeof PartyKeyList>;

/** Where the events are kept. */
export type EventStoreSettings = Pick<NodeConfig['database'], 'eventsUrl' | 'eventStoreDbUrl'>;

/**
 * Everything that a process of a node needs to run; chosen by configuration, checked before anything starts. What only
 * some roles need may be absent for the others.
 */
export interface NodeConfig {
  /** All where absent. */
  readonly roles?: readonly Role[] | undefined;
  /** Of the api; the other roles answer questions of health and metrics there. */
  readonly http: {
    readonly host: string;
    readonly port: number;
    readonly requestsPerMinute: number;
    /** Half a minute where absent. */
    readonly requestTimeoutMs?: number | undefined;
    /** None where absent. */
    readonly trustedProxies?: readonly string[] | undefined;
  };
  readonly database: {
    /** Owner of the node's database: installs and migrates at start. Where absent, somebody else has done so. */
    readonly ownerUrl?: string | undefined;
    /** Where the events are kept in PostgreSQL: reads and appends them by what the event store grants it. */
    readonly eventsUrl?: string | undefined;
    /** Where they are kept in EventStoreDB instead. */
    readonly eventStoreDbUrl?: string | undefined;
    /** Of the api: keys, access log, reading of views. */
    readonly appUrl: string;
    /** Of the bridge: keys, what waits in it, its checkpoints. That of the api where absent, which then may do both. */
    readonly bridgeUrl?: string | undefined;
    /** Writes the views; the owner where absent. */
    readonly projectorUrl?: string | undefined;
  };
  /** Of the bridge. */
  readonly exchange?: ExchangeSettings | undefined;
  /** Of the api and the bridge, the same for both: which countries are written to on paper. None where absent. */
  readonly paper?: PaperCounterparts | undefined;
  /** Of the bridge: without a receipt for so long, a message is sent again. Six hours where absent. */
  readonly sendAgainAfterMs?: number | undefined;
  /** Of the bridge: the newest version of the wire that it writes and says it reads; the newest of all where absent. */
  readonly wireVersion?: number | undefined;
  /** For so many days the exchanges keep messages, and the bridge the keys that open them; 14 where absent. */
  readonly exchangeKeptDays?: number | undefined;
  /** For so many days a key is in use at most that opens messages; without a limit where absent. */
  readonly keysLiveDays?: number | undefined;
  /** Of the api and the bridge: a projector holds no keys. */
  readonly secrets?: NodeSecrets | undefined;
  /** Of every process: what it reads from the event store is checked. Absent only where nothing is read. */
  readonly stampKeys?: StampKeys | undefined;
  /** Of the api and the bridge: whose signatures count. Nobody's where absent. */
  readonly instrumentKeys?: readonly InstrumentKey[] | undefined;
  /** Of the bridge. */
  readonly partyKeys?: PartyKeyList | undefined;
  /** Of the api. */
  readonly tokens?:
    | {
        readonly audience: string;
        readonly issuers: readonly TokenIssuer[];
        readonly acceptSandbox: boolean;
        /** Twelve hours where absent. */
        readonly longestLifetimeMs?: number;
      }
    | undefined;
  /** With which monitoring reads the metrics; nobody does where absent. */
  readonly metricsToken?: string | undefined;
  readonly logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'silent';
  /** The machine's clock where absent; only a sandbox gives another. */
  readonly clock?: Clock;
}
