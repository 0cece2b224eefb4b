import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { generateNodeKeys, PartyKey } from '#bridge';
import type { Country } from '#casework';
import { NodeSecrets, type PartyKeyList } from '../node/config.js';
import { writeSecret } from './postgres/folder.js';

const Kept = z.strictObject({ secrets: NodeSecrets, party: z.array(PartyKey) });
type Kept = z.infer<typeof Kept>;

/** Before every story: a sandbox's clock may stand in any year, and its keys must hold there. */
const ofOld = '1990-01-01T00:00:00.000Z';

const random = (): string => randomBytes(32).toString('hex');

const fresh = async (): Promise<Kept> => {
  const { own, party } = await generateNodeKeys(ofOld);
  return {
    secrets: {
      node: random(),
      keyEncryption: { id: 'first', secret: random() },
      earlierKeyEncryption: [],
      keys: [...own],
    },
    party: [...party],
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

/** Secrets and keys of each node, made once and kept in the data folder, one file a node. */
export const identitiesOf = async (
  dataDir: string,
  countries: readonly Country[],
): Promise<{ readonly secrets: ReadonlyMap<Country, NodeSecrets>; readonly partyKeys: PartyKeyList }> => {
  const kept = new Map<Country, Kept>();
  for (const country of countries) {
    const path = join(dataDir, `node-${country}.json`);
    const parsed = Kept.safeParse(
      JSON.parse(await keptSecret(path, async () => JSON.stringify(await fresh()))),
    );
    if (!parsed.success)
      throw new Error(`The file ${path} is damaged. Restore it from a copy, or choose another data folder.`);
    kept.set(country, parsed.data);
  }
  return {
    secrets: new Map([...kept].map(([country, { secrets }]) => [country, secrets])),
    partyKeys: Object.fromEntries([...kept].map(([country, { party }]) => [country, party])),
  };
};
