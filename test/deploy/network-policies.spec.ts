import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { faultsOf, folder, manifestsIn, manifestsOf, type Manifest } from './kubernetes.js';

const Policy = z.object({
  kind: z.literal('NetworkPolicy'),
  metadata: z.object({ name: z.string() }),
  spec: z.object({
    egress: z
      .array(
        z.object({
          to: z
            .array(
              z.object({
                ipBlock: z.object({ cidr: z.string() }).optional(),
                namespaceSelector: z.object({ matchLabels: z.record(z.string(), z.string()) }).optional(),
              }),
            )
            .min(1),
        }),
      )
      .default([]),
  }),
});
const policiesOf = (manifests: readonly Manifest[]) =>
  manifests.filter(({ kind }) => kind === 'NetworkPolicy').map((manifest) => Policy.parse(manifest));

const overlays = readdirSync(join(folder, 'overlays'));
const patchesOf = (overlay: string) => manifestsOf(join(folder, 'overlays', overlay, 'network.yaml'));

/** Namespaces of stores and addresses that the policies let pods reach. */
const reachedBy = (policies: readonly z.output<typeof Policy>[]) => {
  const ways = policies.flatMap(({ spec }) => spec.egress.flatMap(({ to }) => to));
  return {
    stores: ways
      .flatMap(({ namespaceSelector }) => namespaceSelector?.matchLabels['homeward/engines'] ?? [])
      .filter((engines) => engines.startsWith('stores')),
    addresses: ways.flatMap(({ ipBlock }) => ipBlock?.cidr ?? []),
  };
};
const nobody = '192.0.2.1/32';

describe('the network of a country', () => {
  it('leads to nothing that is not named, in the base to the stores and the provider of nobody', async () => {
    const base = policiesOf(await manifestsOf(join(folder, 'base', 'network-policies.yaml')));
    expect(reachedBy(base)).toEqual({ stores: ['stores-of-nobody'], addresses: [nobody] });
  });

  it.each(overlays)(
    '%s reaches its own stores and no others, and a provider that it has to name',
    async (overlay) => {
      const patches = await patchesOf(overlay);
      const base = await manifestsOf(join(folder, 'base', 'network-policies.yaml'));
      expect(reachedBy(policiesOf(patches))).toEqual({ stores: [`stores-${overlay}`], addresses: [nobody] });
      for (const { metadata } of patches) {
        expect(base.map((policy) => policy.metadata.name)).toContain(metadata.name);
      }
    },
  );
});

const kubectl = (() => {
  try {
    execFileSync('kubectl', ['version', '--client'], { stdio: 'ignore' });
    return true;
  } catch {
    process.stderr.write('kubectl is not on the PATH: the policies of an overlay are not built.\n');
    return false;
  }
})();

(kubectl ? describe : describe.skip)('the network of a country built by kustomize', () => {
  it.each(overlays)('%s reaches nothing of another country', (overlay) => {
    const built = manifestsIn(
      execFileSync('kubectl', ['kustomize', join(folder, 'overlays', overlay)], { encoding: 'utf8' }),
    );
    const policies = policiesOf(built);
    expect(reachedBy(policies)).toEqual({ stores: [`stores-${overlay}`], addresses: [nobody] });
    expect(built.filter(({ kind }) => kind === 'NetworkPolicy').flatMap(faultsOf)).toEqual([]);
  });
});
