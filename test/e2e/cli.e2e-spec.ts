import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { startTestSandbox, type TestSandbox } from '../kit/sandbox.js';

const Keys = z.object({ secrets: z.unknown() });
const Passwords = z.record(z.string(), z.string());
const Running = z.object({ adminUrl: z.string() });
const Identity = z.object({ stampKeys: z.unknown() });
const Opened = z.object({ caseId: z.uuid() });

const program = join(process.cwd(), 'dist', 'apps', 'cli', 'main.js');
const name = { text: 'အောင်အောင်', script: 'Mymr', kind: 'legal' };

describe('the commands of operators and auditors', () => {
  let sandbox: TestSandbox;
  let caseId: string;

  const run = async (environment: Readonly<Record<string, string>>, ...args: readonly string[]) =>
    promisify(execFile)(process.execPath, [program, ...args], {
      env: { PATH: process.env['PATH'] ?? '', ...environment },
    });

  /** On the Thai node of the running sandbox. */
  const cli = async (...args: readonly string[]): Promise<string> =>
    (await run({}, ...args, '--sandbox', sandbox.dataDir, '--country', 'TH')).stdout;

  beforeAll(async () => {
    sandbox = await startTestSandbox();
    const opening = { channel: 'raid', sex: 'male', ageBand: 'adult', mainLanguage: 'my', urgency: 'normal' };
    const opened = await sandbox.post('TH/msdhs-pathum-thani', '/v1/cases', opening);
    caseId = Opened.parse(opened.body).caseId;
    const recorded = await sandbox.post('TH/msdhs-pathum-thani', `/v1/cases/${caseId}/identity/record-name`, {
      source: 'person',
      confidence: 'medium',
      name,
    });
    expect(recorded.status).toBe(200);
  }, 90_000);

  afterAll(() => sandbox.stop(), 30_000);

  it('replay a case up to a revision, with nothing above P1', async () => {
    const lines = (await cli('replay', caseId)).trim().split('\n');
    expect(lines.length).toBeGreaterThan(1);
    expect(lines.join('\n')).toContain('"type":"NameClaimed"');
    expect(lines.join('\n')).toContain('"sealed":["name"]');
    expect(lines.join('\n')).not.toContain(name.text);
    expect((await cli('replay', caseId, '--revision', '0')).trim().split('\n')).toHaveLength(1);
  }, 40_000);

  it('replay with the event store alone and what checks it: no key that opens anything, no other database', async () => {
    const passwords = Passwords.parse(
      JSON.parse(await readFile(join(sandbox.dataDir, 'passwords.json'), 'utf8')),
    );
    const { adminUrl } = Running.parse(
      JSON.parse(await readFile(join(sandbox.dataDir, 'running.json'), 'utf8')),
    );
    const url = new URL(adminUrl);
    Object.assign(url, {
      username: 'homeward_th_events',
      password: passwords['homeward_th_events'],
      pathname: '/homeward_th',
    });
    const { stampKeys } = Identity.parse(
      JSON.parse(await readFile(join(sandbox.dataDir, 'node-TH.json'), 'utf8')),
    );
    const stamps = join(sandbox.dataDir, 'stamp-keys-of-the-spec.json');
    await writeFile(stamps, JSON.stringify(stampKeys));
    const settings = { COUNTRY: 'TH', DATABASE_EVENTS_URL: url.toString(), STAMP_KEYS_FILE: stamps };
    const { stdout } = await run(settings, 'replay', caseId);
    expect(stdout).toBe(await cli('replay', caseId));
  }, 40_000);

  it('find a case on whichever node of a sandbox has it', async () => {
    const { stdout, stderr } = await run({}, 'replay', caseId, '--sandbox', sandbox.dataDir);
    expect(stdout).toBe(await cli('replay', caseId));
    expect(stderr).toBe('— TH\n— MM\nThis node has no such case.\n');
  }, 40_000);

  it('say that a case is not there, without a stack trace', async () => {
    await expect(cli('replay', '00000000-0000-4000-8000-000000000000')).rejects.toMatchObject({
      code: 1,
      stderr: '— TH\nThis node has no such case.\n',
    });
  }, 40_000);

  it.each([
    [['replay'], 'Name the case. "--help" shows how.\n'],
    [['replay', 'a-case', '--revision', 'last'], 'Give --revision a whole number from 0.\n'],
    [['rebuild', 'a.view', '--sandbox', '.'], 'This command changes a node: say with --country which.\n'],
    [
      ['dead-letters'],
      /Set COUNTRY: .*\nSet DATABASE_BRIDGE_URL or DATABASE_APP_URL: needed by this command\.\nOr name the data of a sandbox instead: --sandbox DIR\.\n$/,
    ],
    [
      ['new-keys', '2027-02-30'],
      'Give VALID-FROM as a day or an instant: 2027-01-01 or 2027-01-01T00:00:00Z.\n',
    ],
  ])(
    'say what is wrong with %j',
    async (given, stderr) => {
      await expect(run({}, ...given)).rejects.toMatchObject({
        code: 1,
        stderr: typeof stderr === 'string' ? stderr : (expect.stringMatching(stderr) as unknown),
      });
    },
    40_000,
  );

  it('show the state of views and bridge', async () => {
    expect(await cli('status')).toMatch(
      /focal_point\.transfers_board v\d+: answers, \d+ s behind, 0 cases parked/,
    );
    expect(await cli('dead-letters')).toBe('');
    const { stderr } = await run({}, 'dead-letters', '--sandbox', sandbox.dataDir, '--country', 'MM');
    expect(stderr).toBe('— MM\nThere are no dead letters.\n');
  }, 40_000);

  it('rebuild a view to the same digest', async () => {
    const view = 'focal_point.transfers_board';
    const before = await cli('digest', view);
    expect(before.length).toBeGreaterThan(10);
    await cli('rebuild', view);
    const deadline = Date.now() + 20_000;
    let after = '';
    while (after !== before && Date.now() < deadline) {
      await pause(250);
      after = await cli('digest', view).catch(() => '');
    }
    expect(after).toBe(before);
  }, 40_000);

  it('make new keys that a node can start with', async () => {
    const { stdout } = await run({}, 'new-keys', '2026-01-01T00:00:00.000Z');
    const { secrets } = Keys.parse(JSON.parse(stdout));
    expect(secrets).toMatchObject({ node: expect.stringMatching(/^[0-9a-f]{64}$/) as unknown });
  }, 40_000);
});
