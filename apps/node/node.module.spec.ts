import { describe, expect, it } from '@jest/globals';
import { Test } from '@nestjs/testing';
import { generateNodeKeys } from '#bridge';
import type { Country } from '#casework';
import type { NodeConfig } from './config.js';
import { newLife } from './life.js';
import { countryPartsOf } from './nations.js';
import { NodeModule, partsIn } from './node.module.js';
import { partsWithoutDoor, type Given } from './process-parts.js';
import type { Role } from './roles.js';

const secret = 'a'.repeat(64);
const nowhere = 'postgres://node:x@127.0.0.1:1/node';

const configWith = async (roles: readonly Role[]): Promise<NodeConfig> => {
  const { own, party } = await generateNodeKeys('2026-01-01T00:00:00.000Z');
  return {
    roles,
    http: { host: '127.0.0.1', port: 0, requestsPerMinute: 1 },
    database: { appUrl: nowhere, eventsUrl: nowhere },
    exchange: { url: nowhere },
    secrets: {
      ...{ node: secret, keyEncryption: { id: 'one', secret }, earlierKeyEncryption: [], keys: [...own] },
    },
    stampKeys: { current: { id: 'one', secret }, earlier: [], operators: [] },
    partyKeys: { TH: [...party] },
    tokens: { audience: 'homeward', issuers: [], acceptSandbox: false },
    logLevel: 'silent',
  };
};

const givenFor = async (country: Country, roles: readonly Role[]): Promise<Given> => ({
  ...{ country: countryPartsOf(country), config: await configWith(roles), life: newLife() },
});

describe('the module of a node', () => {
  it.each([
    ['TH', ['api']],
    ['MM', ['api', 'bridge']],
  ] as const)(
    'makes of %s what an api stands on, with a bridge where it has the role: %p',
    async (country, roles) => {
      const given = await givenFor(country, roles);
      const module = await Test.createTestingModule({ imports: [NodeModule.of(given)] }).compile();
      const { ground, desk, bridge } = partsIn(module);
      expect(ground.facts).toBe(given.country.facts);
      expect(desk).toBeDefined();
      expect(bridge !== undefined).toBe(roles.some((role) => role === 'bridge'));
      await Promise.allSettled([bridge?.exchange.close(), desk?.keys.close(), module.close()]);
      await ground.close();
    },
  );

  it('has the parts that a process without a door is made of by hand', async () => {
    const made = partsWithoutDoor(await givenFor('TH', ['projector', 'bridge']));
    const module = await Test.createTestingModule({
      imports: [NodeModule.of(await givenFor('TH', ['api', 'bridge']))],
    }).compile();
    const provided = partsIn(module);
    expect(Object.keys(provided).toSorted()).toEqual(Object.keys(made).toSorted());
    for (const name of ['ground', 'desk', 'bridge'] as const)
      expect(Object.keys(provided[name] ?? {})).toEqual(Object.keys(made[name] ?? {}));
    await module.close();
    for (const { ground, desk, bridge } of [made, provided]) {
      await Promise.allSettled([bridge?.exchange.close(), desk?.keys.close()]);
      await ground.close();
    }
  });
});
