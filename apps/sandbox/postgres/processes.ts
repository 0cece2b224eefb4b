import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/** Whether a process of this number exists, whoever owns it. */
export const alive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
};

const fromProc = async (pid: number, name: string): Promise<string | undefined> =>
  readFile(`/proc/${pid}/${name}`, 'utf8').catch(() => undefined);

const fromPs = async (pid: number, column: string): Promise<string | undefined> =>
  execute('ps', ['-o', `${column}=`, '-p', String(pid)]).then(
    ({ stdout }) => stdout.trim() || undefined,
    () => undefined,
  );

/** The command line of a running process, or nothing where it is gone or cannot be told. */
export const commandLine = async (pid: number): Promise<string | undefined> =>
  (await fromProc(pid, 'cmdline'))?.replaceAll('\0', ' ') || (await fromPs(pid, 'command'));

/** When a process started, in whatever form the system gives: tells a reused number from the same process. */
export const startOf = async (pid: number): Promise<string | undefined> => {
  const stat = await fromProc(pid, 'stat');
  return stat ? stat.slice(stat.lastIndexOf(')')).split(' ')[20] : fromPs(pid, 'lstart');
};

/** Ended, but not yet collected by its parent: as good as gone. */
const ended = async (pid: number): Promise<boolean> => {
  const stat = await fromProc(pid, 'stat');
  return stat !== undefined && /^ [ZX]/.test(stat.slice(stat.lastIndexOf(')') + 1));
};

/** Waits until a process is gone; false where it still runs after that many milliseconds. */
export const gone = async (pid: number, withinMs: number): Promise<boolean> => {
  for (const end = Date.now() + withinMs; alive(pid) && !(await ended(pid)); await pause(20))
    if (Date.now() > end) return false;
  return true;
};

/** Sends each signal in turn until the process is gone, waiting after each as long as it says. Never hangs. */
export const endProcess = async (
  pid: number,
  steps: readonly (readonly [NodeJS.Signals, number])[],
): Promise<void> => {
  for (const [signal, withinMs] of steps) {
    try {
      process.kill(pid, signal);
    } catch {
      return;
    }
    if (await gone(pid, withinMs)) return;
  }
};
