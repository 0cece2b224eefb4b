import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { z } from 'zod';
import { startPostgres, type RunningPostgres } from '../../apps/sandbox/postgres.js';
import { startTestSandbox, startTestSandboxOn, type TestSandbox } from '../kit/sandbox.js';
import { operatorEnvironment } from './operator.js';

const execute = promisify(execFile);
const cli = join(process.cwd(), 'dist', 'apps', 'cli', 'main.js');
const restore = join(process.cwd(), 'deploy', 'postgres', 'restore.sh');
const name = { text: 'အောင်အောင်', script: 'Mymr', kind: 'legal' };

const until = async (what: string, met: () => Promise<boolean>): Promise<void> => {
  for (const end = Date.now() + 60_000; !(await met()); await pause(100))
    if (Date.now() > end) throw new Error(`waited too long until ${what}`);
};

describe('a backup that was taken before an erasure', () => {
  let sandbox: TestSandbox;
  let postgres: RunningPostgres | undefined;
  let dataDir: string;
  let backups: string;
  let erased: string;
  let stays: string;

  const opened = async (): Promise<string> => {
    const body = { channel: 'raid', sex: 'male', ageBand: 'adult', mainLanguage: 'my', urgency: 'normal' };
    const { caseId } = z
      .object({ caseId: z.uuid() })
      .parse((await sandbox.post('TH/msdhs-pathum-thani', '/v1/cases', body)).body);
    const named = await sandbox.post('TH/msdhs-pathum-thani', `/v1/cases/${caseId}/identity/record-name`, {
      source: 'person',
      confidence: 'medium',
      name,
    });
    expect(named.status).toBe(200);
    return caseId;
  };
  const keysOf = async (caseId: string): Promise<number> => {
    const [row] = await sandbox.sql<{ keys: number }>(
      'TH',
      `select count(*)::integer as keys from key_ring.data_keys where subject = '${caseId}'`,
    );
    return row?.keys ?? -1;
  };
  const seen = async (caseId: string): Promise<string> =>
    JSON.stringify((await sandbox.get('TH/msdhs-pathum-thani', `/v1/cases/${caseId}`)).body);
  const asOperator = async (country: 'TH' | 'MM', ...args: readonly string[]): Promise<string> => {
    const env = await operatorEnvironment(dataDir, country, postgres?.port);
    return (await execute(process.execPath, [cli, ...args], { env })).stdout;
  };
  /** What an operator of each node does after a restore; both stand on one server here. */
  const eraseAgain = async (...confirming: readonly string[]): Promise<void> => {
    for (const country of ['TH', 'MM'] as const) {
      const list = country === 'TH' ? [join(backups, 'erasures-TH.txt'), ...confirming] : ['--nobody-erased'];
      const said = await asOperator(country, 'after-restore', ...list);
      expect(said).toContain(`${country === 'TH' ? 1 : 0} data subjects stay erased.`);
      expect(said).toMatch(/[1-9]\d* followers begin anew\.\n[1-9]\d* views are built anew\./);
    }
  };

  /** The server on what was put back, by itself: as an operator has it between a restore and the first start of a node. */
  const recovered = async (): Promise<RunningPostgres> => {
    const server = await startPostgres({ dataDir });
    await until('the server has recovered', async () => {
      const client = new pg.Client({ connectionString: server.adminUrl });
      await client.connect();
      const { rows } = await client.query<{ on: boolean }>('select pg_is_in_recovery() as on');
      await client.end();
      return rows[0]?.on === false;
    });
    return server;
  };

  /** Loses the cluster and puts the backup in its place, with what of the archive is given. */
  const putBack = async (archive: string): Promise<void> => {
    const cluster = join(dataDir, 'postgres');
    await rename(cluster, await mkdtemp(join(backups, 'lost-')).then((folder) => join(folder, 'postgres')));
    await execute(restore, [join(backups, 'base'), archive, cluster]);
  };

  beforeAll(async () => {
    sandbox = await startTestSandbox();
    ({ dataDir } = sandbox);
    backups = await mkdtemp(join(tmpdir(), 'homeward-backups-'));
    const archive = join(backups, 'archive');
    await mkdir(archive);
    await execute('chmod', ['0777', backups, archive]);
    await sandbox.sql('exchange', `alter system set archive_mode = 'on'`);
    await sandbox.sql('exchange', `alter system set archive_command = 'cp %p "${archive}/%f"'`);
    await sandbox.kill();
    sandbox = await startTestSandboxOn(dataDir);

    [erased, stays] = [await opened(), await opened()];
    // What pg_basebackup does, by the server's own functions: its client programs do not come with the embedded one.
    await sandbox.sql('exchange', `select pg_backup_start('rehearsal', true)`);
    await cp(join(dataDir, 'postgres'), join(backups, 'base'), { recursive: true, preserveTimestamps: true });
    const { uid, gid } = await stat(join(dataDir, 'postgres'));
    const [stopped] = await sandbox.sql<{ labelfile: string }>(
      'exchange',
      'select labelfile from pg_backup_stop(true)',
    );
    await writeFile(join(backups, 'base', 'backup_label'), stopped?.labelfile ?? '');
    await execute('chown', ['-R', `${uid}:${gid}`, join(backups, 'base')]);
    await execute('cp', ['-a', archive, join(backups, 'archive-of-that-day')]);

    const requested = await sandbox.post(
      'TH/msdhs-pathum-thani',
      `/v1/cases/${erased}/erasure/request-erasure`,
      {
        ground: 'person_request',
      },
    );
    expect(requested.status).toBe(200);
    const [request] = await sandbox.sql<{ id: string }>(
      'TH',
      `select open->>'requestId' as id from event_store.events where type = 'ErasureRequested'`,
    );
    const requestId = request?.id;
    const confirmed = await sandbox.post('TH/datip', `/v1/cases/${erased}/erasure/confirm-erasure`, {
      requestId,
    });
    expect(confirmed.status).toBe(200);
    await until('the keys are destroyed', async () => (await keysOf(erased)) === 0);
    for (const country of ['TH', 'MM'] as const)
      await writeFile(join(backups, `erasures-${country}.txt`), await asOperator(country, 'erasures'));
    // The file that this closes: the nodes write on meanwhile, and the next one is archived when it is full.
    const [last] = await sandbox.sql<{ name: string }>(
      'exchange',
      'select pg_walfile_name(pg_switch_wal()) as name',
    );
    await until('the WAL is archived', async () => (await readdir(archive)).includes(last?.name ?? ''));
    await sandbox.kill();
  }, 180_000);

  afterAll(async () => {
    await postgres?.stop();
    await sandbox.stop();
    await rm(backups, { recursive: true, force: true });
  });

  it('names who was erased in the list that is kept beside it', async () => {
    expect((await readFile(join(backups, 'erasures-TH.txt'), 'utf8')).trim().split('\n')).toEqual([erased]);
  });

  it('brings nobody back where the archive is whole', async () => {
    await putBack(join(backups, 'archive'));
    postgres = await recovered();
    await eraseAgain();
    await postgres.stop();
    postgres = undefined;
    sandbox = await startTestSandboxOn(dataDir);
    expect(await keysOf(erased)).toBe(0);
    expect(await seen(stays)).toContain(name.text);
    await sandbox.kill();
  }, 120_000);

  it('is not served by a node that was not told who has been erased since', async () => {
    await putBack(join(backups, 'archive-of-that-day'));
    postgres = await recovered();
    await postgres.stop();
    postgres = undefined;
    await expect(startTestSandboxOn(dataDir)).rejects.toThrow(/was taken in another event store/);
  }, 120_000);

  it('brings nobody back, even where the erasure itself was lost: the list erases again before the node serves', async () => {
    postgres = await recovered();
    const admin = new pg.Client({
      connectionString: postgres.adminUrl.replace(/\/postgres$/, '/homeward_th'),
    });
    await admin.connect();
    const before = await admin.query('select from key_ring.data_keys where subject = $1', [erased]);
    expect(before.rowCount).toBeGreaterThan(0);
    // A message that waited to be sent and one whose receipt did, of which the restored store knows nothing.
    const unknown = randomUUID();
    await admin.query(
      `insert into bridge.awaited_receipt (message_id, case_id, to_country, event, next_try_at)
       values ($1, $2, 'MM', '{}', now() + interval '1 day')`,
      [unknown, stays],
    );
    await admin.query(
      `insert into following.parked (follower, lane, position, stream, event_id, reason, next_attempt)
       select 'outbound', $1, 1, 'case-' || $1, gen_random_uuid(), 'unknown_message', now() + interval '1 day'`,
      [stays],
    );
    await expect(eraseAgain()).rejects.toThrow(/Nothing was changed. To go on, say --yes-erase 1/);
    const still = await admin.query('select from key_ring.data_keys where subject = $1', [erased]);
    expect(still.rowCount).toBe(before.rowCount);
    await admin.end();
    await eraseAgain('--yes-erase', '1');
    await postgres.stop();
    postgres = undefined;

    sandbox = await startTestSandboxOn(dataDir);
    expect(await sandbox.sql('TH', `select from following.parked where follower = 'outbound'`)).toHaveLength(
      0,
    );
    const awaited = `select from bridge.awaited_receipt where message_id = '${unknown}'`;
    expect(await sandbox.sql('TH', awaited)).toHaveLength(0);
    expect(await keysOf(erased)).toBe(0);
    expect(await seen(erased)).not.toContain(name.text);
    expect(await seen(stays)).toContain(name.text);
    const again = await sandbox.post('TH/msdhs-pathum-thani', `/v1/cases/${erased}/identity/record-name`, {
      source: 'person',
      confidence: 'medium',
      name,
    });
    expect(again.status).toBeGreaterThanOrEqual(400);
    expect(await keysOf(erased)).toBe(0);
  }, 120_000);
});
