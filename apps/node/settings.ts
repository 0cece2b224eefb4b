import { readFileSync } from 'node:fs';

type Environment = Readonly<Record<string, string | undefined>>;

/** Settings that name a file themselves. */
const namesFile = (name: string): boolean => name.endsWith('_FILE');

const contentOf = (variable: string, path: string): string => {
  try {
    return readFileSync(path, 'utf8').trimEnd();
  } catch {
    throw new Error(
      `${variable} names ${path}, which cannot be read. Set it to a file that this process may read.`,
    );
  }
};

/**
 * The settings of these names. Any `X` may stand in a file instead, which `X_FILE` names: so a secret is in no
 * process's environment. An empty variable counts as none. Throws a sentence where both are set, or the file cannot be
 * read.
 */
export const readSettings = (
  environment: Environment,
  names: readonly string[],
): Readonly<Record<string, string>> => {
  const found = new Map<string, string>();
  for (const name of names) {
    const given = environment[name] || undefined;
    const path = namesFile(name) ? undefined : environment[`${name}_FILE`] || undefined;
    if (given !== undefined && path !== undefined)
      throw new Error(`Set ${name} or ${name}_FILE, not both: it would not be clear which counts.`);
    const value = path === undefined ? given : contentOf(`${name}_FILE`, path);
    if (value !== undefined) found.set(name, value);
  }
  return Object.fromEntries(found);
};
