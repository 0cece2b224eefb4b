import { readFileSync } from 'node:fs';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';

/** Kept of each log, characters. */
const longestEnd = 64 * 1024;

/** The last line of a file that is not empty; none where it cannot be read. */
export const lastLine = (path: string): string => {
  try {
    return readFileSync(path, 'utf8').trimEnd().split('\n').at(-1) ?? '';
  } catch {
    return '';
  }
};

/** Keeps the ends of logs in a new folder, which outlives the run. Resolves to its path. */
export const keepLogEnds = async (paths: readonly string[]): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'homeward-faults-logs-'));
  for (const path of paths) {
    const text = await readFile(path, 'utf8').catch(() => '');
    const name = `${basename(dirname(path))}-${basename(path)}`;
    if (text !== '') await writeFile(join(folder, name), text.slice(-longestEnd), { mode: 0o600 });
  }
  return folder;
};
