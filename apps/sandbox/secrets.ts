import { randomBytes } from 'node:crypto';
import { readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { writeSecret } from './postgres/folder.js';

const Passwords = z.record(z.string(), z.string());

/** A password made once for each name and kept in the data folder, in a file only its owner can read. */
export const passwordsOf = async (
  dataDir: string,
  names: readonly string[],
): Promise<ReadonlyMap<string, string>> => {
  const path = join(dataDir, 'passwords.json');
  const text = await readFile(path, 'utf8').catch(() => '{}');
  const kept = Passwords.safeParse(JSON.parse(text)).data;
  if (!kept)
    throw new Error(`The file ${path} is damaged. Restore it from a copy, or choose another data folder.`);
  const missing = names.filter((name) => kept[name] === undefined);
  const all = {
    ...kept,
    ...Object.fromEntries(missing.map((name) => [name, randomBytes(24).toString('base64url')])),
  };
  if (missing.length > 0) {
    await writeSecret(`${path}.new`, JSON.stringify(all, undefined, 2));
    await rename(`${path}.new`, path);
  }
  return new Map(Object.entries(all));
};
