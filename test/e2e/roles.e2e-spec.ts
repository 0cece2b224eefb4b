import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { tableOf } from '#agencies';
import { caseRegister } from '../../libs/agencies/case-register.js';
import { startGround, type Ground } from '../kit/ground.js';
import type { NodeProcess } from '../kit/process.js';
import { eventually, notify, openToMyanmar, receiptsOf, sendForm, stored } from './border.js';
import { openCase, opening, owner, Page, Written } from './steps.js';

jest.setTimeout(90_000);

let ground: Ground;
const thai = new Map<string, NodeProcess>();
const part = (name: string): NodeProcess => {
  const found = thai.get(name);
  if (!found) throw new Error(`${name} was not started`);
  return found;
};
const start = async (name: string): Promise<void> => {
  thai.set(name, await ground.start('TH', name.split(' ')[0] ?? '', name));
};

interface Held extends Record<string, unknown> {
  readonly name: string;
  readonly holder: string;
}
/** Who holds what now. */
const held = (): Promise<Held[]> =>
  ground.sql<Held>('TH', 'select name, holder from following.leases where expires > clock_timestamp()');
/** The same of the views, which are named by their tables, or of what the bridge does. */
const holders = async (which: 'views' | 'own work'): Promise<string[]> =>
  (await held()).filter(({ name }) => name.includes('.') === (which === 'views')).map(({ holder }) => holder);
const shares = async (which: 'views' | 'own work'): Promise<number[]> => {
  const all = await holders(which);
  return [...new Set(all)].map((holder) => all.filter((one) => one === holder).length).toSorted();
};

/** The process of a role that holds a piece of work, by what it wrote into its log. */
const holderOf = (role: string, work: string): string => {
  const doing = [...thai].find(([name, { said }]) => {
    if (!name.startsWith(role)) return false;
    const lines = said()
      .split('\n')
      .filter((line) => line.includes(`"${work}"`) && line.includes('"what"'));
    return lines.at(-1)?.includes('"took_over"') ?? false;
  });
  if (!doing) throw new Error(`nobody holds ${work}`);
  return doing[0];
};

/** Whether a list shows what is written now. */
const listsFollow = async (): Promise<boolean> => {
  const answer = await ground.post(owner, '/v1/cases', { ...opening, referTo: [] }).expect(201);
  const { position } = Written.parse(answer.body);
  return (await ground.get(owner, `/v1/social-work/caseload?position=${position}`)).status === 200;
};

beforeAll(async () => {
  ground = await startGround();
}, 60_000);
afterAll(() => ground?.stop(), 30_000);

describe('processes that start before anything is installed', () => {
  it('say that they live and what they wait for, and serve once two installations at once are done', async () => {
    const names = ['api', 'projector 1', 'projector 2', 'bridge 1', 'bridge 2'];
    await Promise.all(names.map(start));
    for (const process of thai.values()) {
      expect((await process.get('/health/live')).status).toBe(200);
      const { status, parts } = await process.ready();
      expect(status).toBe(503);
      expect(parts['node']).toEqual({ ok: false, detail: 'waits for the database' });
    }
    expect((await part('api').get('/v1/cases/x')).status).toBe(503);
    const migrations = await Promise.all([ground.migrate('TH'), ground.migrate('TH'), ground.migrate('MM')]);
    expect(migrations.map(({ code, said }) => (code === 0 ? 0 : said))).toEqual([0, 0, 0]);
    const burmese = await ground.start('MM', 'api,projector,bridge');
    for (const process of [...thai.values(), burmese]) await process.untilReady();
    expect(part('bridge 1').said()).toContain('waiting for the database');
    ground.ask('TH', part('api'));
    ground.ask('MM', burmese);
  });
});

/** Two processes, of which one has at most one more. */
const isEven = (held: readonly number[]): boolean =>
  held.length === 2 && Math.abs((held[1] ?? 9) - (held[0] ?? 0)) <= 1;

describe('roles apart', () => {
  it('share the work of their role evenly', async () => {
    await eventually('an even share', async () => {
      const [views, own] = [await shares('views'), await shares('own work')];
      return [views, own].every(isEven);
    });
  });

  it('show in a list of the api what another process put into its view, and how old it can be', async () => {
    const caseId = await openCase(ground);
    const named = await ground.post(owner, `/v1/cases/${caseId}/identity/record-name`, {
      source: 'person',
      confidence: 'medium',
      name: { text: 'Ma Su', script: 'Latn', kind: 'legal' },
    });
    const { position } = Written.parse(named.body);
    const list = await ground.get(owner, `/v1/social-work/caseload?position=${position}`);
    expect(list.status).toBe(200);
    expect(Page.parse(list.body).rows.map((row) => row.caseId)).toContain(caseId);
    expect(Number(list.headers['age'])).toBeLessThan(10);
  });

  it('take over within ten seconds from holders that are killed, and do nothing twice', async () => {
    const cases: string[] = [];
    let busy = true;
    const load = async (): Promise<void> => {
      while (busy) {
        const caseId = await openToMyanmar(ground);
        await notify(ground, caseId);
        await sendForm(ground, caseId);
        cases.push(caseId);
      }
    };
    const loads = [load(), load()];
    await eventually('some load', () => Promise.resolve(cases.length >= 2));
    const [projector, bridge] = [
      holderOf('projector', 'social_work.caseload'),
      holderOf('bridge', 'outbound'),
    ];
    const before = await held();
    const dead = new Set(
      before
        .filter(({ name }) => name === 'outbound' || name.startsWith('social_work.caseload_'))
        .map(({ holder }) => holder),
    );
    await Promise.all([part(projector).kill(), part(bridge).kill()]);
    const killed = Date.now();
    thai.delete(projector);
    thai.delete(bridge);
    await eventually('other holders of all that the dead had', async () => {
      const alive = new Set((await held()).filter(({ holder }) => !dead.has(holder)).map(({ name }) => name));
      return before.every(({ name }) => alive.has(name));
    });
    expect(Date.now() - killed).toBeLessThan(10_000);
    const marked = await openToMyanmar(ground);
    await notify(ground, marked);
    await eventually('a list that follows', listsFollow);
    await eventually('a message across', async () => (await receiptsOf(ground, marked)).length === 1);
    busy = false;
    await Promise.all(loads);

    await eventually('a receipt for each', async () => {
      const receipted = (await stored(ground, 'TH', 'MessageReceipted')).length;
      return receipted === cases.length * 2 + 1;
    });
    const released = (await stored(ground, 'TH', 'MessageReleased')).map(({ open }) => open['messageId']);
    const received = (await stored(ground, 'MM', 'MessageReceived')).map(({ open }) => open['messageId']);
    expect(new Set(released).size).toBe(released.length);
    expect(received.toSorted()).toEqual(released.toSorted());
    const opened = (await stored(ground, 'TH', 'CaseOpened')).length;
    const register = tableOf(caseRegister);
    const rows = async (): Promise<number> =>
      Number((await ground.sql<{ n: string }>('TH', `select count(*) as n from ${register}`))[0]?.n);
    await eventually('every case registered', async () => (await rows()) === opened);
  });

  it('give a share to processes that come back', async () => {
    for (const name of ['projector 3', 'bridge 3']) await start(name);
    await eventually('an even share', async () => {
      const [views, own] = [await shares('views'), await shares('own work')];
      return [views, own].every(isEven);
    });
  });
});

describe('a process that is asked to end', () => {
  /** Holds every append of Thailand's event store up until it is let go. */
  const holdAppends = async (): Promise<() => Promise<void>> => {
    const client = new pg.Client(ground.ownerUrl('TH'));
    await client.connect();
    await client.query('begin; lock table event_store.events in exclusive mode');
    return () => client.end();
  };
  const written = () =>
    ground.post(owner, '/v1/cases', { ...opening, referTo: [] }).then(({ status }) => status);
  const waitingAppends = async (): Promise<boolean> =>
    (
      await ground.sql(
        'TH',
        `select from pg_locks where not granted and relation = 'event_store.events'::regclass`,
      )
    ).length > 0;

  it('answers what is in hand, gives its work back and ends with 0 within ten seconds', async () => {
    const letGo = await holdAppends();
    const inHand = written();
    await eventually('an append that waits', waitingAppends);
    const ending = part('api').stop();
    await pause(300);
    await letGo();
    expect(await inHand).toBe(201);
    const ends = await Promise.all([ending, ...['projector 3', 'bridge 3'].map((name) => part(name).stop())]);
    expect(ends.map(({ code }) => code)).toEqual([0, 0, 0]);
    expect(Math.max(...ends.map(({ ms }) => ms))).toBeLessThan(10_000);
    expect(new Set([...(await holders('views'))]).size).toBeLessThan(2);
  });

  it('ends by force, and says so by its exit code, when it is asked twice', async () => {
    await start('api');
    await part('api').untilReady();
    ground.ask('TH', part('api'));
    const letGo = await holdAppends();
    const cut = written().catch(() => 0);
    await eventually('an append that waits', waitingAppends);
    const ends = [part('api').stop()];
    await pause(200);
    ends.push(part('api').stop());
    expect((await Promise.all(ends)).map(({ code }) => code)).toEqual([1, 1]);
    await letGo();
    expect(await cut).toBe(0);
  });
});
