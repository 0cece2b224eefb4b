import type { Country } from '#casework';
import type { NodeKeys, PartyKey, PartyKeys } from './keys.js';

/** How long exchanges keep what was sealed for a key, and how long it may be in use at most. */
export interface KeyLimits {
  readonly keepsDays: number;
  /** No limit where absent. */
  readonly livesDays?: number | undefined;
}

/** A private key of this node that opens messages, and when it must be gone. */
export interface HeldKey {
  readonly kid: string;
  /** First instant at which it may be held no more: all that it opens is kept nowhere then. Absent where nothing ends it. */
  readonly until?: string;
  readonly state: 'in_use' | 'ended' | 'overdue' | 'unlisted';
}

const dayMs = 86_400_000;

/** When a key is used no more, whatever its list says later than the longest life of a key. */
const usedUntil = ({ validFrom, validUntil }: PartyKey, { livesDays }: KeyLimits): number | undefined => {
  const longest = livesDays === undefined ? Infinity : Date.parse(validFrom) + livesDays * dayMs;
  const used = Math.min(longest, validUntil === undefined ? Infinity : Date.parse(validUntil));
  return used === Infinity ? undefined : used;
};

const held = (kid: string, key: PartyKey | undefined, limits: KeyLimits, now: string): HeldKey => {
  if (!key) return { kid, state: 'unlisted' };
  const used = usedUntil(key, limits);
  if (key.revoked) return { kid, until: key.validFrom, state: 'overdue' };
  if (used === undefined) return { kid, state: 'in_use' };
  const until = used + limits.keepsDays * dayMs;
  const at = Date.parse(now);
  const state = at < used ? 'in_use' : at < until ? 'ended' : 'overdue';
  return { kid, until: new Date(until).toISOString(), state };
};

/** The private keys of a node with which messages to it are opened: each is in use, still opens what is kept, or must be gone. */
export const heldKeys = (
  own: NodeKeys,
  parties: PartyKeys,
  country: Country,
  now: string,
  limits: KeyLimits,
): readonly HeldKey[] =>
  own
    .filter(({ use }) => use === 'enc')
    .map(({ kid }) =>
      held(
        kid,
        parties[country]?.find((key) => key.kid === kid && key.use === 'enc'),
        limits,
        now,
      ),
    );

/** Why a private key may not be destroyed yet, as a sentence; undefined where it must be. */
export const whyKept = (kid: string, keys: readonly HeldKey[]): string | undefined => {
  const key = keys.find((one) => one.kid === kid);
  if (!key) return `There is no private key ${kid} that opens messages; "keys" lists them.`;
  switch (key.state) {
    case 'unlisted':
      return 'Its public part is not in PARTY_KEYS_FILE, so that nothing says when it ended. Put it back there first.';
    case 'in_use':
      return key.until === undefined
        ? 'It is in use. Put a successor beside it, and set validUntil of its public part in PARTY_KEYS_FILE of every node.'
        : `It is in use, and opens what is on its way until ${key.until}.`;
    case 'ended':
      return `It still opens what the exchange keeps, until ${key.until}. Destroy it then.`;
    case 'overdue':
      return keys.some((other) => other.kid !== kid && other.state === 'in_use')
        ? undefined
        : 'It is the last that opens messages to this node. Put a successor beside it first.';
  }
};
