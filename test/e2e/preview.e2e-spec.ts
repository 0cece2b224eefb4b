import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import supertest from 'supertest';
import { z } from 'zod';
import { signersIn, signingWith } from '../../apps/sandbox/signers.js';
import { tellings } from '../../libs/casework/consent/commands.js';
import { startTestSandbox, type TestSandbox } from '../kit/sandbox.js';
import { expectProblem } from './problem.js';
import { done, focalPoint, nameOf, openCase, owner, police, stepOf, stranger } from './steps.js';

jest.setTimeout(60_000);

const Preview = z.object({
  messages: z.array(
    z.object({
      kind: z.string(),
      instrument: z.string(),
      instrumentHash: z.string(),
      clause: z.string(),
      goes: z.boolean(),
      fields: z.array(z.looseObject({ name: z.string(), goes: z.boolean() })),
    }),
  ),
});

const asked = 'disclosure-preview?to=MM&purpose=nationality_confirmation';
const pathOf = (caseId: string, question = asked): string => `/v1/cases/${caseId}/${question}`;

let sandbox: TestSandbox;
let caseId: string;
const screen = (result: string) =>
  done(sandbox, owner, stepOf(caseId, 'protection', 'screen-protection'), {
    ...{ about: 'MM', language: 'my', inPrivate: true, result },
  });

beforeAll(async () => {
  sandbox = await startTestSandbox();
  caseId = await openCase(sandbox, 'atpd');
  await done(sandbox, owner, stepOf(caseId, 'identity', 'record-name'), nameOf('Ma Myint'));
}, 90_000);
afterAll(() => sandbox?.stop());

describe('the preview of a disclosure', () => {
  it('bars before anybody asked the person, and after a fear, in the same words', async () => {
    const before = await sandbox.get(focalPoint, pathOf(caseId));
    expectProblem(before, 422, 'not_possible_now');
    await screen('fears_state');
    const after = await sandbox.get(focalPoint, pathOf(caseId));
    expect(after.text).toBe(before.text);
    await screen('no_fear');
  });

  it('says field by field what goes, under which clause of which text and on which consent', async () => {
    await done(sandbox, owner, stepOf(caseId, 'consent', 'give-consent'), {
      ...{ purpose: 'nationality_confirmation', recipient: { country: 'MM' }, groups: ['identity'] },
      ...{ givenBy: 'person', told: [...tellings], language: 'my' },
    });
    const answer = await sandbox.get(owner, pathOf(caseId));
    expect({ status: answer.status, text: answer.text }).toMatchObject({ status: 200 });
    const form = Preview.parse(answer.body).messages.find(({ kind }) => kind === 'CaseFormSent');
    expect(form).toMatchObject({ instrument: 'th-mm-mou', clause: '2.1', goes: true });
    const field = (name: string) => form?.fields.find((each) => each.name === name);
    expect(field('names')).toMatchObject({ goes: true, value: [{ text: 'Ma Myint' }] });
    expect(field('origin')).toMatchObject({ goes: false, because: 'outside_consent' });
    const logged = await sandbox.sql<{ fields: string[] }>(
      'TH',
      `select fields from access.reads where what = 'disclosure_preview' and case_id = '${caseId}'`,
    );
    expect(logged).toContainEqual({ fields: expect.arrayContaining(['CaseFormSent.names']) });
  });

  it('looks for who may not know of the case, or of its messages, as if there were none', async () => {
    const absent = await sandbox.get(stranger, pathOf(randomUUID()));
    for (const who of [stranger, police]) {
      const answer = await sandbox.get(who, pathOf(caseId));
      expectProblem(answer, 404, 'not_found');
      expect(answer.text).toBe(absent.text);
    }
  });

  it('names what is wrong in a question', async () => {
    for (const question of [
      'disclosure-preview?to=MM',
      'disclosure-preview?to=XX&purpose=return',
      'disclosure-preview?to=TH&purpose=return',
      `${asked}&under=th-mm-mou`,
      `${asked}&under=no-such@1`,
      `${asked}&more=1`,
    ])
      expectProblem(await sandbox.get(focalPoint, pathOf(caseId, question)), 400, 'invalid');
  });
});

describe('the register of people', () => {
  it('lets nobody who left an office see or do anything there from the next request on', async () => {
    const issuer = await sandbox.issuer();
    const people = await Promise.all(
      ['ana', 'ben'].map((id) => issuer.sign({ id, country: 'TH', agency: 'datip', roles: ['approver'] })),
    );
    const [ana = '', ben = ''] = people;
    const as = (token: string, path: string, body?: object) => {
      const server = supertest(sandbox.urls.TH);
      const asked = body
        ? server.post(path).set('Idempotency-Key', randomUUID()).send(body)
        : server.get(path);
      return asked.set('Authorization', `Bearer ${token}`);
    };
    const theCase = `/v1/cases/${caseId}`;
    const reads = [theCase, '/v1/focal-point/transfers', '/v1/people', '/v1/reference'];
    for (const path of reads) expect([path, (await as(ana, path)).status]).toEqual([path, 200]);
    const proposed = await as(ben, '/v1/people/propose-appointment', {
      ...{ person: 'ana', country: 'MM', post: 'focal_point' },
    });
    expect({ status: proposed.status, text: proposed.text }).toMatchObject({ status: 200 });
    const read = await as(ben, '/v1/people');
    const { appointments } = z
      .object({ appointments: z.array(z.object({ appointmentId: z.uuid() })) })
      .parse(read.body);
    expect(read.headers['etag']).toBe(proposed.headers['etag']);
    const [{ appointmentId } = { appointmentId: '' }] = appointments;
    await as(ana, '/v1/people/confirm-appointment', { appointmentId }).expect(200);
    const charged = { agency: 'datip', country: 'MM', person: 'ana' };
    expect((await as(ben, '/v1/people')).body).toMatchObject({ charged: [charged] });
    expect((await sandbox.get(owner, '/v1/people')).body).toMatchObject({ charged: [], appointments: [] });
    await as(ben, '/v1/people/record-leaving', { person: 'ana' }).expect(200);
    for (const path of reads) expectProblem(await as(ana, path), 401, 'token_refused');
    for (const path of ['/v1/people/propose-return', '/v1/cases', `${theCase}/coordination/close-case`])
      expectProblem(await as(ana, path, { person: 'ana' }), 401, 'token_refused');
    expect((await as(ben, '/v1/people')).body).toMatchObject({
      charged: [{ agency: 'datip', country: 'MM', nobodySince: expect.any(String) }],
      left: [{ agency: 'datip', person: 'ana' }],
    });
    await as(ben, theCase).expect(200);
  });
});

describe('the register of instruments', () => {
  it('can be read by who works under it, one by one with its clauses', async () => {
    const list = await sandbox.get(focalPoint, '/v1/instruments?with=LA');
    const rows = z
      .object({ rows: z.array(z.object({ code: z.string(), version: z.string() })) })
      .parse(list.body).rows;
    expect(rows).toContainEqual(expect.objectContaining({ code: 'th-la-mou', version: '2005' }));
    const one = await sandbox.get(owner, '/v1/instruments/th-la-mou/2005');
    expect(one.body).toMatchObject({ inForce: true, history: [{ on: '2005-07-13', became: 'in_force' }] });
  });

  it('has nothing that another country agreed with a third', async () => {
    const other = await sandbox.get(focalPoint, '/v1/instruments/kh-vn-sop/2009');
    expectProblem(other, 404, 'not_found');
    expect((await sandbox.get(focalPoint, '/v1/instruments/no-such/1')).text).toBe(other.text);
  });

  it('takes no paper that is wrong, says why, and is what it was before', async () => {
    const register = async () => (await sandbox.get(focalPoint, '/v1/instruments')).text;
    const clause = {
      ...{ id: '1', kind: 'CaseNotified', from: ['TH'], to: ['MM'] },
      ...{ purpose: 'notification', carries: ['reference', 'profile'] },
    };
    const text = {
      ...{ code: 'th-mm-notices', version: '2027', title: 'Notices', kind: 'sop', from: '2027-01-01' },
      ...{ parties: ['TH', 'MM'], clauses: [clause] },
    };
    const propose = (change: object) =>
      sandbox.post(focalPoint, '/v1/instruments', { text: { ...text, ...change } });
    const before = await register();
    expectProblem(await propose({ clauses: [{ ...clause, kind: 'Rumour' }] }), 422, 'unknown_reference');
    expectProblem(await propose({ clauses: [{ ...clause, purpose: 'curiosity' }] }), 400, 'invalid');
    expectProblem(await propose({ clauses: [{ ...clause, to: ['LA'] }] }), 422, 'unknown_reference');
    expectProblem(await propose({ clauses: [clause, clause] }), 422, 'unknown_reference');
    expectProblem(await propose({ parties: ['KH', 'MM'] }), 422, 'unknown_reference');
    expectProblem(await propose({ more: 1 }), 400, 'invalid');
    expectProblem(await propose({ code: 'th-mm-mou', version: '2009' }), 422, 'already_exists');
    expect(await register()).toBe(before);

    expect((await propose({})).status).toBe(201);
    const proposed = await register();
    expectProblem(await propose({ title: 'Another text' }), 422, 'already_exists');
    const sign = signingWith(await signersIn(sandbox.dataDir), () => new Date().toISOString());
    const step = (name: string, body: object, at = '2027') =>
      sandbox.post(focalPoint, `/v1/instruments/th-mm-notices/${at}/${name}`, body);
    const signature = (by: string, change: object = {}) => sign(by, { text: { ...text, ...change } });
    const bring = async (by: string, change?: object) =>
      step('sign-instrument', { signature: await signature(by, change) });
    expectProblem(await bring('LA'), 422, 'bad_signature');
    expectProblem(await bring('TH', { title: 'Another text' }), 422, 'bad_signature');
    expectProblem(await step('sign-instrument', { signature: 'signed' }), 400, 'invalid');
    const ofThailand = { signature: await signature('TH') };
    expectProblem(await step('sign-instrument', ofThailand, '2028'), 422, 'unknown_reference');
    const stated = { change: 'in_force', at: '2027-02-01T00:00:00Z', signatures: [ofThailand.signature] };
    expectProblem(await step('state-change', stated), 422, 'bad_signature');
    expectProblem(await step('state-change', { ...stated, at: 'soon' }), 400, 'invalid');
    const asOwner = '/v1/instruments/th-mm-notices/2027/sign-instrument';
    expect((await sandbox.post(owner, asOwner, ofThailand)).status).toBeGreaterThanOrEqual(400);
    expect(await register()).toBe(proposed);
    expect((await bring('TH')).status).toBe(200);
  });
});
