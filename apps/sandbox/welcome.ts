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

/** Says where each node listens, with a token for a sample of each kind of agency; all tokens go into a file. */
export const welcome = async ({ nodes, token, postgres }: Sandbox): Promise<void> => {
  const all: Record<string, string> = {};
  for (const [country, { url }] of nodes) {
    const facts = factsOf(country);
    for (const { id } of facts.agencies)
      all[`${country}/${id}`] = await token({
        node: country,
        agency: id,
        role: undefined,
        person: undefined,
      });
    say(`\n${facts.name}  ${url}   documentation ${url}/docs`);
    for (const { id, kind, name } of samples(country))
      say(`  ${kind} (${id}, ${name})\n    ${all[`${country}/${id}`]}`);
  }
  const file = join(postgres.dataDir, 'tokens.json');
  await writeFile(file, JSON.stringify(all, undefined, 2), { mode: 0o600 });
  say(`\nTokens of every agency: ${file}`);
};
