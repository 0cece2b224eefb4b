import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { ExchangeRecord } from '../exchange.js';
import { exchangeContract, eventually } from '../exchange.contract.js';
import { specDatabase, type SpecDatabase } from '../spec/database.js';
import { embeddedExchange } from './exchange.js';
import { installEmbeddedExchange } from './install.js';

const run = randomUUID().slice(0, 8);
const thai = { country: 'TH', role: `xth_${run}`, password: 'th' } as const;
const burmese = { country: 'MM', role: `xmm_${run}`, password: 'mm' } as const;
const lao = { country: 'LA', role: `xla_${run}`, password: 'la' } as const;
const topic = 'homeward.th.mm';

let database: SpecDatabase;
let admin: pg.Client;

beforeAll(async () => {
  database = await specDatabase();
  admin = new pg.Client(database.url);
  await admin.connect();
  await installEmbeddedExchange(admin, [thai, burmese, lao]);
  await installEmbeddedExchange(admin, [thai, burmese, lao]);
});

afterAll(async () => {
  await admin.end();
  await database.drop();
  const server = new pg.Client(process.env['TEST_DATABASE_URL']);
  await server.connect();
  for (const { role } of [thai, burmese, lao]) await server.query(`drop role if exists ${role}`);
  await server.end();
});

const endOf = (member: { role: string; password: string }) =>
  embeddedExchange({ connection: database.as(member.role, member.password), firstPause: 20, pollEvery: 200 });

exchangeContract('The embedded exchange', async () => {
  await admin.query('truncate exchange.record, exchange.progress');
  await admin.query('update exchange.topic set head = 0');
  const open = [endOf(thai), endOf(burmese)] as const;
  const others: ReturnType<typeof endOf>[] = [];
  return {
    topic,
    sender: open[0],
    receiver: open[1],
    another: () => {
      const more = endOf(burmese);
      others.push(more);
      return more;
    },
    dispose: async () => {
      for (const end of [...open, ...others]) await end.close();
    },
  };
});

describe('The embedded exchange', () => {
  it('keeps a record until the stated day and then deletes it, whoever reads', async () => {
    const [sender, receiver] = [endOf(thai), endOf(burmese)];
    await sender.publish(topic, 'ended', 'x');
    const { rows } = await admin.query<{ days: number }>(
      `select round(extract(epoch from keep_until - written_at) / 86400)::int as days from exchange.record where key = 'ended'`,
    );
    expect(rows).toEqual([{ days: 14 }]);
    await admin.query(`update exchange.record set keep_until = now() where key = 'ended'`);
    const stop = new AbortController();
    const consumed = receiver.consume(topic, 'keeping', () => Promise.resolve(), { signal: stop.signal });
    await eventually(async () => {
      const left = await admin.query(`select from exchange.record where key = 'ended'`);
      return left.rowCount === 0;
    });
    stop.abort();
    await consumed;
    await Promise.all([sender.close(), receiver.close()]);
  });

  it('wakes a consumer at once, long before it would look by itself', async () => {
    const sender = endOf(thai);
    const receiver = embeddedExchange({
      connection: database.as(burmese.role, burmese.password),
      pollEvery: 60_000,
    });
    const stop = new AbortController();
    const got: string[] = [];
    const consumed = receiver.consume(
      topic,
      'waking',
      (record) => Promise.resolve(void got.push(Buffer.from(record.message).toString())),
      { signal: stop.signal },
    );
    await sender.publish(topic, 'a', 'first');
    await eventually(() => got.includes('first'));
    await sender.publish(topic, 'a', 'second');
    await eventually(() => got.includes('second'), 1_000);
    stop.abort();
    await consumed;
    await Promise.all([sender.close(), receiver.close()]);
  });

  it('goes on after its connections were cut', async () => {
    const sender = endOf(thai);
    const receiver = endOf(burmese);
    const stop = new AbortController();
    const got: string[] = [];
    const consumed = receiver.consume(
      topic,
      'cut',
      (record) => Promise.resolve(void got.push(Buffer.from(record.message).toString())),
      { signal: stop.signal },
    );
    await sender.publish(topic, 'b', 'before the cut');
    await eventually(() => got.includes('before the cut'));
    await admin.query('select pg_terminate_backend(pid) from pg_stat_activity where usename = $1', [
      burmese.role,
    ]);
    await sender.publish(topic, 'b', 'after the cut');
    await eventually(() => got.includes('after the cut'));
    stop.abort();
    await consumed;
    await Promise.all([sender.close(), receiver.close()]);
  });

  it('gives out no place that a reader could skip, and takes back that of a publish that failed', async () => {
    const one = new pg.Client(database.as(thai.role, thai.password));
    const two = new pg.Client(database.as(thai.role, thai.password));
    await Promise.all([one.connect(), two.connect()]);
    await admin.query('truncate exchange.record, exchange.progress');
    await admin.query('update exchange.topic set head = 0');
    const publish = 'select exchange.publish($1, $2, $3, $4) as place';
    await one.query('begin');
    await one.query(publish, [topic, 'a', '{}', Buffer.from('never')]);
    let later = false;
    const waiting = two
      .query<{ place: string }>(publish, [topic, 'b', '{}', Buffer.from('later')])
      .then((result) => {
        later = true;
        return result.rows[0]?.place;
      });
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(later).toBe(false);
    await one.query('rollback');
    expect(await waiting).toBe('1');
    await Promise.all([one.end(), two.end()]);
  });

  it('lets a node write only to its own topics and read only those addressed to it', async () => {
    const outsider = endOf(lao);
    const receiver = endOf(burmese);
    const refused = { code: '42501' };
    await expect(outsider.publish(topic, 'a', 'forged')).rejects.toMatchObject(refused);
    await expect(receiver.publish(topic, 'a', 'forged')).rejects.toMatchObject(refused);
    for (const end of [outsider, endOf(thai)]) {
      const got: string[] = [];
      const told: boolean[] = [];
      const stop = new AbortController();
      const consumed = end.consume(topic, 'inbound', ({ key }) => Promise.resolve(void got.push(key)), {
        signal: stop.signal,
        onReading: (reads) => void told.push(reads),
      });
      await eventually(() => told.length > 2);
      stop.abort();
      await consumed;
      expect([got, told.includes(true)]).toEqual([[], false]);
    }
    await Promise.all([outsider.close(), receiver.close()]);
  });

  it.each(['{"a": {"b": 1}}', '["a"]', '"a"', 'null', '1', '{"a": null, "b": "text"}'])(
    'goes on past a record whose headers are %s',
    async (headers) => {
      const sender = endOf(thai);
      const receiver = endOf(burmese);
      const got: unknown[] = [];
      const stop = new AbortController();
      const client = new pg.Client(database.as(thai.role, thai.password));
      await client.connect();
      await client.query('select exchange.publish($1, $2, $3, $4)', [
        topic,
        'a',
        headers,
        Buffer.from('odd'),
      ]);
      await client.end();
      await sender.publish(topic, 'a', 'after it');
      const handler = ({ headers: told, message }: ExchangeRecord) =>
        Promise.resolve(
          void got.push([
            Buffer.from(message).toString(),
            Object.values(told).every((one) => typeof one === 'string'),
          ]),
        );
      const consumed = receiver.consume(topic, `odd ${headers}`, handler, { signal: stop.signal });
      await eventually(() => got.some((one) => JSON.stringify(one) === '["after it",true]'));
      expect(got).toContainEqual(['odd', true]);
      stop.abort();
      await consumed;
      await Promise.all([sender.close(), receiver.close()]);
    },
  );

  it('goes on reading once a right is back that was lacking, and says that it lacks one', async () => {
    const trouble: string[] = [];
    const receiver = embeddedExchange({
      connection: database.as(burmese.role, burmese.password),
      firstPause: 20,
      onTrouble: (what) => void trouble.push(what),
    });
    const sender = endOf(thai);
    const got: string[] = [];
    const told: boolean[] = [];
    const stop = new AbortController();
    await admin.query('update exchange.topic set reader = $2 where name = $1', [topic, lao.role]);
    const consumed = receiver.consume(
      topic,
      'rights',
      (record) => Promise.resolve(void got.push(Buffer.from(record.message).toString())),
      { signal: stop.signal, onReading: (reads) => void told.push(reads) },
    );
    await sender.publish(topic, 'a', 'waits');
    await eventually(() => trouble.includes('refused'));
    expect([got, told.at(-1)]).toEqual([[], false]);
    await admin.query('update exchange.topic set reader = $2 where name = $1', [topic, burmese.role]);
    await eventually(() => got.includes('waits'));
    expect(told.at(-1)).toBe(true);
    stop.abort();
    await consumed;
    await Promise.all([sender.close(), receiver.close()]);
  });

  it.each([
    'select * from exchange.record',
    'delete from exchange.record',
    'update exchange.topic set writer = user',
    'truncate exchange.progress',
    `select pg_advisory_lock(hashtextextended('exchange homeward.th.mm inbound', 0))`,
    `select pg_try_advisory_xact_lock_shared(1, 2)`,
  ])('refuses a node that goes to the tables itself: %s', async (statement) => {
    const client = new pg.Client(database.as(burmese.role, burmese.password));
    await client.connect();
    await expect(client.query(statement)).rejects.toMatchObject({ code: '42501' });
    await client.end();
  });
});
