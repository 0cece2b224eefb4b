import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

/** How a program ended, and all that it said on both its outputs, without colours. */
export interface Ended {
  readonly code: number | null;
  readonly said: string;
}

export interface RunOptions {
  /** Settings beside those of this process. */
  readonly environment?: Readonly<Record<string, string>>;
  /** After so many milliseconds it is asked to end (SIGTERM). */
  readonly longestMs: number;
}

/** Runs a program that `npm test` built, by its path below `dist/apps`, to its end. */
export const runProgram = (
  path: string,
  args: readonly string[],
  { environment = {}, longestMs }: RunOptions,
): Promise<Ended> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(process.cwd(), 'dist', 'apps', path), ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, NO_COLOR: '1', NODE_OPTIONS: '', ...environment },
    });
    const overlong = setTimeout(() => child.kill('SIGTERM'), longestMs);
    let said = '';
    const take = (chunk: string): void => {
      said += chunk;
    };
    child.stdout.setEncoding('utf8').on('data', take);
    child.stderr.setEncoding('utf8').on('data', take);
    child.once('error', reject);
    child.once('close', (code) => {
      clearTimeout(overlong);
      resolve({ code, said: stripVTControlCharacters(said) });
    });
  });

/** The last lines of what was said: enough to see why, without the hundred before them. */
export const endingOf = (said: string): string => said.split('\n').slice(-12).join('\n');
