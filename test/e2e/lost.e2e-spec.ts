import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { startTestSandbox, type TestSandbox } from '../kit/sandbox.js';
import {
  eventually,
  notify,
  onTopic,
  openToMyanmar,
  receiptsOf,
  receivedThere,
  releasedOf,
  toMyanmar,
  toThailand,
} from './border.js';
import { done, owner, stepOf } from './steps.js';

jest.setTimeout(60_000);

let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await startTestSandbox();
  await sandbox.sql(
    'exchange',
    `create function exchange.lose() returns trigger language plpgsql as 'begin return null; end'`,
  );
}, 90_000);
afterAll(() => sandbox?.stop());

/** From now on the exchange confirms what comes on a topic, and keeps nothing of it. */
const lose = (topic: string) =>
  sandbox.sql(
    'exchange',
    `create trigger lost before insert on exchange.record for each row when (new.topic = '${topic}') execute function exchange.lose()`,
  );
const keepAgain = () => sandbox.sql('exchange', 'drop trigger if exists lost on exchange.record');
afterEach(keepAgain);

/** The last place that the exchange gave out on a topic, of what it keeps or lost. */
const lastPlace = async (topic: string): Promise<number> => {
  const [row] = await sandbox.sql<{ head: string }>(
    'exchange',
    `select head from exchange.topic where name = '${topic}'`,
  );
  return Number(row?.head);
};

interface Awaited {
  readonly attempts: number;
  readonly kept_back: boolean;
}
const awaited = (caseId: string) =>
  sandbox.sql<Awaited & Record<string, unknown>>(
    'TH',
    `select attempts, kept_back from bridge.awaited_receipt where case_id = '${caseId}' order by sent_at`,
  );
/** As if the hours had passed after which a message is sent again. */
const hoursLater = () => sandbox.sql('TH', 'update bridge.awaited_receipt set next_try_at = now()');

const receipted = async (caseId: string) => {
  await eventually('its receipt', async () => (await receiptsOf(sandbox, caseId)).length === 1);
  await eventually('the end of the wait', async () => (await awaited(caseId)).length === 0);
  return {
    receipts: await receiptsOf(sandbox, caseId),
    taken: await receivedThere(sandbox, await releasedOf(sandbox, caseId)),
  };
};
const once = { receipts: ['CaseNotified received'], taken: ['CaseNotified 1 effective'] };

describe('what the exchange confirmed and lost', () => {
  it('a message: arrives when it is sent again, and has effect once', async () => {
    const caseId = await openToMyanmar(sandbox);
    await lose(toMyanmar);
    await notify(sandbox, caseId);
    await eventually('the wait for its receipt', async () => (await awaited(caseId)).length === 1);
    expect(await receivedThere(sandbox, await releasedOf(sandbox, caseId))).toEqual([]);
    await keepAgain();
    await hoursLater();
    expect(await receipted(caseId)).toEqual(once);
  });

  it('a receipt: comes again for the message that is sent again, which has effect once', async () => {
    const caseId = await openToMyanmar(sandbox);
    const before = await lastPlace(toThailand);
    await lose(toThailand);
    await notify(sandbox, caseId);
    await eventually('its effect there', async () => {
      const ids = await releasedOf(sandbox, caseId);
      return (await receivedThere(sandbox, ids)).length === 1 && (await awaited(caseId)).length === 1;
    });
    expect(await receiptsOf(sandbox, caseId)).toEqual([]);
    await eventually('a receipt on its way into nothing', async () => (await lastPlace(toThailand)) > before);
    await keepAgain();
    await hoursLater();
    expect(await receipted(caseId)).toEqual(once);
  });

  it('a message to a country that the person fears since: is not sent again, the stop is, and waits for nothing', async () => {
    const caseId = await openToMyanmar(sandbox);
    await lose(toMyanmar);
    await notify(sandbox, caseId);
    await eventually('the wait for its receipt', async () => (await awaited(caseId)).length === 1);
    await done(sandbox, owner, stepOf(caseId, 'protection', 'screen-protection'), {
      about: 'MM',
      language: 'my',
      inPrivate: true,
      result: 'fears_state',
    });
    await eventually('its recall on its way', async () => (await awaited(caseId)).length === 2);
    await keepAgain();
    const before = await onTopic(sandbox, toMyanmar);
    await hoursLater();
    await eventually('the end of its wait', async () => (await awaited(caseId)).length <= 1);
    const taken = async () => receivedThere(sandbox, await releasedOf(sandbox, caseId));
    await eventually('its effect there', async () => (await taken()).length > 0);
    expect(await onTopic(sandbox, toMyanmar)).toBe(before + 1);
    expect(await taken()).toEqual(['ContactStopped 2 effective']);
  });
});
