import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, existsSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { z } from 'zod';
import { factsOf } from '#countries';
import { usualCountries } from '../../apps/sandbox/countries.js';
import { roles } from '../../apps/node/roles.js';
import { faultsOf, folder, manifestsIn, manifestsOf, type Manifest } from './kubernetes.js';
import { mountedFiles, unknownSettings } from './settings.js';
import { Workload } from './workload.js';

const Kustomization = z.strictObject({
  apiVersion: z.literal('kustomize.config.k8s.io/v1beta1'),
  kind: z.literal('Kustomization'),
  namespace: z.string().optional(),
  resources: z.array(z.string()),
  labels: z.array(z.strictObject({ pairs: z.record(z.string(), z.string()) })).optional(),
  images: z.array(z.strictObject({ name: z.string(), newName: z.string(), newTag: z.string() })).optional(),
  patches: z.array(z.strictObject({ path: z.string() })).optional(),
});
const kustomizationOf = (path: string) =>
  Kustomization.parse(parse(readFileSync(join(folder, path, 'kustomization.yaml'), 'utf8')));

const Configuration = z.looseObject({ data: z.record(z.string(), z.string()) });
const Policy = z.looseObject({
  spec: z.looseObject({
    podSelector: z.looseObject({ matchLabels: z.record(z.string(), z.string()).optional() }),
    policyTypes: z.array(z.string()),
  }),
});

/** What an operator makes beforehand (docs/operations.md): the manifests refer to it and contain none of it. */
const madeByTheOperator = {
  'homeward-database': ['owner-url', 'app-url', 'bridge-url', 'projector-url'],
  'homeward-event-store': ['url', 'ca.crt'],
  'homeward-node': ['node.json'],
  'homeward-stamp-keys': ['stamp-keys.json'],
  'homeward-metrics': ['token'],
  'homeward-exchanges': ['exchanges.json', 'kafka-ca.crt', 'kafka-password'],
  'homeward-party-keys': ['party-keys.json'],
} as const;

const overlays = readdirSync(join(folder, 'overlays'));

describe('the manifests of deploy/kubernetes', () => {
  let base: Manifest[];
  let workloads: Workload[];

  beforeAll(async () => {
    const files = kustomizationOf('base').resources;
    base = (await Promise.all(files.map((file) => manifestsOf(join(folder, 'base', file))))).flat();
    workloads = base.flatMap((manifest) => Workload.safeParse(manifest).data ?? []);
  });

  const configurationOf = async (overlay: string): Promise<Record<string, string>> => {
    const [own] = await manifestsOf(join(folder, 'overlays', overlay, 'configuration.yaml'));
    const shared = base.find(({ kind }) => kind === 'ConfigMap');
    return { ...Configuration.parse(shared).data, ...Configuration.parse(own).data };
  };
  const environmentOf = async (overlay: string, { spec }: Workload): Promise<Record<string, string>> => {
    const [container] = spec.template.spec.containers;
    const own = Object.fromEntries((container?.env ?? []).map(({ name, value }) => [name, value]));
    return { ...(await configurationOf(overlay)), ...own };
  };

  it('are as the schemas of Kubernetes say, without a field that it does not know', () => {
    expect(base.length).toBeGreaterThan(10);
    expect(base.flatMap(faultsOf)).toEqual([]);
  });

  it('would not pass with a field misspelt, a number for a text, or a kind that does not exist', () => {
    const faults = (text: string): readonly string[] => manifestsIn(text).flatMap(faultsOf);
    const service = 'apiVersion: v1\nkind: Service\nmetadata: { name: a }\n';
    expect(faults(`${service}spec: { ports: [{ port: 80 }] }`)).toEqual([]);
    expect(faults(`${service}spec: { prots: [{ port: 80 }] }`).join()).toMatch(/knows no field .spec.prots/);
    expect(faults(`${service}spec: { clusterIP: 1 }`).join()).toMatch(/Service a: .*clusterIP/);
    expect(() => faults('apiVersion: apps/v1\nkind: Deploiment\nmetadata: { name: a }')).toThrow();
  });

  it('name files that are there, each once, and leave none out', () => {
    for (const path of ['base', ...overlays.map((overlay) => `overlays/${overlay}`)]) {
      const { resources, patches = [] } = kustomizationOf(path);
      const named = [
        ...resources.filter((file) => file.endsWith('.yaml')),
        ...patches.map((patch) => patch.path),
      ];
      const files = readdirSync(join(folder, path)).filter((file) => file !== 'kustomization.yaml');
      expect(named.toSorted()).toEqual(files.toSorted());
      for (const other of resources.filter((file) => !file.endsWith('.yaml')))
        expect(existsSync(join(folder, path, other, 'kustomization.yaml'))).toBe(true);
    }
  });

  it('have an overlay for each country that they were written for, in a namespace of its own, and for no other', () => {
    expect(overlays.toSorted()).toEqual(
      usualCountries.map((country) => factsOf(country).name.toLowerCase()).toSorted(),
    );
    const namespaces = overlays.map((overlay) => kustomizationOf(`overlays/${overlay}`).namespace);
    expect(new Set(namespaces).size).toBe(overlays.length);
  });

  it('patch what is there, and replace the image that they have', async () => {
    for (const overlay of overlays) {
      const { patches = [], images = [], resources } = kustomizationOf(`overlays/${overlay}`);
      expect(resources.map((path) => normalize(join('overlays', overlay, path)))).toEqual(['base']);
      for (const { path } of patches)
        for (const { kind, metadata } of await manifestsOf(join(folder, 'overlays', overlay, path)))
          expect(base.filter((one) => one.kind === kind && one.metadata.name === metadata.name)).toHaveLength(
            1,
          );
      const used = workloads.flatMap(({ spec }) => spec.template.spec.containers.map(({ image }) => image));
      for (const { name, newTag } of images) {
        expect(used.every((image) => image.startsWith(`${name}:`))).toBe(true);
        expect(newTag).not.toMatch(/latest|^$/);
      }
      for (const image of used) expect(image).toMatch(/:\d+\.\d+\.\d+$/);
    }
  });

  it('run each role apart, at least twice, and the migration once', () => {
    const deployments = workloads.filter(({ kind }) => kind === 'Deployment');
    expect(deployments.map(({ metadata }) => metadata.name).toSorted()).toEqual(
      roles.map((role) => `homeward-${role}`).toSorted(),
    );
    for (const { spec } of deployments) expect(spec.replicas).toBeGreaterThanOrEqual(2);
    const budgets = base.filter(({ kind }) => kind === 'PodDisruptionBudget');
    expect(budgets.map(({ metadata }) => metadata.name).toSorted()).toEqual(
      deployments.map(({ metadata }) => metadata.name).toSorted(),
    );
    expect(workloads.filter(({ kind }) => kind === 'Job')).toHaveLength(1);
    // While the database is down every pod waits, and none of them may hold up the emptying of a machine.
    for (const budget of budgets)
      expect(budget['spec']).toMatchObject({ minAvailable: 1, unhealthyPodEvictionPolicy: 'AlwaysAllow' });
  });

  it('pass the pod security standard "restricted", and give no pod a token', () => {
    const pods = base.filter(({ kind }) => kind === 'Deployment' || kind === 'Job');
    expect(workloads).toHaveLength(pods.length);
    const [namespace] = base.filter(({ kind }) => kind === 'Namespace');
    expect(namespace?.metadata).toMatchObject({
      labels: { 'pod-security.kubernetes.io/enforce': 'restricted' },
    });
    const accounts = base.filter(({ kind }) => kind === 'ServiceAccount');
    expect(accounts.map(({ metadata }) => metadata.name)).toEqual([
      ...new Set(workloads.map(({ spec }) => spec.template.spec.serviceAccountName)),
    ]);
    expect(accounts).toMatchObject([{ automountServiceAccountToken: false }]);
  });

  it('give every container more memory than its heap may take', async () => {
    const [overlay = ''] = overlays;
    const heap = /--max-old-space-size=(\d+)/.exec(
      (await configurationOf(overlay))['NODE_OPTIONS'] ?? '',
    )?.[1];
    for (const { spec } of workloads)
      for (const { resources } of spec.template.spec.containers)
        expect(Number(/^(\d+)Mi$/.exec(resources.limits.memory)?.[1])).toBeGreaterThan(Number(heap) + 100);
  });

  it('ask for health at addresses that a node has', () => {
    const paths = [...JSON.stringify(base).matchAll(/"path":"(\/health[^"]*)"/g)].map(([, path]) => path);
    expect(new Set(paths)).toEqual(new Set(['/health/live', '/health/ready']));
    expect(paths).toHaveLength(roles.length * 3);
  });

  it('give every process of a node the settings with which it starts, and none that it does not know', async () => {
    const url = (role: string): string => `postgres://${role}:secret@database:5432/homeward`;
    const mounted = await mountedFiles(({ node, partyKeys, stampKeys }) => ({
      '/run/secrets/database/owner-url': url('owner'),
      '/run/secrets/database/app-url': url('app'),
      '/run/secrets/database/bridge-url': url('bridge'),
      '/run/secrets/database/projector-url': url('projector'),
      '/run/secrets/event-store/url':
        'esdb://node:secret@event-store:2113?tlsCaFile=/run/secrets/event-store/ca.crt',
      '/run/secrets/event-store/ca.crt': 'a certificate',
      '/run/secrets/node/node.json': node,
      '/run/secrets/stamp-keys/stamp-keys.json': stampKeys,
      '/run/secrets/metrics/token': 'monitoring-of-a-test-and-of-nobody-else',
      '/run/secrets/party-keys/party-keys.json': partyKeys,
      '/run/secrets/exchanges/exchanges.json': readFileSync('deploy/kafka/exchanges.example.json', 'utf8'),
    }));
    for (const overlay of overlays)
      for (const workload of workloads) {
        const environment = await environmentOf(overlay, workload);
        expect(unknownSettings(environment)).toEqual([]);
        if (workload.kind === 'Job') {
          expect(mounted.migration(environment)).toBeDefined();
          continue;
        }
        const { country, config } = mounted.node(environment);
        expect(factsOf(country).name.toLowerCase()).toBe(overlay);
        expect(config.roles).toEqual([workload.spec.template.metadata.labels['app.kubernetes.io/component']]);
        expect(config.database).not.toHaveProperty('ownerUrl', expect.any(String));
      }
  });

  it('mount what they refer to, only what the operator makes, and for reading alone', () => {
    const secrets: Readonly<Record<string, readonly string[]>> = madeByTheOperator;
    for (const { spec } of workloads) {
      const { containers, volumes } = spec.template.spec;
      const [container] = containers;
      expect(container?.volumeMounts.map(({ name }) => name).toSorted()).toEqual(
        volumes.map(({ name }) => name).toSorted(),
      );
      for (const { secret, configMap } of volumes) {
        const source = secret?.secretName ?? configMap?.name;
        if (source === undefined) continue;
        expect(Object.keys(secrets)).toContain(source);
        for (const { key } of secret?.items ?? []) expect(secrets[source]).toContain(key);
      }
      for (const { name, readOnly } of container?.volumeMounts ?? [])
        expect([name, readOnly ?? false]).toEqual([name, name !== 'temporary']);
      for (const { name, value } of container?.env ?? []) {
        if (!name.endsWith('_FILE')) continue;
        const mount = container?.volumeMounts.find(({ mountPath }) => mountPath === dirname(value));
        const volume = volumes.find((one) => one.name === mount?.name);
        const source = volume?.secret?.secretName ?? volume?.configMap?.name ?? '';
        const keys = volume?.secret?.items?.map(({ path }) => path) ?? secrets[source] ?? [];
        expect(keys).toContain(value.slice(dirname(value).length + 1));
      }
    }
  });

  it('contain no secret, and give a projector none of the keys', () => {
    expect(base.filter(({ kind }) => kind === 'Secret')).toEqual([]);
    const projector = workloads.find(({ metadata }) => metadata.name === 'homeward-projector');
    expect(JSON.stringify(projector)).not.toMatch(/"homeward-node"|owner-url|app-url|bridge-url/);
    for (const { spec } of workloads)
      for (const { name, value } of spec.template.spec.containers.flatMap(({ env }) => env))
        if (/URL|PASSWORD|SECRET|KEY/.test(name))
          expect([name, value]).toEqual([
            expect.stringMatching(/_FILE$/),
            expect.stringMatching(/^\/run\/secrets\//),
          ]);
  });

  it('let nothing speak with anything but what is named', () => {
    const policies = base
      .filter(({ kind }) => kind === 'NetworkPolicy')
      .map((manifest) => Policy.parse(manifest));
    const all = policies.filter(({ spec }) => spec.podSelector.matchLabels === undefined);
    expect(
      all.some(
        ({ spec }) =>
          spec['ingress'] === undefined && spec['egress'] === undefined && spec.policyTypes.length === 2,
      ),
    ).toBe(true);
    const components = new Set(
      policies.flatMap(({ spec }) => spec.podSelector.matchLabels?.['app.kubernetes.io/component'] ?? []),
    );
    for (const component of components)
      expect(
        workloads.map(({ spec }) => spec.template.metadata.labels['app.kubernetes.io/component']),
      ).toContain(component);
  });
});

const kubectl = (() => {
  try {
    execFileSync('kubectl', ['version', '--client'], { stdio: 'ignore' });
    return true;
  } catch {
    process.stderr.write('kubectl is not on the PATH: overlays are checked by their parts, and not built.\n');
    return false;
  }
})();

(kubectl ? describe : describe.skip)('an overlay built by kustomize', () => {
  it.each(overlays)('%s is whole, valid, and in its own namespace', (overlay) => {
    const built = manifestsIn(
      execFileSync('kubectl', ['kustomize', join(folder, 'overlays', overlay)], { encoding: 'utf8' }),
    );
    expect(built.flatMap(faultsOf)).toEqual([]);
    const { namespace } = kustomizationOf(`overlays/${overlay}`);
    for (const { kind, metadata } of built)
      expect([kind, kind === 'Namespace' ? metadata.name : metadata.namespace]).toEqual([kind, namespace]);
    expect(JSON.stringify(built)).not.toContain('"image":"homeward-node');
    expect(JSON.stringify(built)).not.toContain('"homeward.invalid"');
  });
});
