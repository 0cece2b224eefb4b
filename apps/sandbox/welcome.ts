import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Agency, Country } from '#casework';
import { factsOf } from '#countries';
import type { Sandbox } from './sandbox.js';
import { say } from './terminal.js';

/** The first agency of each kind. */
const samples = (country: Country): Agency[] => {
  const { agencies } = factsOf(country);
  return agencies.filter(({ kind }, index) => agencies.findIndex((other) => other.kind === kind) === index);
};

/** Writes a token for somebody of every agency into a file that its owner alone reads; says which file. */
export const tokensInto = async (
  dataDir: string,
  nodes: ReadonlyMap<Country, unknown>,
  token: Sandbox['token'],
): Promise<string> => {
  const all: Record<string, string> = {};
  for (const country of nodes.keys())
    for (const { id } of factsOf(country).agencies)
      all[`${country}/${id}`] = await token({
        node: country,
        agency: id,
        role: undefined,
        person: undefined,
      });
  const file = join(dataDir, 'tokens.json');
  await writeFile(file, JSON.stringify(all, undefined, 2), { mode: 0o600 });
  return file;
};

/** Says where each node listens. */
export const addresses = ({ nodes }: Pick<Sandbox, 'nodes'>): void => {
  for (const [country, { url }] of nodes)
    say(`${factsOf(country).name.padEnd(12)}${url}   documentation ${url}/docs`);
};

/** Says whose tokens lie where, with one agency of each kind by name, and where each node listens. */
export const welcome = async ({ nodes, token, postgres }: Sandbox): Promise<void> => {
  const file = await tokensInto(postgres.dataDir, nodes, token);
  say(`\nTokens of every agency: ${file}`);
  say(`  node -p "require('${file}')['TH/datip']"`);
  for (const country of nodes.keys())
    say(
      `  ${samples(country)
        .map(({ id }) => `${country}/${id}`)
        .join(', ')}`,
    );
  say();
  addresses({ nodes });
};
