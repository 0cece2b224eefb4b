import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { startTestSandbox, type Node, type TestSandbox } from '../kit/sandbox.js';
import {
  datip,
  deadLetters,
  eventually,
  notify,
  openToMyanmar,
  rehabilitation,
  sendForm,
  stored,
} from './border.js';
import { expectProblem } from './problem.js';
import { done, stepOf } from './steps.js';

jest.setTimeout(120_000);

let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await startTestSandbox();
}, 90_000);
afterAll(() => sandbox?.stop());

const other = { TH: 'MM', MM: 'TH' } as const;

/** What a node holds of what the other said last, changed as if that had been said. */
const says = (node: Node, change: string) =>
  sandbox.sql(other[node], `update bridge.heard_announcement set said = ${change} where country = '${node}'`);
const speak = (node: Node, versions: string) =>
  says(node, `jsonb_set(said, '{wireVersions}', '${versions}')`);
const heard = async (at: Node): Promise<boolean> =>
  (await sandbox.sql(at, 'select country from bridge.heard_announcement')).length === 1;
/** Longer than every process takes to look what the partners said. */
const looked = () => new Promise((resolve) => setTimeout(resolve, 4_000));

/** Versions in which a node's messages came since, told apart by what only the second says. */
const cameAs = async (at: Node, since: number): Promise<readonly number[]> =>
  (await stored(sandbox, at, 'MessageReceived'))
    .slice(since)
    .map(({ open }) => (open['correlation'] === undefined ? 1 : 2));

/** A case is told of in Myanmar and acknowledged there: the versions in which both messages came. */
const thereAndBack = async (): Promise<{ readonly there: number; readonly back: number }> => {
  const before = { TH: 0, MM: 0 };
  for (const at of ['TH', 'MM'] as const) before[at] = (await stored(sandbox, at, 'MessageReceived')).length;
  const came = (at: Node) => cameAs(at, before[at]);
  await notify(sandbox, await openToMyanmar(sandbox));
  await eventually('the notice', async () => (await came('MM')).length === 1);
  const caseThere = (await stored(sandbox, 'MM', 'CaseOpened')).at(-1)?.stream.slice('case-'.length) ?? '';
  const answer = stepOf(caseThere, 'coordination', 'acknowledge-case');
  await done(sandbox, rehabilitation, answer, { country: 'TH', focalPerson: 'officer-1' });
  await eventually('the answer', async () => (await came('TH')).length === 1);
  return { there: (await came('MM'))[0] ?? 0, back: (await came('TH'))[0] ?? 0 };
};

describe('two nodes that say to each other what they take', () => {
  it('write the newest version that both read, and the first to one that reads no other', async () => {
    for (const at of ['TH', 'MM'] as const) await eventually('what the other takes', () => heard(at));
    await looked();
    expect(await thereAndBack()).toEqual({ there: 2, back: 2 });
    await speak('MM', '[1]');
    await looked();
    expect(await thereAndBack()).toEqual({ there: 1, back: 2 });
    await speak('MM', '[1, 2]');
    await looked();
    expect(await thereAndBack()).toEqual({ there: 2, back: 2 });
    expect([await deadLetters(sandbox, 'TH'), await deadLetters(sandbox, 'MM')]).toEqual([[], []]);
  });

  it('approve no kind that the other does not take, and say so at the decision and in the preview', async () => {
    const caseId = await openToMyanmar(sandbox);
    await notify(sandbox, caseId);
    const [row] = await sandbox.sql<{ said: unknown }>('TH', 'select said from bridge.heard_announcement');
    const without = JSON.stringify(row?.said).replaceAll('"CaseFormSent"', '"SomethingElse"');
    await says('MM', `'${without}'`);
    await looked();
    const step = stepOf(caseId, 'nationality', 'send-case-form');
    expectProblem(await sandbox.post(datip, step, { to: 'MM' }), 422, 'kind_not_taken');
    const preview = await sandbox.get(
      datip,
      `/v1/cases/${caseId}/disclosure-preview?to=MM&purpose=nationality_confirmation`,
    );
    expect(preview.body).toMatchObject({
      messages: expect.arrayContaining([
        expect.objectContaining({ kind: 'CaseFormSent', goes: false, because: 'kind_not_taken' }),
      ]),
    });
    await says('MM', `'${JSON.stringify(row?.said)}'`);
    await looked();
    await sendForm(sandbox, caseId);
  });

  it('let nothing new go under a text that differs, say so in health, and go on when it is the same again', async () => {
    const caseId = await openToMyanmar(sandbox);
    await notify(sandbox, caseId);
    const [row] = await sandbox.sql<{ said: unknown }>('TH', 'select said from bridge.heard_announcement');
    const told = JSON.stringify(row?.said);
    await says('MM', `'${told.replaceAll(/"hash": ?"[0-9a-f]/g, '"hash":"x')}'`);
    await looked();
    const step = stepOf(caseId, 'nationality', 'send-case-form');
    expectProblem(await sandbox.post(datip, step, { to: 'MM' }), 422, 'no_instrument');
    const health = await fetch(`${sandbox.urls.TH}/health/ready`);
    expect(await health.text()).toMatch(/another text is held by [^:]*MM of th-mm-mou/);
    await says('MM', `'${told}'`);
    await looked();
    await sendForm(sandbox, caseId);
  });
});
