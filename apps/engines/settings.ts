import type { Country } from '#casework';
import { settingNames } from '../node/setting-forms.js';
import type { Role } from '../node/roles.js';

export type Environment = Readonly<Record<string, string>>;
type Given = Readonly<Record<string, string | undefined>>;

const byThemselves = ['COUNTRY', 'ROLES', 'HTTP_HOST', 'HTTP_PORT'];

/** What each process is given of a node's settings: no more than it needs, as in deploy/kubernetes. */
const forEvery = [
  'REQUESTS_PER_MINUTE',
  'LOG_LEVEL',
  'DATABASE_EVENTS_URL',
  'EVENTSTOREDB_URL',
  'STAMP_KEYS_FILE',
];
const forRole: Readonly<Record<Role | 'migration', readonly string[]>> = {
  api: [
    ...['DATABASE_APP_URL', 'SECRETS_FILE', 'INSTRUMENT_KEYS_FILE'],
    ...['TOKEN_AUDIENCE', 'TOKEN_ISSUER', 'TOKEN_JWKS_URL'],
  ],
  projector: ['DATABASE_PROJECTOR_URL'],
  bridge: [...['DATABASE_BRIDGE_URL', 'SECRETS_FILE', 'PARTY_KEYS_FILE', 'EXCHANGE_URL', 'EXCHANGES_FILE']],
  migration: ['DATABASE_OWNER_URL', 'DATABASE_PROJECTOR_URL', 'DATABASE_BRIDGE_URL', 'DATABASE_APP_URL'],
};

/**
 * The settings of one country's node out of the environment: `X_TH`, or `X` where the countries share it. Each may be a
 * file, `X_FILE_TH` or `X_FILE`, as with a node itself.
 */
export const settingsOf = (country: Country, environment: Given): Environment => {
  const names = settingNames
    .filter((name) => !byThemselves.includes(name))
    .flatMap((name) => (name.endsWith('_FILE') ? [name] : [name, `${name}_FILE`]));
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = environment[`${name}_${country}`] || environment[name];
      return value ? [[name, value]] : [];
    }),
  );
};

/** Whether a setting is given, by itself or as a file. */
export const isGiven = (settings: Environment, name: string): boolean =>
  settings[name] !== undefined || settings[`${name}_FILE`] !== undefined;

/** What of a country's settings one of its processes is given. */
export const settingsFor = (
  part: Role | 'migration',
  country: Country,
  settings: Environment,
): Environment => {
  const writesViews = part === 'projector' && !isGiven(settings, 'DATABASE_PROJECTOR_URL');
  const sharesApi = part === 'bridge' && !isGiven(settings, 'DATABASE_BRIDGE_URL');
  const names = [
    ...forEvery,
    ...forRole[part],
    ...(writesViews ? ['DATABASE_OWNER_URL'] : []),
    ...(sharesApi ? ['DATABASE_APP_URL'] : []),
  ];
  const chosen = Object.entries(settings).filter(([name]) =>
    names.some((wanted) => name === wanted || name === `${wanted}_FILE`),
  );
  return { ...Object.fromEntries(chosen), COUNTRY: country };
};

/** Refuses what would bring up half of a system, with a sentence that says what to set. */
export const mustBeWhole = (country: Country, settings: Environment): void => {
  const database = ['DATABASE_OWNER_URL', 'DATABASE_APP_URL'].map((name) => isGiven(settings, name));
  const [owner, app] = database;
  if (owner !== app)
    throw new Error(`Set both DATABASE_OWNER_URL_${country} and DATABASE_APP_URL_${country}, or neither.`);
  const events = isGiven(settings, 'DATABASE_EVENTS_URL');
  const store = isGiven(settings, 'EVENTSTOREDB_URL');
  if (events && store)
    throw new Error(`Set EVENTSTOREDB_URL_${country} or DATABASE_EVENTS_URL_${country}, not both.`);
  if (owner && !events && !store)
    throw new Error(
      `Set EVENTSTOREDB_URL_${country} or DATABASE_EVENTS_URL_${country}: where are events kept?`,
    );
};
