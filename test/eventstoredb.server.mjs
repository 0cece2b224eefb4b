import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from './free-port.mjs';

const names = ['eventstored', 'EventStore.ClusterNode'];

const runs = (path) => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/** The server's program: EVENTSTOREDB_SERVER, or one on the PATH. */
const program = () =>
  process.env.EVENTSTOREDB_SERVER ??
  (process.env.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) => names.map((name) => join(folder, name)))
    .find(runs);

const answers = (port) =>
  fetch(`http://127.0.0.1:${port}/health/live`).then(
    ({ ok }) => ok,
    () => false,
  );

/**
 * A throw-away EventStoreDB for the specs, where its program is found on the machine. `url` is set for them then, or
 * already was; otherwise `reason` says why there is none.
 */
export const eventStoreDbServer = async () => {
  const given = process.env.EVENTSTOREDB_URL;
  if (given) return { url: given, stop: async () => undefined };
  const path = program();
  if (!path)
    return {
      reason: `no server: set EVENTSTOREDB_URL, or EVENTSTOREDB_SERVER to its program, or put ${names.join(' or ')} on the PATH`,
      stop: async () => undefined,
    };
  const folder = await mkdtemp(join(tmpdir(), 'homeward-eventstoredb-'));
  const [port, replication] = [await freePort(), await freePort()];
  const [command, first] = path.endsWith('.dll') ? ['dotnet', [path]] : [path, []];
  const server = spawn(
    command,
    [
      ...first,
      ...['--insecure', '--disable-log-file', '--node-ip', '127.0.0.1'],
      ...[
        '--node-port',
        String(port),
        '--replication-ip',
        '127.0.0.1',
        '--replication-port',
        String(replication),
      ],
      ...['--db', join(folder, 'data'), '--index', join(folder, 'index'), '--log', join(folder, 'log')],
    ],
    {
      stdio: 'ignore',
      env: { ...process.env, DOTNET_ROLL_FORWARD: 'Major', EVENTSTORE_TELEMETRY_OPTOUT: 'true' },
    },
  );
  let over = false;
  server.on('error', () => (over = true));
  server.on('exit', () => (over = true));
  const stop = async () => {
    server.kill('SIGKILL');
    await rm(folder, { recursive: true, force: true });
  };
  for (let tries = 0; tries < 240 && !over; tries += 1) {
    if (await answers(port)) return { url: `esdb://127.0.0.1:${port}?tls=false`, stop };
    await pause(500);
  }
  await stop();
  return { reason: `the server ${path} did not start`, stop: async () => undefined };
};
