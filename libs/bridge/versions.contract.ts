import { describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { eventually } from './exchange.contract.js';
import { blindConsent } from './reference.js';
import { toThailand, type TwoNodes } from './spec/two-nodes.js';
import type { WireVersion } from './wire/message.js';

/** What two bridges do while each learns which version of the wire the other reads. */
export const versionsContract = (world: TwoNodes): void => {
  const received = async (thaiCase: string) =>
    (await world.burmese.desk.fileOf(world.burmeseCaseOf(thaiCase))).disclosure.theirs;
  const firstIs = (version: WireVersion, then: WireVersion) => async () => {
    const thaiCase = await world.person();
    world.thai.writes.version = version;
    world.losing(toThailand, true);
    world.start(world.burmese);
    world.startEach(world.thai.inward, world.thai.outward(undefined, 100));
    await world.thai.desk.tell(thaiCase, 'MM', 'once');
    await eventually(async () => (await world.effectsOf(thaiCase)).length === 1);
    world.thai.writes.version = then;
    world.losing(toThailand, false);
    await eventually(() => world.receipted(thaiCase));
    expect(await world.effectsOf(thaiCase)).toEqual(['once']);
    expect(await world.receiptsOf(thaiCase)).toEqual(['received']);
    expect(await world.burmese.deadLetters.count()).toBe(0);
  };

  describe('A message in one version of the wire or another', () => {
    it('tells in the second what belongs together, in which offices and on which consents', async () => {
      world.thai.writes.version = 2;
      world.burmese.writes.version = 2;
      world.start(world.thai, world.burmese);
      const thaiCase = randomUUID();
      const burmeseCase = world.burmeseCaseOf(thaiCase);
      await world.thai.desk.open(thaiCase);
      const first = await world.thai.desk.notify(thaiCase, 'MM');
      await eventually(async () => (await world.thai.desk.receipts(thaiCase)).length === 1);
      const { consents } = (await world.thai.desk.fileOf(thaiCase)).consent;
      const referred = consents.map(({ consentId }) => blindConsent(world.thai.secret, 'MM', consentId));
      expect(await received(thaiCase)).toMatchObject([{ correlation: first, consents: referred }]);
      const [told] = world.burmese.store.all.filter(({ type }) => type === 'MessageReceived');
      expect(told?.open).toMatchObject({ language: 'zxx', offices: { from: 'focal', to: 'focal' } });
      await world.burmese.desk.give(burmeseCase, {
        type: 'AcknowledgeCase',
        body: { country: 'TH', focalPerson: 'officer-1' },
      });
      await eventually(async () => (await world.burmese.desk.receipts(burmeseCase)).length === 1);
      const { theirs } = (await world.thai.desk.fileOf(thaiCase)).disclosure;
      expect(theirs).toMatchObject([{ kind: 'CaseAcknowledged', correlation: first }]);
    });

    it('keeps the order of its case while versions change', async () => {
      const thaiCase = await world.person();
      world.start(world.thai, world.burmese);
      const versions: readonly WireVersion[] = [1, 2, 2, 1, 2];
      for (const [index, version] of versions.entries()) {
        world.thai.writes.version = version;
        await world.thai.desk.tell(thaiCase, 'MM', `${index + 1}`);
      }
      await eventually(() => world.receipted(thaiCase, versions.length));
      expect(await world.effectsOf(thaiCase)).toEqual(versions.map((_version, index) => `${index + 1}`));
    });

    it('has effect once where it is sent again in the second', firstIs(1, 2));
    it('has effect once where it is sent again in the first', firstIs(2, 1));
  });
};
