import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { generateNodeKeys, TopicSettings } from '#bridge';
import { countries } from '#casework';
import { plainWords } from '#door';
import { configFrom, migrationFrom } from './environment.js';
import { settingNames } from './setting-forms.js';

const folder = mkdtempSync(join(tmpdir(), 'homeward-environment-'));
const write = (name: string, value: unknown): string => {
  const path = join(folder, name);
  writeFileSync(path, typeof value === 'string' ? value : JSON.stringify(value));
  return path;
};

describe('the environment of a node', () => {
  let complete: Record<string, string>;

  beforeAll(async () => {
    const { own, party } = await generateNodeKeys('2026-01-01T00:00:00.000Z');
    complete = {
      COUNTRY: 'TH',
      DATABASE_OWNER_URL: 'postgres://owner:x@localhost:5432/th',
      DATABASE_EVENTS_URL: 'postgres://events:x@localhost:5432/th',
      DATABASE_APP_URL: 'postgres://app:x@localhost:5432/th',
      EXCHANGE_URL: 'postgres://th:x@localhost:5432/exchange',
      SECRETS_FILE: write('secrets.json', {
        node: 'a'.repeat(64),
        keyEncryption: { id: 'first', secret: 'b'.repeat(64) },
        keys: own,
      }),
      STAMP_KEYS_FILE: write('stamp-keys.json', { current: { id: 'first', secret: 'c'.repeat(64) } }),
      PARTY_KEYS_FILE: write('party.json', { TH: party }),
      TOKEN_AUDIENCE: 'homeward',
      TOKEN_ISSUER: 'https://login.example',
      TOKEN_JWKS_URL: 'https://login.example/keys',
    };
  });

  it('gives a configuration that trusts no sandbox', () => {
    const { country, config } = configFrom(complete);
    expect(country).toBe('TH');
    expect(config.http).toEqual({
      host: '127.0.0.1',
      port: 3000,
      requestsPerMinute: 600,
      requestTimeoutMs: 30_000,
      trustedProxies: [],
    });
    expect(config.tokens?.longestLifetimeMs).toBe(43_200_000);
    expect(config.tokens?.acceptSandbox).toBe(false);
  });

  it('keeps the events in the one store that is named, and never in two', () => {
    const url = 'esdb://node:secret@events.example:2113?tls=true';
    const { DATABASE_EVENTS_URL: postgres, ...others } = complete;
    const { database } = configFrom({ ...others, EVENTSTOREDB_URL: url }).config;
    expect(database).toMatchObject({ eventStoreDbUrl: url, eventsUrl: undefined });
    expect(configFrom(complete).config.database).toMatchObject({
      eventsUrl: postgres,
      eventStoreDbUrl: undefined,
    });
    expect(() => configFrom({ ...complete, EVENTSTOREDB_URL: url })).toThrow(
      /EVENTSTOREDB_URL or DATABASE_EVENTS_URL, not both/,
    );
    expect(() => configFrom(others)).toThrow(/Set EVENTSTOREDB_URL or DATABASE_EVENTS_URL/);
    expect(() => configFrom({ ...others, EVENTSTOREDB_URL: 'http://x' })).toThrow(
      /Set EVENTSTOREDB_URL: a connection string/,
    );
  });

  it('says what is wrong in plain words, of every setting and of what stands in its file', () => {
    const said = (more: Record<string, string>): string => {
      try {
        configFrom({ ...complete, ...more });
        return '';
      } catch (error) {
        return String(error);
      }
    };
    const itsOwnWords = /Invalid|expected |, received|Too (small|big)|Unrecognized/;
    for (const name of settingNames) {
      const values = name.endsWith('_FILE')
        ? [
            '[]',
            '3',
            '{}',
            '{"strange":1}',
            '{"TH":{}}',
            '{"node":1,"keys":[{}],"keyEncryption":{"id":""}}',
          ].map((text, index) => write(`${name}-${index}.json`, text))
        : ['x', '-1', '0', '1.5', '99999999', 'ก', ',', 'http://', 'postgres:/', '☃'.repeat(300)];
      const tried = values.map((value) => said({ [name]: value }));
      for (const sentence of tried)
        expect([name, sentence]).not.toEqual([name, expect.stringMatching(itsOwnWords)]);
    }
    expect(said({ HTTP_PORT: '70000' })).toContain('Set HTTP_PORT: must be 65535 at most.');
    expect(said({ LOG_LEVEL: 'loud' })).toContain('Set LOG_LEVEL: must be one of fatal, error');
    expect(said({ REQUESTS_PER_MINUTE: '-1' })).toMatch(/Set REQUESTS_PER_MINUTE: must be/);
  });

  it('says of all settings at once what is wrong and what is missing, in the order in which they are declared', () => {
    const { SECRETS_FILE: _secrets, ...others } = complete;
    const wrong = {
      ...{ COUNTRY: 'XX', HTTP_PORT: ' ', REQUESTS_PER_MINUTE: '1.5', TRUSTED_PROXIES: '10.0.0.0/8,*' },
      ...{ DATABASE_APP_URL: 'mysql://app@localhost/th', METRICS_TOKEN: 'short', TOKEN_JWKS_URL: 'keys' },
    };
    expect(() => configFrom({ ...others, ...wrong })).toThrow(
      [
        'Settings of the node are missing or wrong.',
        `Set COUNTRY: one of ${countries.join(', ')}.`,
        'Set HTTP_PORT: must be a whole number.',
        'Set REQUESTS_PER_MINUTE: must be a whole number.',
        'Set TRUSTED_PROXIES: addresses or networks (10.0.0.0/8), with commas between.',
        'Set DATABASE_APP_URL: a PostgreSQL URL: postgres://role:password@host:port/database.',
        'Set TOKEN_JWKS_URL: the URL of the key set of the OIDC provider.',
        'Set METRICS_TOKEN: 32 to 200 printable characters without spaces.',
        'Set SECRETS_FILE: needed by the role bridge.',
      ].join('\n'),
    );
  });

  it('asks of who installs for the logins of the owner and the api, and for one store', () => {
    const { DATABASE_APP_URL: _app, ...others } = complete;
    const owner = complete['DATABASE_OWNER_URL'];
    expect(() => migrationFrom({ ...others, LOG_LEVEL: 'loud' })).toThrow(
      /^Set LOG_LEVEL: .*\nSet DATABASE_APP_URL: a PostgreSQL URL/m,
    );
    expect(migrationFrom(complete)).toMatchObject({ country: 'TH', database: { ownerUrl: owner } });
    expect(() => migrationFrom({ ...complete, DATABASE_EVENTS_URL: '' })).toThrow(
      'the store that is installed',
    );
  });

  it('takes what is a number from a text, and a free port where 0 is said', () => {
    const { http, keysLiveDays } = configFrom({
      ...complete,
      HTTP_PORT: '0',
      ENCRYPTION_KEY_LIVES_DAYS: '30',
    }).config;
    expect([http.port, keysLiveDays]).toEqual([0, 30]);
  });

  it('and of the file of topics', () => {
    const wrong = { cluster: { brokers: [3] }, members: { XX: 1 }, partitions: 0, acls: 'no', more: 1 };
    for (const value of [wrong, [], 3, {}]) {
      const { issues = [] } = TopicSettings.safeParse(value, { error: plainWords }).error ?? {};
      expect(issues.length).toBeGreaterThan(0);
      for (const { message } of issues)
        expect(message).not.toMatch(/Invalid|expected |, received|Too|Unrecognized/);
    }
  });

  it('names every setting that is missing', () => {
    for (const name of ['COUNTRY', 'DATABASE_APP_URL', 'SECRETS_FILE', 'TOKEN_JWKS_URL', 'PARTY_KEYS_FILE'])
      expect(() => configFrom({})).toThrow(new RegExp(`Set ${name}: `));
    expect(() => configFrom({})).toThrow(/Set DATABASE_OWNER_URL or DATABASE_PROJECTOR_URL: /);
  });

  it('offers only countries that have a node, and to who gives a command the data of a sandbox', () => {
    expect(() => configFrom({})).toThrow(`Set COUNTRY: one of ${countries.join(', ')}.\n`);
    expect(() => configFrom({}, [['SECRETS_FILE']])).toThrow(/--sandbox DIR/);
    expect(() => configFrom({})).toThrow(/^(?![\s\S]*--sandbox)/);
  });

  it('asks of each role what it needs, and of a projector no keys', () => {
    const { COUNTRY, DATABASE_APP_URL, DATABASE_EVENTS_URL, STAMP_KEYS_FILE } = complete;
    const common = { COUNTRY, DATABASE_APP_URL, DATABASE_EVENTS_URL, STAMP_KEYS_FILE };
    const projector = {
      ...common,
      ROLES: 'projector',
      DATABASE_PROJECTOR_URL: 'postgres://projector:x@localhost:5432/th',
    };
    expect(configFrom(projector).config).toMatchObject({ roles: ['projector'], secrets: undefined });
    for (const ROLES of ['projector', 'api', 'bridge'])
      expect(() => configFrom({ ...common, STAMP_KEYS_FILE: undefined, ROLES })).toThrow(
        /Set STAMP_KEYS_FILE: needed by the role/,
      );
    expect(() => configFrom({ ...common, ROLES: 'projector' })).toThrow(/needed by the role projector/);
    expect(() => configFrom({ ...common, ROLES: 'bridge' })).toThrow(
      /^(?!.*TOKEN)[\s\S]*Set SECRETS_FILE: needed by the role bridge/,
    );
    expect(() => configFrom({ ...common, ROLES: 'api' })).toThrow(/Set TOKEN_ISSUER: needed by the role api/);
    expect(() => configFrom({ ...complete, ROLES: 'api,scribe' })).toThrow(
      /Set ROLES.*api, projector, bridge/,
    );
    expect(configFrom({ ...complete, ROLES: 'api, bridge' }).config.roles).toEqual(['api', 'bridge']);
  });

  it('trusts the proxies that it is told of, by address or network', () => {
    const proxies = (TRUSTED_PROXIES: string) =>
      configFrom({ ...complete, TRUSTED_PROXIES }).config.http.trustedProxies;
    expect(proxies('10.0.0.0/8, 2001:db8::1')).toEqual(['10.0.0.0/8', '2001:db8::1']);
    for (const wrong of ['proxy.example', '10.0.0.0/33', '10.0.0.1/', 'true', '*'])
      expect(() => proxies(wrong)).toThrow(/Set TRUSTED_PROXIES.*addresses or networks/);
  });

  it('refuses one role for two jobs', () => {
    const appUrl = complete['DATABASE_OWNER_URL'];
    expect(() => configFrom({ ...complete, DATABASE_APP_URL: appUrl })).toThrow(/different roles/);
    expect(() => configFrom({ ...complete, DATABASE_BRIDGE_URL: complete['DATABASE_APP_URL'] })).toThrow(
      /different roles/,
    );
  });

  it('says which file cannot be read or is not in order', () => {
    expect(() => configFrom({ ...complete, SECRETS_FILE: '/nowhere' })).toThrow(
      /SECRETS_FILE names \/nowhere/,
    );
    expect(() => configFrom({ ...complete, SECRETS_FILE: write('broken.json', '{') })).toThrow(/is not JSON/);
    const short = write('short.json', {
      node: 'abc',
      keyEncryption: { id: 'x', secret: 'b'.repeat(64) },
      keys: [],
    });
    expect(() => configFrom({ ...complete, SECRETS_FILE: short })).toThrow(
      /node: 32 bytes as 64 hexadecimal digits/,
    );
  });

  it('refuses private keys that the other nodes do not know', () => {
    expect(() => configFrom({ ...complete, PARTY_KEYS_FILE: write('none.json', {}) })).toThrow(
      /No key of SECRETS_FILE stands under TH/,
    );
  });

  describe('with an exchange for each name', () => {
    const kafka = { kind: 'kafka', brokers: ['localhost:9092'] };
    const withExchanges = (file: unknown, more: Record<string, string> = {}) => {
      const { EXCHANGE_URL: _, ...rest } = complete;
      return configFrom({ ...rest, EXCHANGES_FILE: write('exchanges.json', file), ...more }).config.exchange;
    };

    it('knows what lies behind each', () => {
      const named = { 'thailand-myanmar': kafka };
      expect(withExchanges(named)).toEqual({ named });
    });

    it('refuses a name that no instrument gives, and one exchange beside them', () => {
      expect(() => withExchanges({ 'thailand-myanmar': kafka, mekong: kafka })).toThrow(
        'No instrument of TH uses the exchange "mekong" of EXCHANGES_FILE; they use thailand-myanmar, thailand-cambodia, thailand-laos, thailand-vietnam, thailand-china, asean.',
      );
      const url = complete['EXCHANGE_URL'] ?? '';
      expect(() => withExchanges({ 'thailand-myanmar': kafka }, { EXCHANGE_URL: url })).toThrow(/not both/);
    });

    it('says what is wrong with one', () => {
      const sasl = { mechanism: 'scram-sha-512', username: 'th', password: 'x' };
      const wrong = (change: object) => () => withExchanges({ 'thailand-myanmar': { ...kafka, ...change } });
      expect(wrong({ kind: 'pulsar' })).toThrow('"kind" is "kafka" or "embedded"');
      expect(wrong({ brokers: [] })).toThrow('thailand-myanmar.brokers: name at least one broker');
      expect(wrong({ brokers: ['http://kafka'] })).toThrow('a broker is host:port');
      expect(wrong({ sasl })).toThrow('a login goes over TLS only');
      expect(wrong({ tls: {}, sasl: { ...sasl, passwordFile: '/x' } })).toThrow(
        'give either password or passwordFile',
      );
      expect(wrong({ tls: { certFile: '/x' } })).toThrow('certFile and keyFile belong together');
    });
  });
});
