import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Whether pgbench is installed here; it does not come with the embedded PostgreSQL. */
export const hasPgbench = async (): Promise<boolean> =>
  run('pgbench', ['--version']).then(
    () => true,
    () => false,
  );

/** Transactions a second that pgbench reaches with a script of one statement, prepared, at so many clients. */
export const pgbench = async (
  { url, folder }: { readonly url: string; readonly folder: string },
  statement: string,
  clients: number,
  seconds: number,
): Promise<number> => {
  const { hostname, port, username, password, pathname } = new URL(url);
  const script = join(folder, 'insert.pgbench');
  await writeFile(script, `${statement}\n`);
  const { stdout } = await run(
    'pgbench',
    [
      ...['--no-vacuum', '--protocol=prepared', `--client=${clients}`, `--jobs=${Math.min(clients, 2)}`],
      ...[`--time=${Math.max(1, Math.round(seconds))}`, `--file=${script}`],
      ...[`--host=${hostname}`, `--port=${port}`, `--username=${username}`, pathname.slice(1)],
    ],
    { env: { ...process.env, PGPASSWORD: decodeURIComponent(password) } },
  );
  const rate = /^tps = ([\d.]+)/m.exec(stdout)?.[1];
  if (rate === undefined) throw new Error(`pgbench did not say its rate:\n${stdout}`);
  return Number(rate);
};
