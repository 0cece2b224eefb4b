import { createHash } from 'node:crypto';
import {
  createLocalJWKSet,
  createRemoteJWKSet,
  decodeJwt,
  errors,
  jwtVerify,
  type JSONWebKeySet,
  type JWTPayload,
  type JWTVerifyGetKey,
} from 'jose';
import { z } from 'zod';
import { keptRecently } from '#pacing';
import {
  Country,
  Login,
  agencyOf,
  clockDifferenceMs,
  type Actor,
  type Agency,
  type CountryFacts,
} from '#casework';

/** Why a token was not accepted; `issuer_unreachable` is the only one that may pass by itself. */
export const tokenFaults = {
  missing: 'Send a token in the Authorization header: "Bearer <token>".',
  malformed:
    'The token cannot be read, or a claim (country, agency, roles, sub, exp) is missing or misformed.',
  untrusted: 'The token was not signed by an issuer that this node accepts, or not for this audience.',
  expired: 'The token has expired. Get a new one.',
  ahead:
    'By the clock of this node the token counts only later: its nbf or iat lies ahead. Let the clocks of the node and of its issuer be compared.',
  lives_too_long:
    'The token lives longer than this node accepts. Ask your provider for one that ends sooner.',
  wrong_country: 'The token is for another country. People log in at their own country’s node.',
  unknown_agency: 'The agency of the token is not an agency of this country.',
  left: 'By what your agency recorded you have left it: its tokens no longer count for you. Ask your agency.',
  issuer_unreachable: 'The keys of the token’s issuer cannot be fetched now. Try again in a moment.',
} as const;
export type TokenFault = keyof typeof tokenFaults;

/** Who is asking, as the token and the country's facts say. */
export interface Caller {
  readonly actor: Actor;
  readonly agency: Agency;
  /** Issued by a sandbox: no real person stands behind it. */
  readonly sandbox: boolean;
}

export type Verified =
  | { readonly ok: true; readonly caller: Caller }
  | { readonly ok: false; readonly fault: TokenFault; readonly sentence: string };

/** Whose tokens count: an OIDC provider by the URL of its key set, or a sandbox by its own key set. */
export type TokenIssuer =
  | { readonly kind: 'oidc'; readonly issuer: string; readonly jwksUrl: string }
  | { readonly kind: 'sandbox'; readonly issuer: string; readonly keys: JSONWebKeySet };

export interface TokenSettings {
  readonly facts: CountryFacts;
  readonly audience: string;
  readonly issuers: readonly TokenIssuer[];
  /** A node never accepts a sandbox's tokens unless told to. */
  readonly acceptSandbox: boolean;
  /** The longest that a token may live from its `iat` (from now, where it has none) to its `exp`; 12 hours where absent. */
  readonly longestLifetimeMs?: number;
  /** How many verified tokens are remembered; 10,000 where absent. */
  readonly remember?: number;
  /** Milliseconds since 1970. Tokens live by the wall clock, also where a sandbox's story runs in 2012. */
  readonly wallClock?: () => number;
}

export interface TokenVerifier {
  /** Takes the token without the word Bearer. Never throws for a bad token. */
  verify(token: string | undefined): Promise<Verified>;
}

const Claims = z.object({
  iss: z.string(),
  sub: Login,
  exp: z.number(),
  iat: z.number().optional(),
  country: Country,
  agency: z.string().min(1).max(64),
  roles: z.array(z.string().regex(/^[a-z][a-z0-9_.-]{0,63}$/)).max(20),
  sandbox: z.boolean().default(false),
});

/** One working day with what comes before and after it, as the tokens of a sandbox live. */
const usualLifetimeMs = 43_200_000;

/** A verified token is trusted again without a new check for at most this long, so that a revoked key stops working. */
const longestTrustMs = 300_000;

const algorithms = { oidc: ['RS256', 'PS256', 'ES256', 'EdDSA'], sandbox: ['EdDSA'] };

interface KnownIssuer {
  readonly kind: TokenIssuer['kind'];
  readonly key: JWTVerifyGetKey;
}

const known = (issuer: TokenIssuer): KnownIssuer => ({
  kind: issuer.kind,
  key:
    issuer.kind === 'oidc'
      ? createRemoteJWKSet(new URL(issuer.jwksUrl), { timeoutDuration: 3_000 })
      : createLocalJWKSet(issuer.keys),
});

const refused = (fault: TokenFault): Verified => ({ ok: false, fault, sentence: tokenFaults[fault] });

const isAhead = ({ claim, reason }: errors.JWTClaimValidationFailed): boolean =>
  reason === 'check_failed' && (claim === 'nbf' || claim === 'iat');

const faultOf = (error: unknown): TokenFault => {
  if (error instanceof errors.JWTExpired) return 'expired';
  if (error instanceof errors.JWTClaimValidationFailed && isAhead(error)) return 'ahead';
  if (error instanceof errors.JWKSTimeout) return 'issuer_unreachable';
  if (error instanceof errors.JWTInvalid || error instanceof errors.JWSInvalid) return 'malformed';
  if (error instanceof errors.JWTClaimValidationFailed)
    return error.reason === 'missing' ? 'malformed' : 'untrusted';
  if (error instanceof errors.JOSEError && error.code !== 'ERR_JOSE_GENERIC') return 'untrusted';
  return 'issuer_unreachable';
};

const issuerOf = (token: string): string | undefined => {
  try {
    return decodeJwt(token).iss;
  } catch {
    return undefined;
  }
};

/**
 * Verifies tokens for one node. Throws at once when an issuer is a sandbox and the node was not told to accept one.
 */
export const tokenVerifier = (settings: TokenSettings): TokenVerifier => {
  const { facts, audience, acceptSandbox, remember = 10_000, wallClock = Date.now } = settings;
  const { longestLifetimeMs = usualLifetimeMs } = settings;
  if (!acceptSandbox && settings.issuers.some(({ kind }) => kind === 'sandbox'))
    throw new Error('A sandbox issuer is configured, but this node is not told to accept sandbox tokens.');
  const issuers = new Map(settings.issuers.map((issuer) => [issuer.issuer, known(issuer)]));
  const verified = keptRecently<string, { readonly caller: Caller; readonly until: number }>(remember);

  /** What the times of a token say against it; its end gets no grace, its beginning a little. */
  const untimely = ({ exp, iat }: z.output<typeof Claims>): TokenFault | undefined => {
    const now = wallClock();
    const ends = exp * 1_000;
    const issued = iat === undefined ? now : iat * 1_000;
    if (ends <= now) return 'expired';
    if (issued > now + clockDifferenceMs) return 'ahead';
    return ends - issued > longestLifetimeMs ? 'lives_too_long' : undefined;
  };

  const callerOf = (
    payload: JWTPayload,
    kind: TokenIssuer['kind'],
  ): Verified & { readonly expires?: number } => {
    const claims = Claims.safeParse(payload).data;
    if (!claims) return refused('malformed');
    const fault = untimely(claims);
    if (fault) return refused(fault);
    if (claims.sandbox !== (kind === 'sandbox')) return refused('untrusted');
    if (claims.country !== facts.country) return refused('wrong_country');
    const agency = agencyOf(facts, claims.agency);
    if (!agency) return refused('unknown_agency');
    const actor = { id: claims.sub, country: claims.country, agency: agency.id, roles: claims.roles };
    return { ok: true, caller: { actor, agency, sandbox: claims.sandbox }, expires: claims.exp * 1_000 };
  };

  const keep = (hash: string, caller: Caller, expires: number): void => {
    verified.set(hash, { caller, until: Math.min(expires, wallClock() + longestTrustMs) });
  };

  const check = async (token: string, hash: string): Promise<Verified> => {
    const iss = issuerOf(token);
    if (iss === undefined) return refused('malformed');
    const issuer = issuers.get(iss);
    if (!issuer) return refused('untrusted');
    try {
      const { payload } = await jwtVerify(token, issuer.key, {
        issuer: iss,
        audience,
        algorithms: algorithms[issuer.kind],
        requiredClaims: ['exp', 'sub'],
        currentDate: new Date(wallClock()),
        clockTolerance: clockDifferenceMs / 1_000,
      });
      const { expires, ...answer } = callerOf(payload, issuer.kind);
      if (answer.ok && expires !== undefined) keep(hash, answer.caller, expires);
      return answer;
    } catch (error) {
      return refused(faultOf(error));
    }
  };

  return {
    verify: async (token) => {
      if (!token) return refused('missing');
      if (token.length > 8_192) return refused('malformed');
      const hash = createHash('sha256').update(token).digest('base64');
      const before = verified.get(hash);
      if (before && wallClock() < before.until) return { ok: true, caller: before.caller };
      verified.delete(hash);
      return check(token, hash);
    },
  };
};
