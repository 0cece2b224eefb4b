import { execFile } from 'node:child_process';
import { mkdir, open, rm, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Guard } from './guard.js';

const execute = promisify(execFile);

/** A disk of its own and of a fixed size, in memory. */
export interface Disk {
  readonly folder: string;
  /** Takes every byte that is left. */
  fill(): Promise<void>;
  free(): Promise<void>;
}

const block = 1024 * 1024;

/** Mounts a disk of so many MiB; undefined, with nothing left behind, where this user may not mount. */
export const diskAt = async (folder: string, mebibytes: number, guard: Guard): Promise<Disk | undefined> => {
  await mkdir(folder, { recursive: true });
  try {
    await execute('mount', ['-t', 'tmpfs', '-o', `size=${mebibytes}m,mode=755`, 'homeward-faults', folder]);
  } catch {
    return undefined;
  }
  guard.mounted(folder);
  const filler = join(folder, 'filler');
  return {
    folder,
    fill: async () => {
      const file = await open(filler, 'w');
      try {
        const zeros = Buffer.alloc(block);
        for (;;) {
          const { bavail, bsize } = await statfs(folder);
          if (bavail === 0) return;
          await file.write(zeros, 0, Math.min(block, bavail * bsize));
        }
      } catch (error) {
        if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error;
      } finally {
        await file.close();
      }
    },
    free: () => rm(filler, { force: true }),
  };
};
