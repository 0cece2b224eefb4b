import { randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import supertest, { type Response } from 'supertest';
import { z } from 'zod';
import { agencyQueries } from '#agencies';
import { holdsMandate } from '#casework';
import { factsOf } from '#countries';
import { commandAddresses, type CommandAddress } from '#door';
import { readAddresses } from '#door/http';
import { metricsToken, startTestSandbox, type Node, type TestSandbox, type Who } from '../kit/sandbox.js';
import { codeMark, learn, mark, marked } from './marking.js';
import { done, focalPoint, opening, police, stepOf, Written } from './steps.js';

jest.setTimeout(300_000);

const nodes = ['TH', 'MM'] as const;
const Example = z.record(z.string(), z.unknown());
const readPaths = readAddresses(agencyQueries).map(({ path }) => path);

let sandbox: TestSandbox;
const known = { TH: new Map<string, string>(), MM: new Map<string, string>() };
const statuses = new Map<number, number>();
const errorsWithMarkers: string[] = [];
const sent = new Set<string>();
const shown = new Set<string>();
let accepted = 0;

const agenciesOf = (node: Node) => factsOf(node).agencies;
const whoOf = (node: Node, agency: string): Who => `${node}/${agency}`;

const note = (answer: Response): Response => {
  statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
  const about = `${answer.status} ${answer.text} ${JSON.stringify(answer.headers)}`;
  if (!about.includes(mark) && !about.includes(codeMark)) return answer;
  if (answer.status >= 400) errorsWithMarkers.push(about);
  if (answer.status === 200) for (const marker of sent) if (answer.text.includes(marker)) shown.add(marker);
  return answer;
};

const filled = (path: string, ids: ReadonlyMap<string, string>): string =>
  path.replaceAll(/\{(\w+)\}/g, (_whole, name: string) => ids.get(name) ?? randomUUID());

/** Gives one command to a node: by the first agency with its mandate, with markers in every free text. */
const give = async (
  node: Node,
  { type, definition, path }: CommandAddress,
  codes: boolean,
): Promise<void> => {
  const agency = agenciesOf(node).find(({ id }) => holdsMandate(factsOf(node), id, definition.mandate));
  if (!agency) return;
  const { body, markers } = marked(type, definition, { known: known[node], codes });
  for (const marker of markers) sent.add(marker);
  const answer = note(await sandbox.post(whoOf(node, agency.id), filled(path, known[node]), body));
  if (answer.status < 300) accepted += 1;
  if (type === 'PlanJourney') learn(answer.body, known[node]);
};

const learnFrom = async (node: Node): Promise<void> => {
  for (const { id } of agenciesOf(node))
    learn(
      note(await sandbox.get(whoOf(node, id), filled('/v1/cases/{caseId}', known[node]))).body,
      known[node],
    );
};

/** Steps after which hardly any other is taken: given last of all. */
const ending: readonly string[] = [
  ...['RequestAgeVerification', 'PresumeMinor', 'VerifyAge'],
  ...['WithdrawEverything', 'StopContact', 'RecordDeath', 'CloseCase'],
];

const giveAll = async (node: Node, last: boolean): Promise<void> => {
  // The text of an instrument is no person's data, and stands in clear.
  const given = commandAddresses.filter(
    ({ type, process }) => !['OpenCase', 'ProposeInstrument'].includes(type) && process !== 'erasure',
  );
  for (const address of given.filter(({ type }) => !ending.includes(type))) await give(node, address, last);
  if (last)
    for (const address of given.filter(({ type }) => ending.includes(type))) await give(node, address, last);
  await learnFrom(node);
};

const readAll = async (node: Node): Promise<void> => {
  for (const { id } of agenciesOf(node))
    for (const path of readPaths) note(await sandbox.get(whoOf(node, id), filled(path, known[node])));
};

/** Requests that are wrong, each with a marker where a person's data could stand. */
const giveWrong = async (node: Node): Promise<void> => {
  const who = whoOf(node, factsOf(node).focalPoint);
  for (const { definition, path } of commandAddresses) {
    const wrong: Record<string, unknown> = { ...Example.parse(definition.example), unknown: `${mark} value` };
    note(await sandbox.post(who, filled(path, known[node]), wrong));
    const typed = Object.fromEntries(Object.keys(wrong).map((name) => [name, { [mark]: `${mark} value` }]));
    note(await sandbox.post(who, filled(path, known[node]), Object.values(typed)));
    note(await sandbox.post(who, filled(path, known[node]), `${mark} value`));
  }
  for (const path of readPaths)
    for (const name of ['cursor', 'limit', 'position'])
      note(await sandbox.get(who, `${filled(path, known[node])}?${name}=${mark}`));
  for (const path of [`/v1/cases/${mark}`, `/v1/${mark}`, `/${mark}`, `/v1/cases/%${mark}`])
    note(await sandbox.get(who, path));
  const url = supertest(sandbox.urls[node]);
  note(await url.get('/v1/cases/x').set('Authorization', `Bearer ${mark}`));
  note(await sandbox.post(who, '/v1/cases', opening, { key: mark, ifMatch: `"${mark}"` }));
  note(
    await url
      .post('/v1/cases')
      .set('Authorization', `Bearer ${sandbox.token(who)}`)
      .set('Content-Type', 'application/json')
      .send(`{"name": "${mark}`),
  );
};

/** Myanmar is told of Thailand's case, before which nothing else of it may go there. */
const introduce = async (owner: Who, caseId: string): Promise<void> => {
  const give = (who: Who, process: string, step: string, body: unknown) =>
    done(sandbox, who, stepOf(caseId, process, step), body);
  await give(police, 'identification', 'complete-screening', { outcome: 'presumed', indicators: ['debt'] });
  await give(owner, 'protection', 'screen-protection', {
    ...{ about: 'MM', language: 'my', inPrivate: true, result: 'no_fear' },
  });
  await give(owner, 'consent', 'give-consent', {
    ...{ purpose: 'notification', recipient: { country: 'MM' }, groups: ['profile'], givenBy: 'person' },
    told: ['purpose', 'uses', 'research_use', 'right_to_see', 'how_long_kept', 'how_to_withdraw'],
    language: 'my',
  });
  await give(focalPoint, 'coordination', 'notify-country', { country: 'MM', locationType: 'shelter' });
};

beforeAll(async () => {
  sandbox = await startTestSandbox();
  for (const node of nodes) {
    const referTo = agenciesOf(node).flatMap(({ id, discreet }) => (discreet ? [] : [id]));
    const openers = agenciesOf(node).filter(({ id }) => holdsMandate(factsOf(node), id, 'open_case'));
    const opener = openers.find(({ id }) => holdsMandate(factsOf(node), id, 'case_work')) ?? openers.at(0);
    if (!opener) throw new Error(`nobody opens cases in ${node}`);
    const answer = await sandbox.post(whoOf(node, opener.id), '/v1/cases', {
      ...opening,
      referTo: referTo.slice(0, 20),
    });
    expect([node, answer.status, answer.text]).toEqual([node, 201, expect.anything()]);
    learn(answer.body, known[node]);
    if (node === 'TH') await introduce(whoOf(node, opener.id), Written.parse(answer.body).caseId);
  }
  for (const round of [0, 1, 2]) for (const node of nodes) await giveAll(node, round === 2);
  for (const node of nodes) await giveWrong(node);
  for (const node of nodes) await readAll(node);
}, 300_000);
afterAll(() => sandbox?.stop());

/** Every table of a database, as text. */
const tablesWith = async (searched: string, where: Node | 'exchange'): Promise<readonly string[]> => {
  const tables = await sandbox.sql<{ name: string }>(
    where,
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
     where schemaname not in ('pg_catalog', 'information_schema')`,
  );
  expect(tables.length).toBeGreaterThan(0);
  const found: string[] = [];
  const hex = Buffer.from(searched).toString('hex');
  for (const { name } of tables) {
    const [row] = await sandbox.sql<{ count: string }>(
      where,
      `select count(*) from ${name} t where t::text like '%${searched}%' or t::text like '%${hex}%'`,
    );
    if (row?.count !== '0') found.push(`${name}: ${row?.count}`);
  }
  return found;
};

const filesIn = async (folder: string): Promise<readonly string[]> =>
  (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

describe('a marker in every free text of every command', () => {
  it('was sent by many commands that were carried out and many that were refused, and is shown to who may see it', () => {
    expect(sent.size).toBeGreaterThan(60);
    expect(accepted).toBeGreaterThan(80);
    expect(statuses.get(400) ?? 0).toBeGreaterThan(100);
    expect(statuses.get(422) ?? 0).toBeGreaterThan(20);
    expect(statuses.get(500)).toBeUndefined();
    expect(shown.size).toBeGreaterThan(30);
  });

  it('stands in no error', () => {
    expect(errorsWithMarkers).toEqual([]);
  });

  it('stands in no log line, though every request has one', async () => {
    const log = await sandbox.log();
    expect(log.split('\n').length).toBeGreaterThan(500);
    for (const any of [mark, codeMark]) expect(log).not.toContain(any);
  });

  it('stands in no metric', async () => {
    for (const node of nodes) {
      const { text } = await supertest(sandbox.urls[node])
        .get('/metrics')
        .set('Authorization', `Bearer ${metricsToken}`);
      expect(text).toContain('homeward_bridge_total');
      for (const any of [mark, codeMark]) expect(text).not.toContain(any);
    }
  });

  it('stands in no table of either node and not in the exchange, though messages crossed', async () => {
    const records = await sandbox.sql<{ count: string }>('exchange', 'select count(*) from exchange.record');
    expect(Number(records[0]?.count)).toBeGreaterThan(0);
    for (const where of ['exchange', ...nodes] as const)
      expect([where, await tablesWith(mark, where)]).toEqual([where, []]);
    expect(await tablesWith(codeMark, 'exchange')).toEqual([]);
  });

  it('stands in no file of the data folder: no table file, no write-ahead log, no log of the database', async () => {
    const files = await filesIn(sandbox.dataDir);
    expect(files.length).toBeGreaterThan(100);
    const found: string[] = [];
    for (const file of files)
      if ((await readFile(file).catch(() => Buffer.alloc(0))).includes(mark)) found.push(file);
    expect(found).toEqual([]);
  });
});
