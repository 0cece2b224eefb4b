import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { generateNodeKeys, type WireMessage } from '#bridge';
import { startTestSandbox, startTestSandboxOn, type TestSandbox, type Who } from '../kit/sandbox.js';
import {
  blockTopic,
  datip,
  deadLetters,
  eventually,
  form,
  notice,
  notify,
  onTopic,
  openToMyanmar,
  parkedThere,
  post,
  receiptsOf,
  receivedThere,
  rehabilitation,
  releasedOf,
  replay,
  sendForm,
  stored,
  thaiRing,
  toMyanmar,
  toThailand,
} from './border.js';
import { done, owner, Page, stepOf } from './steps.js';

jest.setTimeout(60_000);

let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await startTestSandbox();
}, 90_000);
afterAll(() => sandbox?.stop());

const whenReceipted = (caseId: string, count: number) =>
  eventually(`${count} receipts`, async () => (await receiptsOf(sandbox, caseId)).length === count);

describe('a message between two nodes', () => {
  it('opens a case on the other side, shows there, and its receipt comes back', async () => {
    const caseId = await openToMyanmar(sandbox);
    await notify(sandbox, caseId);
    await whenReceipted(caseId, 1);
    expect(await receiptsOf(sandbox, caseId)).toEqual(['CaseNotified received']);
    const [there] = (await stored(sandbox, 'MM', 'CaseOpened')).slice(-1);
    const caseThere = there?.stream.slice('case-'.length) ?? '';
    expect(caseThere).not.toBe(caseId);
    const read = await sandbox.get(rehabilitation, `/v1/cases/${caseThere}`);
    expect(read.status).toBe(200);
    expect(JSON.stringify(read.body)).not.toContain('Ma Myint');
  });

  it('comes in order in each of several cases that go on at once', async () => {
    const cases = await Promise.all(
      ['Ma Hla', 'Ma Mya', 'Ma Khin'].map((name) => openToMyanmar(sandbox, name)),
    );
    for (const step of [notify, sendForm]) await Promise.all(cases.map((caseId) => step(sandbox, caseId)));
    await Promise.all(
      cases.map((caseId) =>
        done(sandbox, datip, stepOf(caseId, 'nationality', 'request-nationality-confirmation'), { of: 'MM' }),
      ),
    );
    for (const caseId of cases) {
      await whenReceipted(caseId, 3);
      expect(await receivedThere(sandbox, await releasedOf(sandbox, caseId))).toEqual([
        'CaseNotified 1 effective',
        'CaseFormSent 2 effective',
        'NationalityConfirmationRequested 3 effective',
      ]);
    }
  });

  it('has effect once, however often the exchange gives it, and is receipted every time', async () => {
    const [there, here] = [await stored(sandbox, 'MM'), await stored(sandbox, 'TH')];
    const receipts = await onTopic(sandbox, toThailand);
    const replayed = await replay(sandbox, toMyanmar);
    expect(replayed).toBeGreaterThan(3);
    await eventually(
      'a receipt for each',
      async () => (await onTopic(sandbox, toThailand)) === receipts + replayed,
    );
    expect(await stored(sandbox, 'MM')).toEqual(there);
    expect(await stored(sandbox, 'TH')).toEqual(here);
  });
});

describe('a warning of a danger', () => {
  const alert = { kind: 'trafficked_again', asks: ['find'], urgency: 'urgent' };
  const last = async (node: 'TH' | 'MM', type: string) =>
    z.object({ alertId: z.uuid() }).parse((await stored(sandbox, node, type)).at(-1)?.open).alertId;
  const waitsOf = async (who: 'TH/datip' | 'MM/rehabilitation', caseId: string): Promise<unknown> => {
    const answer = await sandbox.get(who, '/v1/focal-point/transfers?limit=200');
    return Page.parse(answer.body).rows.find((row) => row.caseId === caseId)?.['waits'];
  };
  const signedByTwo = async (first: Who, second: Who, caseId: string, to: string): Promise<string> => {
    const step = (name: string) => stepOf(caseId, 'alerts', name);
    await done(sandbox, first, step('propose-safety-alert'), {
      to,
      alert,
      whyNotAsked: 'Nobody reaches her.',
    });
    const alertId = await last(first.startsWith('TH') ? 'TH' : 'MM', 'SafetyAlertProposed');
    await done(sandbox, second, step('confirm-safety-alert'), { alertId });
    return alertId;
  };

  it('goes both ways, signed by two, is on the list of who answers it, and is answered', async () => {
    const caseId = await openToMyanmar(sandbox, 'Ma Nwe');
    await notify(sandbox, caseId);
    await whenReceipted(caseId, 1);
    const [opened] = (await stored(sandbox, 'MM', 'CaseOpened')).slice(-1);
    const caseThere = opened?.stream.slice('case-'.length) ?? '';

    const alertId = await signedByTwo(owner, datip, caseId, 'MM');
    await whenReceipted(caseId, 2);
    await eventually('the task there', async () =>
      JSON.stringify(await waitsOf('MM/rehabilitation', caseThere)).includes('SafetyAlert'),
    );
    const acknowledge = stepOf(caseThere, 'alerts', 'acknowledge-safety-alert');
    await done(sandbox, rehabilitation, acknowledge, { alertId });
    await eventually('the end of the wait', async () => {
      const waits = JSON.stringify(await waitsOf('TH/datip', caseId));
      return !waits.includes('SafetyAlert');
    });
    await done(sandbox, owner, stepOf(caseId, 'alerts', 'record-told-of-safety-alert'), { alertId });

    const manager: Who = 'MM/dsw-reintegration';
    await done(sandbox, rehabilitation, stepOf(caseThere, 'coordination', 'assign-agency'), {
      agency: 'dsw-reintegration',
      reason: 'case_work',
    });
    await signedByTwo(manager, rehabilitation, caseThere, 'TH');
    await eventually('the task here', async () => {
      const answer = await sandbox.get(owner, '/v1/social-work/caseload?limit=200');
      const row = Page.parse(answer.body).rows.find((each) => each.caseId === caseId);
      return JSON.stringify(row?.['tasks']).includes('see_to_warning');
    });
    expect((await sandbox.get('MM/embassy-bangkok', `/v1/cases/${caseThere}`)).status).toBe(404);
  });
});

describe('what cannot be trusted or read', () => {
  const forged = async (message: WireMessage) => {
    const ring = await thaiRing(sandbox);
    const { own } = await generateNodeKeys('1990-01-01T00:00:00.000Z');
    const stolenName = own.map((key) => ({
      ...key,
      kid: ring.own.find(({ use }) => use === key.use)?.kid ?? key.kid,
    }));
    await post(sandbox, { ...ring, own: stolenName }, message);
  };
  const signed = async (message: WireMessage) => post(sandbox, await thaiRing(sandbox), message);

  it.each([
    ['a signature by another key', 'bad_signature', () => forged(notice(randomUUID()))],
    [
      'a version of the wire that is not known',
      'unknown_version',
      () => signed({ ...notice(randomUUID()), wireVersion: 3 } as unknown as WireMessage),
    ],
    ['another addressee', 'not_for_us', () => signed(notice(randomUUID(), { to: 'KH' }))],
    ['a kind that nobody knows', 'unknown_kind', () => signed(notice(randomUUID(), { kind: 'Everything' }))],
    [
      'a field that its kind does not have',
      'unknown_field',
      () => signed(notice(randomUUID(), { payload: { ...notice('').payload, name: 'Ma Myint' } })),
    ],
    [
      'a case of ours that there is not',
      'unknown_reference',
      () => signed(notice(randomUUID(), { yourRef: randomUUID() })),
    ],
  ])('is put aside with its reason, without effect and without receipt: %s', async (_what, reason, send) => {
    const [before, receipts, letters] = [
      await stored(sandbox, 'MM'),
      await onTopic(sandbox, toThailand),
      await deadLetters(sandbox),
    ];
    await send();
    await eventually('the dead letter', async () => (await deadLetters(sandbox)).length > letters.length);
    expect(await deadLetters(sandbox)).toEqual([...letters, reason]);
    expect(await stored(sandbox, 'MM')).toEqual(before);
    expect(await onTopic(sandbox, toThailand)).toBe(receipts);
  });

  it('is refused with its reason, recorded and receipted, where it is well formed and may have no effect', async () => {
    const receipts = await onTopic(sandbox, toThailand);
    const [early, beyond] = [form(randomUUID(), 1), notice(randomUUID(), { purpose: 'follow_up' })];
    for (const message of [early, beyond]) await signed(message);
    await eventually('two receipts', async () => (await onTopic(sandbox, toThailand)) === receipts + 2);
    const refusals = (await stored(sandbox, 'MM', 'MessageReceived'))
      .filter(({ open }) => [early.messageId, beyond.messageId].includes(String(open['messageId'])))
      .map(({ open }) => [open['messageId'], open['outcome'], open['reason']]);
    expect(refusals.toSorted()).toEqual(
      [
        [early.messageId, 'refused', 'wrong_state'],
        [beyond.messageId, 'refused', 'outside_clause'],
      ].toSorted(),
    );
  });
});

describe('a gap', () => {
  it('parks its own case only, and drains in order when the missing one comes', async () => {
    const ring = await thaiRing(sandbox);
    const [gapped, whole] = [randomUUID(), randomUUID()];
    const [first, second, third, other] = [notice(gapped), form(gapped, 2), form(gapped, 3), notice(whole)];
    for (const message of [third, second, other]) await post(sandbox, ring, message);
    await eventually(
      'the other case',
      async () => (await receivedThere(sandbox, [other.messageId])).length === 1,
    );
    await eventually('two parked', async () => (await parkedThere(sandbox)) === 2);
    const ids = [first, second, third].map(({ messageId }) => messageId);
    expect(await receivedThere(sandbox, ids)).toEqual([]);
    await post(sandbox, ring, first);
    await eventually('all three', async () => (await receivedThere(sandbox, ids)).length === 3);
    expect(await receivedThere(sandbox, ids)).toEqual([
      'CaseNotified 1 effective',
      'CaseFormSent 2 effective',
      'CaseFormSent 3 effective',
    ]);
    await eventually('none parked', async () => (await parkedThere(sandbox)) === 0);
  });
});

describe('a sandbox that is killed', () => {
  it('between approval and publication loses nothing and doubles nothing', async () => {
    const caseId = await openToMyanmar(sandbox, 'Ma Thida');
    const letGo = await blockTopic(sandbox, toMyanmar);
    const onTheWay = await onTopic(sandbox, toMyanmar);
    await notify(sandbox, caseId);
    await sendForm(sandbox, caseId);
    await eventually('the release', async () => (await releasedOf(sandbox, caseId)).length > 0);
    expect(await onTopic(sandbox, toMyanmar)).toBe(onTheWay);
    await sandbox.kill();
    await letGo();

    sandbox = await startTestSandboxOn(sandbox.dataDir);
    await whenReceipted(caseId, 2);
    const ids = await releasedOf(sandbox, caseId);
    expect(ids).toHaveLength(2);
    expect(await receivedThere(sandbox, ids)).toEqual([
      'CaseNotified 1 effective',
      'CaseFormSent 2 effective',
    ]);
    expect(await receiptsOf(sandbox, caseId)).toEqual(['CaseNotified received', 'CaseFormSent received']);
  }, 90_000);
});
