import { readFileSync } from 'node:fs';
import type { z } from 'zod';
import type { Country } from '#casework';
import { plainWords } from '#door';
import { instruments } from '#instruments';
import { NodeSecrets, PartyKeyList, type EventStoreSettings, type NodeConfig } from './config.js';
import { NamedExchanges, wrongNames } from './exchange-settings.js';
import { InstrumentKeyList, listedBy } from './instrument-keys.js';
import { PaperCounterparts, wrongCounterparts } from './paper-settings.js';
import { roles, type Role } from './roles.js';
import { InstallationSettings, Settings } from './setting-forms.js';
import { settingsIn, type Variables } from './settings-in.js';
import { StampKeys } from './stamp-keys.js';

const events = ['EVENTSTOREDB_URL', 'DATABASE_EVENTS_URL'] as const;

const stampKeys = ['STAMP_KEYS_FILE'] as const;

/** Settings of which a process needs one of each list. */
export type Needed = readonly (readonly (keyof Settings)[])[];

/** What a process needs beyond what every one does, by its roles. */
const neededBy: Readonly<Record<Role, Needed>> = {
  api: [
    events,
    stampKeys,
    ['DATABASE_APP_URL'],
    ['SECRETS_FILE'],
    ['TOKEN_AUDIENCE'],
    ['TOKEN_ISSUER'],
    ['TOKEN_JWKS_URL'],
  ],
  projector: [events, stampKeys, ['DATABASE_OWNER_URL', 'DATABASE_PROJECTOR_URL']],
  bridge: [
    events,
    stampKeys,
    ['DATABASE_BRIDGE_URL', 'DATABASE_APP_URL'],
    ['SECRETS_FILE'],
    ['PARTY_KEYS_FILE'],
    ['EXCHANGE_URL', 'EXCHANGES_FILE'],
  ],
};

/** One sentence for each setting that is needed and missing; `by` says for what. */
const missing = (set: ReadonlySet<string>, needed: Needed, by: string): readonly string[] =>
  needed
    .filter((names) => !names.some((name) => set.has(name)))
    .map((names) => `Set ${names.join(' or ')}: needed by ${by}.`);

/** One sentence for each setting that the roles need and that is missing. */
const missingFor = (set: ReadonlySet<string>, chosen: readonly Role[]): readonly string[] => {
  const wanted = chosen.flatMap((role) => missing(set, neededBy[role], `the role ${role}`));
  return [...new Map(wanted.map((sentence) => [sentence.split(':')[0], sentence])).values()];
};

const refuse = (sentences: readonly string[]): never => {
  throw new Error(`Settings of the node are missing or wrong.\n${sentences.join('\n')}`);
};

/** The settings of an environment; throws a sentence for each that is missing or wrong. */
const settingsOf = (environment: Variables, byCommand?: Needed): Settings => {
  const { set, given, wrong } = settingsIn(Settings, environment);
  const chosen = wrong.has('ROLES') ? roles : set.ROLES;
  const lacking = byCommand ? missing(given, byCommand, 'this command') : missingFor(given, chosen);
  if (wrong.size === 0 && lacking.length === 0) return set;
  const instead = byCommand ? ['Or name the data of a sandbox instead: --sandbox DIR.'] : [];
  return refuse([...wrong.values(), ...lacking, ...instead]);
};

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
  const parsed = schema.safeParse(value, { error: plainWords });
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.map(
    ({ path: at, message }) => `${at.join('.') || 'the file'}: ${message}`,
  );
  throw new Error(`The file of ${variable} (${path}) is not in order: ${fields.join('; ')}.`);
};

const roleOf = (url: string): string => decodeURIComponent(new URL(url).username);

/** Each names a database role of its own; a projector may read events as the role that writes the views. */
const ofOneRole = [
  'DATABASE_OWNER_URL',
  'DATABASE_PROJECTOR_URL',
  'DATABASE_EVENTS_URL',
  'DATABASE_BRIDGE_URL',
  'DATABASE_APP_URL',
] as const;

/** Two settings that name one role would give the running node more rights than it may have. */
const mustDiffer = (set: Readonly<Partial<Record<(typeof ofOneRole)[number], string | undefined>>>): void => {
  const named = ofOneRole.map((name) => set[name]).filter((url) => url !== undefined);
  if (new Set(named.map(roleOf)).size < named.length)
    throw new Error(`${ofOneRole.join(', ')} must name different roles.`);
};

/** As whom a process asks: the api's, or else that of the one role that it has. */
const servingUrl = (set: Settings): string =>
  set.DATABASE_APP_URL ??
  set.DATABASE_BRIDGE_URL ??
  set.DATABASE_PROJECTOR_URL ??
  set.DATABASE_OWNER_URL ??
  refuse(['Set DATABASE_APP_URL: a PostgreSQL URL.']);

const stampKeysOf = ({ STAMP_KEYS_FILE: path }: Settings): StampKeys | undefined =>
  path === undefined ? undefined : readJson('STAMP_KEYS_FILE', path, StampKeys);

const secretsOf = ({ SECRETS_FILE: path }: Settings): NodeSecrets | undefined =>
  path === undefined ? undefined : readJson('SECRETS_FILE', path, NodeSecrets);

/** The keys of the parties of instruments; a list that two operators of the node did not sign is refused at the start. */
const instrumentKeysOf = (
  { INSTRUMENT_KEYS_FILE: path, COUNTRY: country }: Settings,
  signing: StampKeys | undefined,
): NodeConfig['instrumentKeys'] => {
  if (path === undefined) return undefined;
  const list = readJson('INSTRUMENT_KEYS_FILE', path, InstrumentKeyList);
  if (listedBy(country, list, signing?.operators ?? []).length < 2)
    throw new Error(
      'INSTRUMENT_KEYS_FILE is not signed by two operators of STAMP_KEYS_FILE: nobody vouches for the keys of the parties.',
    );
  return list.keys;
};

/** Everybody's public keys, among them one that fits the own private ones. */
const partyKeysOf = (
  { PARTY_KEYS_FILE: path, COUNTRY: country }: Settings,
  secrets: NodeSecrets | undefined,
): PartyKeyList | undefined => {
  if (path === undefined) return undefined;
  const partyKeys = readJson('PARTY_KEYS_FILE', path, PartyKeyList);
  const own = new Set((partyKeys[country] ?? []).map(({ kid }) => kid));
  if (secrets && !secrets.keys.some(({ kid }) => own.has(kid)))
    throw new Error(
      `No key of SECRETS_FILE stands under ${country} in PARTY_KEYS_FILE: the other nodes could not read or check a message of this one.`,
    );
  return partyKeys;
};

/** One event store; never two. */
const mustChoose = (set: Pick<Settings, 'EVENTSTOREDB_URL' | 'DATABASE_EVENTS_URL'>): void => {
  if (set.EVENTSTOREDB_URL !== undefined && set.DATABASE_EVENTS_URL !== undefined)
    refuse([
      'Set EVENTSTOREDB_URL or DATABASE_EVENTS_URL, not both: it would not be clear where the events are kept.',
    ]);
};

/** One exchange for everything, or the file that names each; never both. */
const exchangeOf = (set: Settings): NodeConfig['exchange'] => {
  const { EXCHANGE_URL: url, EXCHANGES_FILE: path, COUNTRY: country } = set;
  if (url !== undefined && path !== undefined)
    return refuse([
      'Set EXCHANGE_URL or EXCHANGES_FILE, not both: it would not be clear over which a message goes.',
    ]);
  if (path === undefined) return url === undefined ? undefined : { url };
  const named = readJson('EXCHANGES_FILE', path, NamedExchanges);
  const wrong = wrongNames(country, instruments, named);
  return wrong.length === 0 ? { named } : refuse(wrong);
};

/** Whom one writes to on paper; letters are signed, so that keys are needed. */
const paperOf = ({
  PAPER_FILE: path,
  PARTY_KEYS_FILE: keys,
  COUNTRY: country,
}: Settings): PaperCounterparts | undefined => {
  if (path === undefined) return undefined;
  if (keys === undefined) return refuse(['Set PARTY_KEYS_FILE: letters of PAPER_FILE are signed.']);
  const paper = readJson('PAPER_FILE', path, PaperCounterparts);
  const wrong = wrongCounterparts(country, instruments, paper);
  return wrong.length === 0 ? paper : refuse(wrong);
};

const tokensOf = (set: Settings): NodeConfig['tokens'] => {
  const { TOKEN_AUDIENCE: audience, TOKEN_ISSUER: issuer, TOKEN_JWKS_URL: jwksUrl } = set;
  if (audience === undefined || issuer === undefined || jwksUrl === undefined) return undefined;
  const longestLifetimeMs = set.TOKEN_LONGEST_LIFETIME_MINUTES * 60_000;
  return { audience, issuers: [{ kind: 'oidc', issuer, jwksUrl }], acceptSandbox: false, longestLifetimeMs };
};

/**
 * The configuration of a process of a node from its environment. Throws one sentence for each setting that is missing
 * or wrong, and says what to set; nothing has started then. Of what only other roles need, nothing is asked; an
 * operator's command says itself what it needs.
 */
export const configFrom = (
  environment: Variables,
  byCommand?: Needed,
): { country: Country; config: NodeConfig } => {
  const set = settingsOf(environment, byCommand);
  mustChoose(set);
  const keepsViews = set.ROLES.every((role) => role === 'projector');
  mustDiffer(keepsViews ? { ...set, DATABASE_EVENTS_URL: undefined } : set);
  const secrets = secretsOf(set);
  const signing = stampKeysOf(set);
  return {
    country: set.COUNTRY,
    config: {
      roles: set.ROLES,
      http: {
        host: set.HTTP_HOST,
        port: set.HTTP_PORT,
        requestsPerMinute: set.REQUESTS_PER_MINUTE,
        requestTimeoutMs: set.REQUEST_TIMEOUT_SECONDS * 1_000,
        trustedProxies: set.TRUSTED_PROXIES,
      },
      database: {
        ownerUrl: set.DATABASE_OWNER_URL,
        eventsUrl: set.DATABASE_EVENTS_URL,
        eventStoreDbUrl: set.EVENTSTOREDB_URL,
        appUrl: servingUrl(set),
        bridgeUrl: set.DATABASE_BRIDGE_URL,
        projectorUrl: set.DATABASE_PROJECTOR_URL,
      },
      exchange: exchangeOf(set),
      paper: paperOf(set),
      sendAgainAfterMs: set.SEND_AGAIN_AFTER_MINUTES * 60_000,
      wireVersion: set.WIRE_VERSION,
      exchangeKeptDays: set.EXCHANGE_KEEPS_DAYS,
      keysLiveDays: set.ENCRYPTION_KEY_LIVES_DAYS,
      secrets,
      stampKeys: signing,
      instrumentKeys: instrumentKeysOf(set, signing),
      partyKeys: partyKeysOf(set, secrets),
      tokens: tokensOf(set),
      metricsToken: set.METRICS_TOKEN,
      logLevel: set.LOG_LEVEL,
    },
  };
};

/** An event store and by what its events are checked: all that a replay needs. */
export interface StoreOfNode {
  readonly country: Country;
  readonly config: Pick<NodeConfig, 'stampKeys'> & { readonly database: EventStoreSettings };
  /** The file of the stamp keys, where it is one. */
  readonly stampKeysFile?: string;
}

/** The event store that an environment names, and whose it is. Throws as `configFrom` does. */
export const eventStoreFrom = (environment: Variables): StoreOfNode => {
  const set = settingsOf(environment, [events, stampKeys]);
  mustChoose(set);
  return {
    country: set.COUNTRY,
    config: {
      database: { eventsUrl: set.DATABASE_EVENTS_URL, eventStoreDbUrl: set.EVENTSTOREDB_URL },
      stampKeys: stampKeysOf(set),
    },
    ...(set.STAMP_KEYS_FILE === undefined ? {} : { stampKeysFile: set.STAMP_KEYS_FILE }),
  };
};

/** Who vouches for the keys of parties, and where their list lies. */
export interface OperatorsOfNode {
  readonly country: Country;
  readonly config: Pick<NodeConfig, 'stampKeys'>;
  /** Absent on a sandbox. */
  readonly instrumentKeysFile?: string;
}

/** The operators of a node. Throws as `configFrom` does. */
export const operatorsFrom = (environment: Variables): OperatorsOfNode => {
  const set = settingsOf(environment, [stampKeys, ['INSTRUMENT_KEYS_FILE']]);
  return {
    country: set.COUNTRY,
    config: { stampKeys: stampKeysOf(set) },
    ...(set.INSTRUMENT_KEYS_FILE === undefined ? {} : { instrumentKeysFile: set.INSTRUMENT_KEYS_FILE }),
  };
};

/** The private keys of a node, what its partners know of them, and where they lie. */
export interface KeysOfNode {
  readonly country: Country;
  readonly config: Pick<NodeConfig, 'secrets' | 'partyKeys' | 'exchangeKeptDays' | 'keysLiveDays'>;
  /** The file of the private keys, where it is one. */
  readonly secretsFile?: string;
}

/** All that the commands about keys need. Throws as `configFrom` does. */
export const keysFrom = (environment: Variables): KeysOfNode => {
  const set = settingsOf(environment, [['SECRETS_FILE'], ['PARTY_KEYS_FILE']]);
  const secrets = secretsOf(set);
  return {
    country: set.COUNTRY,
    config: {
      secrets,
      partyKeys: partyKeysOf(set, secrets),
      exchangeKeptDays: set.EXCHANGE_KEEPS_DAYS,
      keysLiveDays: set.ENCRYPTION_KEY_LIVES_DAYS,
    },
    ...(set.SECRETS_FILE === undefined ? {} : { secretsFile: set.SECRETS_FILE }),
  };
};

/** What the job that installs is told. Throws as `configFrom` does. */
export const migrationFrom = (environment: Variables) => {
  const { set, wrong } = settingsIn(InstallationSettings, environment);
  if (wrong.size > 0) return refuse([...wrong.values()]);
  mustChoose(set);
  if (set.EVENTSTOREDB_URL === undefined && set.DATABASE_EVENTS_URL === undefined)
    return refuse(['Set EVENTSTOREDB_URL or DATABASE_EVENTS_URL: the store that is installed.']);
  mustDiffer(set);
  return {
    country: set.COUNTRY,
    logLevel: set.LOG_LEVEL,
    database: {
      ownerUrl: set.DATABASE_OWNER_URL,
      projectorUrl: set.DATABASE_PROJECTOR_URL,
      eventsUrl: set.DATABASE_EVENTS_URL,
      eventStoreDbUrl: set.EVENTSTOREDB_URL,
      appUrl: set.DATABASE_APP_URL,
      bridgeUrl: set.DATABASE_BRIDGE_URL,
    },
  };
};
