import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';

/**
 * Runs a file of deploy/postgres as psql would: `:'name'` stands for a variable as a literal, `:"name"` as an identifier.
 * The files use nothing else of psql.
 */
export const runSql = async (
  client: pg.Client | pg.Pool,
  file: string,
  variables: Readonly<Record<string, string>>,
): Promise<void> => {
  const text = await readFile(join(process.cwd(), 'deploy', 'postgres', file), 'utf8');
  const valueOf = (name: string): string => {
    const value = variables[name];
    if (value === undefined) throw new Error(`${file} uses the variable ${name}, which is not given`);
    return value;
  };
  const filledIn = text
    .replace(/^--.*$/gm, '')
    .replace(/(?<!:):'(\w+)'/g, (_all, name: string) => pg.escapeLiteral(valueOf(name)))
    .replace(/(?<!:):"(\w+)"/g, (_all, name: string) => pg.escapeIdentifier(valueOf(name)));
  await client.query(filledIn);
};
