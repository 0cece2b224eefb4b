import { readFile, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { alive, commandLine, endProcess } from './processes.js';

/**
 * Stops the server that a killed sandbox left on this cluster, so that the next can start. The number in postmaster.pid
 * is trusted only where that process is a PostgreSQL on this very folder; nothing else is ever signalled.
 */
export const stopLeftover = async (cluster: string): Promise<void> => {
  const file = join(cluster, 'postmaster.pid');
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) return;
  const [number = '', folder = ''] = text.split('\n');
  const pid = Number(number.trim());
  const ours =
    Number.isInteger(pid) &&
    pid > 1 &&
    resolve(folder.trim()) === cluster &&
    alive(pid) &&
    ((await commandLine(pid))?.includes(cluster) ?? false);
  if (ours)
    await endProcess(pid, [
      ['SIGQUIT', 10_000],
      ['SIGKILL', 5_000],
    ]);
  await rm(file, { force: true });
};
