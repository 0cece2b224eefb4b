import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/** Under whom PostgreSQL runs where root starts it: it refuses to run as root. */
export interface RunAs {
  readonly uid: number;
  readonly gid: number;
}

/** Where root keeps what that user must reach, when a folder given lies under one that only root may enter. */
export const rootFolder = '/var/lib/homeward';

const idOf = async (name: string): Promise<RunAs | undefined> => {
  try {
    const ids = await Promise.all(['-u', '-g'].map((flag) => execute('id', [flag, name])));
    const [uid, gid] = ids.map(({ stdout }) => Number(stdout.trim()));
    return uid === undefined || gid === undefined || uid === 0 ? undefined : { uid, gid };
  } catch {
    return undefined;
  }
};

/** Nobody else where an ordinary user starts it; for root the user `postgres`, or else `nobody`. No user is created. */
export const whoRuns = async (): Promise<RunAs | undefined> => {
  if (process.getuid?.() !== 0) return undefined;
  const found = (await idOf('postgres')) ?? (await idOf('nobody'));
  if (found) return found;
  throw new Error(
    'PostgreSQL cannot run as root, and this machine has neither a user "postgres" nor "nobody". Start as an ordinary user.',
  );
};

/** Whether any user may walk down to a folder: every folder on the way can be entered by others. */
export const reachableForAll = async (folder: string): Promise<boolean> => {
  for (let path = resolve(folder); ; path = dirname(path)) {
    const found = await stat(path).catch(() => undefined);
    if (found && (found.mode & 0o001) === 0) return false;
    if (path === dirname(path)) return true;
  }
};
