import { randomBytes } from 'node:crypto';
import { readFile, readdir, rename } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { generateNodeKeys, PartyKey } from '#bridge';
import { countries, type Country } from '#casework';
import type { Bound } from '#sealing';
import { NodeSecrets, type PartyKeyList } from '../node/config.js';
import { newKeyPair } from '../node/operators.js';
import { signatureOf, StampKeys } from '../node/stamp-keys.js';
import { writeSecret } from './postgres/folder.js';

const KeptIdentity = z.strictObject({
  secrets: NodeSecrets,
  party: z.array(PartyKey),
  /** Absent in folders of versions that did not stamp. */
  stampKeys: StampKeys.optional(),
});
type KeptIdentity = z.infer<typeof KeptIdentity>;

/** Before every story: a sandbox's clock may stand in any year, and its keys must hold there. */
export const ofOld = '1990-01-01T00:00:00.000Z';

const random = (): string => randomBytes(32).toString('hex');

const freshStampKeys = (): StampKeys => ({
  current: { id: 'first', secret: random() },
  earlier: [],
  operators: [],
});

/** Stamp keys that bind what a folder holds from before stamps: a sandbox is both of its operators. */
const bindingStampKeys = (country: Country, bound: Bound): StampKeys => {
  const names = ['sandbox, first', 'sandbox, second'];
  const pairs = names.map((name) => ({ name, ...newKeyPair() }));
  return {
    ...freshStampKeys(),
    operators: pairs.map(({ name, publicKey }) => ({ name, publicKey })),
    bound: {
      ...bound,
      signatures: pairs.map(({ name, privateKey }) => ({
        operator: name,
        signature: signatureOf(country, bound, privateKey),
      })),
    },
  };
};

const fresh = async (): Promise<KeptIdentity & { stampKeys: StampKeys }> => {
  const { own, party } = await generateNodeKeys(ofOld);
  return {
    secrets: {
      node: random(),
      keyEncryption: { id: 'first', secret: random() },
      earlierKeyEncryption: [],
      keys: [...own],
    },
    party: [...party],
    stampKeys: freshStampKeys(),
  };
};

/** Reads a file of secrets in the data folder; makes it, readable by its owner alone, where there is none. */
export const keptSecret = async (path: string, make: () => Promise<string>): Promise<string> => {
  const kept = await readFile(path, 'utf8').catch(() => undefined);
  if (kept !== undefined) return kept;
  const made = await make();
  await writeSecret(path, made);
  return made;
};

const fileOf = (dataDir: string, country: Country): string => join(dataDir, `node-${country}.json`);

/** The countries whose nodes a data folder holds; none where it is new. */
export const keptCountries = async (dataDir: string): Promise<readonly Country[]> => {
  const files = await readdir(dataDir).catch((): string[] => []);
  return countries.filter((country) => files.includes(basename(fileOf(dataDir, country))));
};

/** Secrets and keys of the nodes of a folder. */
export interface Identities {
  readonly secrets: ReadonlyMap<Country, NodeSecrets>;
  readonly stampKeys: ReadonlyMap<Country, StampKeys>;
  readonly partyKeys: PartyKeyList;
}

/**
 * Secrets and keys of each node, made once and kept in the data folder, one file a node. `earlierEvents` gives what a
 * folder of a version that did not stamp holds, so that it is bound once.
 */
export const identitiesOf = async (
  dataDir: string,
  nodes: readonly Country[],
  earlierEvents: (country: Country) => Promise<Bound | undefined> = () => Promise.resolve(undefined),
): Promise<Identities> => {
  const kept = new Map<Country, KeptIdentity & { stampKeys: StampKeys }>();
  for (const country of nodes) {
    const path = fileOf(dataDir, country);
    const parsed = KeptIdentity.safeParse(
      JSON.parse(await keptSecret(path, async () => JSON.stringify(await fresh()))),
    );
    if (!parsed.success)
      throw new Error(`The file ${path} is damaged. Restore it from a copy, or choose another data folder.`);
    const { stampKeys, ...own } = parsed.data;
    if (stampKeys) kept.set(country, { ...own, stampKeys });
    else {
      const bound = await earlierEvents(country);
      const stamping = { ...own, stampKeys: bound ? bindingStampKeys(country, bound) : freshStampKeys() };
      await writeSecret(`${path}.new`, JSON.stringify(stamping));
      await rename(`${path}.new`, path);
      kept.set(country, stamping);
    }
  }
  return {
    secrets: new Map([...kept].map(([country, { secrets }]) => [country, secrets])),
    stampKeys: new Map([...kept].map(([country, { stampKeys }]) => [country, stampKeys])),
    partyKeys: Object.fromEntries([...kept].map(([country, { party }]) => [country, party])),
  };
};
