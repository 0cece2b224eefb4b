import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { startGround, type Ground } from '../processes/ground.js';
import type { NodeProcess } from '../processes/process.js';
import { datip, eventually, notify, openToMyanmar, releasedOf, receivedThere, receiptsOf } from './border.js';
import { done, owner, Page, stepOf, nameOf } from './steps.js';

jest.setTimeout(60_000);

let ground: Ground;
const thai: Record<string, NodeProcess> = {};
const part = (name: string): NodeProcess => {
  const found = thai[name];
  if (!found) throw new Error(`${name} was not started`);
  return found;
};

interface Held extends Record<string, unknown> {
  readonly name: string;
  readonly holder: string;
}
const leases = (): Promise<Held[]> =>
  ground.sql<Held>(
    'TH',
    'select name, holder from following.leases where expires > clock_timestamp() order by name',
  );
const ofViews = ({ name }: Held): boolean => name.includes('.');
const holdersOf = (held: readonly Held[]): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const { holder } of held) counts.set(holder, (counts.get(holder) ?? 0) + 1);
  return counts;
};

beforeAll(async () => {
  ground = await startGround();
}, 60_000);
afterAll(() => ground?.stop(), 30_000);

describe('processes that start before anything is installed', () => {
  it('answer that they live and what they wait for, and serve once two installations at once are done', async () => {
    for (const [roles, name] of [
      ['api', 'api'],
      ['projector', 'projector 1'],
      ['projector', 'projector 2'],
      ['bridge', 'bridge 1'],
      ['bridge', 'bridge 2'],
    ] as const)
      thai[name] = await ground.start('TH', roles, name);
    for (const process of Object.values(thai)) {
      expect((await fetch(`${process.url}/health/live`)).status).toBe(200);
      const { status, parts } = await process.ready();
      expect(status).toBe(503);
      expect(parts['node']).toEqual({ ok: false, detail: 'waits for the database' });
    }
    const migrations = await Promise.all([ground.migrate('TH'), ground.migrate('TH'), ground.migrate('MM')]);
    expect(migrations.map(({ code, said }) => (code === 0 ? 0 : said))).toEqual([0, 0, 0]);
    for (const process of Object.values(thai)) await process.untilReady();
    expect(part('bridge 1').said()).toContain('waiting for the database');
    const burmese = await ground.start('MM', 'api,projector,bridge');
    await burmese.untilReady();
    ground.ask('TH', part('api'));
    ground.ask('MM', burmese);
  });
});
