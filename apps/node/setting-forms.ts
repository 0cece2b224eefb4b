import { isIPv4, isIPv6 } from 'node:net';
import { z } from 'zod';
import { countries } from '#casework';
import { countriesWithNode } from './nations.js';
import { roles } from './roles.js';

const Port = z.coerce.number().int().min(1).max(65_535);
export const DatabaseUrl = z.url({
  protocol: /^postgres(ql)?$/,
  error: 'a PostgreSQL URL: postgres://role:password@host:port/database',
});

const EventStoreDbUrl = z
  .string()
  .regex(
    /^esdb(\+discover)?:\/\//,
    'a connection string of EventStoreDB: esdb://user:password@host:port?tls=true',
  );

export const RoleList = z
  .string()
  .transform((text) => text.split(',').map((role) => role.trim()))
  .pipe(z.array(z.enum(roles, { error: `some of ${roles.join(', ')}, with commas between` })).min(1));

const isNetwork = (text: string): boolean => {
  const [address = '', bits, ...rest] = text.split('/');
  const most = isIPv6(address) ? 128 : isIPv4(address) ? 32 : -1;
  return (
    most > 0 && rest.length === 0 && (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= most))
  );
};

const ProxyList = z
  .string()
  .transform((text) => text.split(',').map((proxy) => proxy.trim()))
  .pipe(z.array(z.string().refine(isNetwork, 'addresses or networks (10.0.0.0/8), with commas between')));

/** Every setting of a node, by the name of its environment variable. */
export const Environment = z.object({
  COUNTRY: z
    .enum(countries, { error: `one of ${countriesWithNode.join(', ')}` })
    .describe('Whose node this is.'),
  ROLES: RoleList.default([...roles]),
  HTTP_HOST: z.string().default('127.0.0.1'),
  /** 0: any that is free; the log says which. */
  HTTP_PORT: Port.or(z.literal('0').transform(Number)).default(3000),
  REQUESTS_PER_MINUTE: z.coerce.number().int().positive().default(600),
  REQUEST_TIMEOUT_SECONDS: z.coerce.number().int().min(1).max(600).default(30),
  TRUSTED_PROXIES: ProxyList.default([]),
  DATABASE_OWNER_URL: DatabaseUrl.optional(),
  DATABASE_PROJECTOR_URL: DatabaseUrl.optional(),
  DATABASE_EVENTS_URL: DatabaseUrl.optional(),
  EVENTSTOREDB_URL: EventStoreDbUrl.optional(),
  DATABASE_APP_URL: DatabaseUrl.optional(),
  DATABASE_BRIDGE_URL: DatabaseUrl.optional(),
  EXCHANGE_URL: DatabaseUrl.optional(),
  EXCHANGES_FILE: z.string().min(1).optional(),
  SEND_AGAIN_AFTER_MINUTES: z.coerce.number().int().min(1).max(10_080).default(360),
  EXCHANGE_KEEPS_DAYS: z.coerce.number().int().min(1).max(365).default(14),
  ENCRYPTION_KEY_LIVES_DAYS: z.coerce.number().int().min(1).max(730).default(365),
  SECRETS_FILE: z.string().min(1).optional(),
  STAMP_KEYS_FILE: z.string().min(1).optional(),
  PARTY_KEYS_FILE: z.string().min(1).optional(),
  TOKEN_AUDIENCE: z.string().min(1).optional(),
  TOKEN_ISSUER: z.string().min(1).optional(),
  TOKEN_LONGEST_LIFETIME_MINUTES: z.coerce.number().int().min(1).max(10_080).default(720),
  TOKEN_JWKS_URL: z
    .url({ protocol: /^https?$/, error: 'the URL of the key set of the OIDC provider' })
    .optional(),
  METRICS_TOKEN: z
    .string()
    .regex(/^[\x21-\x7e]{32,200}$/, '32 to 200 printable characters without spaces')
    .optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
});
export type Settings = z.output<typeof Environment>;

/** The names of all settings; each may also be given as a file that `NAME_FILE` names. */
export const settingNames: readonly string[] = Object.keys(Environment.shape);
