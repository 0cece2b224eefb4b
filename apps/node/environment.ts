import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { Country } from '#casework';
import { NodeSecrets, PartyKeyList, type NodeConfig } from './config.js';

const Port = z.coerce.number().int().min(1).max(65_535);
const DatabaseUrl = z.url({
  protocol: /^postgres(ql)?$/,
  error: 'a PostgreSQL URL: postgres://role:password@host:port/database',
});

/** Every setting of a node, by the name of its environment variable. */
const Environment = z.object({
  COUNTRY: Country.describe('Whose node this is.'),
  HTTP_HOST: z.string().default('127.0.0.1'),
  HTTP_PORT: Port.default(3000),
  REQUESTS_PER_MINUTE: z.coerce.number().int().positive().default(600),
  DATABASE_OWNER_URL: DatabaseUrl,
  DATABASE_EVENTS_URL: DatabaseUrl,
  DATABASE_APP_URL: DatabaseUrl,
  EXCHANGE_URL: DatabaseUrl,
  SECRETS_FILE: z.string().min(1),
  PARTY_KEYS_FILE: z.string().min(1),
  TOKEN_AUDIENCE: z.string().min(1),
  TOKEN_ISSUER: z.string().min(1),
  TOKEN_JWKS_URL: z.url({ protocol: /^https?$/, error: 'the URL of the key set of the OIDC provider' }),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
});

const readJson = <S extends z.ZodType>(variable: string, path: string, schema: S): z.output<S> => {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    throw new Error(
      `${variable} names ${path}, which cannot be read. Set it to a file that this process may read.`,
    );
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Error(`The file of ${variable} (${path}) is not JSON.`);
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.map(
    ({ path: at, message }) => `${at.join('.') || 'the file'}: ${message}`,
  );
  throw new Error(`The file of ${variable} (${path}) is not in order: ${fields.join('; ')}.`);
};

const roleOf = (url: string): string => decodeURIComponent(new URL(url).username);

/** Two settings that name one role would give the running node more rights than it may have. */
const mustDiffer = (...urls: readonly string[]): void => {
  if (new Set(urls.map(roleOf)).size < urls.length)
    throw new Error(
      'DATABASE_OWNER_URL, DATABASE_EVENTS_URL and DATABASE_APP_URL must name three different roles.',
    );
};

/**
 * The configuration of a node from its environment. Throws one sentence for each setting that is missing or wrong, and
 * says what to set; nothing has started then.
 */
export const configFrom = (
  environment: Readonly<Record<string, string | undefined>>,
): { country: Country; config: NodeConfig } => {
  const parsed = Environment.safeParse(environment);
  if (!parsed.success) {
    const sentences = parsed.error.issues.map(({ path, message }) => `Set ${path.join('.')}: ${message}.`);
    throw new Error(`The node cannot start.\n${sentences.join('\n')}`);
  }
  const set = parsed.data;
  mustDiffer(set.DATABASE_OWNER_URL, set.DATABASE_EVENTS_URL, set.DATABASE_APP_URL);
  const secrets = readJson('SECRETS_FILE', set.SECRETS_FILE, NodeSecrets);
  const partyKeys = readJson('PARTY_KEYS_FILE', set.PARTY_KEYS_FILE, PartyKeyList);
  const own = new Set((partyKeys[set.COUNTRY] ?? []).map(({ kid }) => kid));
  if (!secrets.keys.some(({ kid }) => own.has(kid)))
    throw new Error(
      `No key of SECRETS_FILE stands under ${set.COUNTRY} in PARTY_KEYS_FILE: the other nodes could not read or check a message of this one.`,
    );
  return {
    country: set.COUNTRY,
    config: {
      http: { host: set.HTTP_HOST, port: set.HTTP_PORT, requestsPerMinute: set.REQUESTS_PER_MINUTE },
      database: {
        ownerUrl: set.DATABASE_OWNER_URL,
        eventsUrl: set.DATABASE_EVENTS_URL,
        appUrl: set.DATABASE_APP_URL,
      },
      exchange: { url: set.EXCHANGE_URL },
      secrets,
      partyKeys,
      tokens: {
        audience: set.TOKEN_AUDIENCE,
        issuers: [{ kind: 'oidc', issuer: set.TOKEN_ISSUER, jwksUrl: set.TOKEN_JWKS_URL }],
        acceptSandbox: false,
      },
      logLevel: set.LOG_LEVEL,
    },
  };
};
