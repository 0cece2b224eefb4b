import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { generateNodeKeys } from '#bridge';
import { countries } from '#casework';
import { configFrom, migrationFrom } from '../../apps/node/environment.js';
import { settingNames } from '../../apps/node/setting-forms.js';

type Environment = Readonly<Record<string, string>>;

/** Variables that Node.js itself reads, which stand beside a node's settings. */
const ofNodeJs = ['NODE_ENV', 'NODE_OPTIONS', 'PATH'];

/** Which variables of an environment a node does not know. */
export const unknownSettings = (environment: Environment): readonly string[] =>
  Object.keys(environment).filter(
    (name) =>
      !ofNodeJs.includes(name) &&
      !settingNames.includes(name) &&
      !settingNames.includes(name.replace(/_FILE$/, '')),
  );

/** Files of the kind that the generator of secrets writes, under the paths at which a deployment mounts them. */
export const mountedFiles = async (
  contents: (made: {
    readonly node: string;
    readonly partyKeys: string;
    readonly stampKeys: string;
  }) => Readonly<Record<string, string>>,
) => {
  const folder = mkdtempSync(join(tmpdir(), 'homeward-mounted-'));
  const { own, party } = await generateNodeKeys('2026-01-01T00:00:00.000Z');
  const node = {
    node: 'a'.repeat(64),
    keyEncryption: { id: 'first', secret: 'b'.repeat(64) },
    keys: own,
  };
  const files = contents({
    node: JSON.stringify(node),
    partyKeys: JSON.stringify(Object.fromEntries(countries.map((country) => [country, party]))),
    stampKeys: JSON.stringify({ current: { id: 'first', secret: 'c'.repeat(64) } }),
  });
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text.replaceAll('/run/secrets/', `${folder}/run/secrets/`));
  }
  const here = (environment: Environment): Environment =>
    Object.fromEntries(
      Object.entries(environment).map(([name, value]) => [
        name,
        value.startsWith('/run/secrets/') ? join(folder, value) : value,
      ]),
    );
  return {
    /** What a process of a node reads out of the environment that a deployment gives it. Throws where it would not start. */
    node: (environment: Environment) => configFrom(here(environment)),
    /** The same of the job that installs. */
    migration: (environment: Environment) => migrationFrom(here(environment)),
  };
};
