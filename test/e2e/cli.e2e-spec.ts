import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { startTestSandbox, type TestSandbox } from '../sandbox.js';

const Identity = z.object({ secrets: z.unknown(), party: z.unknown() });
const Passwords = z.record(z.string(), z.string());
const Opened = z.object({ caseId: z.uuid() });

const program = join(process.cwd(), 'dist', 'apps', 'cli', 'main.js');
const name = { text: 'အောင်အောင်', script: 'Mymr', kind: 'legal' };

describe('the commands of operators and auditors', () => {
  let sandbox: TestSandbox;
  let environment: Record<string, string>;
  let caseId: string;

  const read = async <S extends z.ZodType>(file: string, schema: S): Promise<z.output<S>> =>
    schema.parse(JSON.parse(await readFile(join(sandbox.dataDir, file), 'utf8')));

  const written = async (file: string, value: unknown): Promise<string> => {
    const path = join(sandbox.dataDir, file);
    await writeFile(path, JSON.stringify(value), { mode: 0o600 });
    return path;
  };

  /** The Thai node's configuration, as an operator has it in the environment. */
  const environmentOf = async (): Promise<Record<string, string>> => {
    const passwords = await read('passwords.json', Passwords);
    const [, , , port = ''] = (
      await readFile(join(sandbox.dataDir, 'postgres', 'postmaster.pid'), 'utf8')
    ).split('\n');
    const url = (part: string, database = 'homeward_th'): string =>
      `postgres://homeward_th_${part}:${passwords[`homeward_th_${part}`]}@127.0.0.1:${port}/${database}`;
    const [thai, burmese] = [await read('node-TH.json', Identity), await read('node-MM.json', Identity)];
    return {
      PATH: process.env['PATH'] ?? '',
      COUNTRY: 'TH',
      DATABASE_OWNER_URL: url('owner'),
      DATABASE_EVENTS_URL: url('events'),
      DATABASE_APP_URL: url('app'),
      DATABASE_BRIDGE_URL: url('bridge'),
      EXCHANGE_URL: url('exchange', 'homeward_exchange'),
      SECRETS_FILE: await written('secrets.json', thai.secrets),
      PARTY_KEYS_FILE: await written('party-keys.json', { TH: thai.party, MM: burmese.party }),
      TOKEN_AUDIENCE: 'homeward',
      TOKEN_ISSUER: 'https://login.example',
      TOKEN_JWKS_URL: 'https://login.example/keys',
    };
  };

  const cli = async (...args: readonly string[]): Promise<string> =>
    (await promisify(execFile)(process.execPath, [program, ...args], { env: environment })).stdout;

  beforeAll(async () => {
    sandbox = await startTestSandbox();
    environment = await environmentOf();
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

  it('say that a case is not there, without a stack trace', async () => {
    await expect(cli('replay', '00000000-0000-4000-8000-000000000000')).rejects.toMatchObject({
      code: 1,
      stderr: 'This node has no such case.\n',
    });
  }, 40_000);

  it.each([
    [['replay'], 'Name the case. "--help" shows how.\n'],
    [['replay', 'a-case', '--revision', 'last'], 'Give --revision a whole number from 0.\n'],
    [
      ['new-keys', '2027-02-30'],
      'Give VALID-FROM as a day or an instant: 2027-01-01 or 2027-01-01T00:00:00Z.\n',
    ],
  ])(
    'say what is wrong with %j',
    async (given, stderr) => {
      await expect(cli(...given)).rejects.toMatchObject({ code: 1, stderr });
    },
    40_000,
  );

  it('show the state of views and bridge', async () => {
    expect(await cli('status')).toMatch(
      /focal_point\.transfers_board v\d+: answers, \d+ s behind, 0 cases parked/,
    );
    expect(await cli('dead-letters')).toBe('');
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
    const { secrets } = Identity.parse(JSON.parse(await cli('new-keys', '2026-01-01T00:00:00.000Z')));
    expect(secrets).toMatchObject({ node: expect.stringMatching(/^[0-9a-f]{64}$/) as unknown });
  }, 40_000);
});
