import { z } from 'zod';
import type { Clock } from '#desk';
import type { TokenIssuer } from '#access';
import { NodeKey, PartyKey } from '#bridge';
import { countries } from '#casework';

const Secret = z.string().regex(/^[0-9a-f]{64}$/, '32 bytes as 64 hexadecimal digits');

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

/** Everything that a node needs to run; chosen by configuration, checked before anything starts. */
export interface NodeConfig {
  readonly http: { readonly host: string; readonly port: number; readonly requestsPerMinute: number };
  readonly database: {
    /** Owner of the node's database: installs, migrates, and writes the views. */
    readonly ownerUrl: string;
    /** Reads and appends events by what the event store grants it. */
    readonly eventsUrl: string;
    /** Keys, checkpoints, access log, reading of views. */
    readonly appUrl: string;
  };
  readonly exchange: { readonly url: string };
  readonly secrets: NodeSecrets;
  readonly partyKeys: PartyKeyList;
  readonly tokens: {
    readonly audience: string;
    readonly issuers: readonly TokenIssuer[];
    readonly acceptSandbox: boolean;
  };
  readonly logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'silent';
  /** The machine's clock where absent; only a sandbox gives another. */
  readonly clock?: Clock;
}
