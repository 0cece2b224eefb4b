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

/** Says where each node listens, with a token for a sample of each kind of agency; all tokens go into a file. */
export const welcome = async ({ nodes, token, postgres }: Sandbox): Promise<void> => {
  for (const [country, { url }] of nodes) {
    say(`\n${factsOf(country).name}  ${url}   documentation ${url}/docs`);
    for (const { id, kind, name } of samples(country)) {
      const sample = await token({ node: country, agency: id, role: undefined, person: undefined });
      say(`  ${kind} (${id}, ${name})\n    ${sample}`);
    }
  }
  say(`\nTokens of every agency: ${await tokensInto(postgres.dataDir, nodes, token)}`);
};
