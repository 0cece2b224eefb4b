import { describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { generateNodeKeys } from './crypto/keys.js';
import { sealText, type Keyring } from './crypto/seal.js';
import { eventually } from './exchange.contract.js';
import { partnersKnown } from './hearing.js';
import { blindConsent } from './reference.js';
import type { CountryNode } from './spec/country-node.js';
import { toMyanmar, toThailand, type TwoNodes } from './spec/two-nodes.js';
import { announcementTopicOf } from './topics.js';
import { writeEnvelope } from './wire/envelope.js';
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

  /** One node says what it takes, and the other hears it. */
  const announce = async (of: CountryNode, to: CountryNode): Promise<void> => {
    const heard = () => to.counted.filter((what) => what === 'announcement_heard').length;
    const before = heard();
    const stop = new AbortController();
    const hearing = to.hear(stop.signal);
    await of.announcer.sayWhatIsDue();
    await eventually(() => heard() > before);
    stop.abort();
    await hearing;
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

    it('is in the first until the other says that it reads the second, and again where it reads the first alone', async () => {
      const thaiCase = await world.person();
      world.start(world.thai, world.burmese);
      const versionOf = async (news: string): Promise<WireVersion> => {
        await world.thai.desk.tell(thaiCase, 'MM', news);
        await eventually(async () => (await world.effectsOf(thaiCase)).includes(news));
        const last = (await received(thaiCase)).at(-1);
        return last?.correlation === undefined ? 1 : 2;
      };
      expect(await versionOf('before')).toBe(1);
      await announce(world.burmese, world.thai);
      expect(await versionOf('after')).toBe(2);
      world.burmese.writes.known = [1];
      await announce(world.burmese, world.thai);
      expect(await versionOf('rolled back')).toBe(1);
      expect(await world.burmese.deadLetters.count()).toBe(0);
      await eventually(() => world.receipted(thaiCase, 3));
    });

    it('has effect once where it is sent again in the second', firstIs(1, 2));
    it('has effect once where it is sent again in the first', firstIs(2, 1));
  });

  describe('What a node says that it takes', () => {
    const said = (last: CountryNode) => last.partners.announced('MM');
    const listed = async () => (await world.thai.announcements.heard()).map(({ number }) => number);

    it('decides what may be sent there, at the decision and again at the release', async () => {
      const [told, waiting] = [await world.person(), await world.person()];
      await announce(world.burmese, world.thai);
      expect(said(world.thai)?.instruments).toMatchObject([{ code: 'SAMPLE', version: '1' }]);
      await world.thai.desk.tell(waiting, 'MM', 'approved while it was taken');
      delete world.burmese.catalogue['CourtOutcomeNotified'];
      await announce(world.burmese, world.thai);
      world.start(world.thai, world.burmese);
      await expect(world.thai.desk.tell(told, 'MM', 'not taken')).rejects.toThrow('kind_not_taken');
      const lastOf = async (caseId: string) => (await world.thai.desk.fileOf(caseId)).disclosure.own.at(-1);
      await eventually(async () => (await lastOf(waiting))?.status === 'withheld');
      expect(await world.onTopic(toMyanmar)).toBe(0);
      expect(await world.burmese.deadLetters.count()).toBe(0);
    });

    it('counts in the order in which it was said, and not again where somebody repeats it', async () => {
      await announce(world.burmese, world.thai);
      world.burmese.writes.known = [1];
      await announce(world.burmese, world.thai);
      const numbers = await listed();
      const stop = new AbortController();
      const again = world.thai.hear(stop.signal);
      const place = announcementTopicOf('MM', 'TH');
      const [first] = await world.keptOn(place);
      await world.burmeseExchange.publish(place, 'again', first ?? '');
      await eventually(() => world.thai.counted.includes('announcement_refused earlier'));
      stop.abort();
      await again;
      expect(await listed()).toEqual(numbers);
      expect(said(world.thai)?.wireVersions).toEqual([1]);
    });

    it('is dropped where it is not signed by whom it speaks of, or addressed to another, and heard beside it', async () => {
      const stop = new AbortController();
      const heard = world.thai.hear(stop.signal);
      const place = announcementTopicOf('MM', 'TH');
      const now = new Date().toISOString();
      const one = {
        form: 'announcement',
        from: 'MM',
        to: 'TH',
        number: 1,
        sentAt: now,
        wireVersions: [1, 2],
      };
      const sealed = (ring: Keyring, change: object) =>
        sealText(ring, 'TH', JSON.stringify({ ...one, instruments: [], ...change }), now);
      const letters = [
        [await sealed(world.thai.ring, {}), 'unknown_key'],
        [await sealed(world.burmese.ring, { from: 'KH' }), 'wrong_sender'],
        [await sealed(world.burmese.ring, { to: 'KH' }), 'not_for_us'],
        [await sealed(world.burmese.ring, { wireVersions: [] }), 'malformed_announcement'],
        [await sealed(world.burmese.ring, { sentAt: '2001-01-01T00:00:00Z' }), 'key_not_in_use'],
        ['no seal', 'bad_seal'],
      ] as const;
      for (const [text] of letters)
        await world.burmeseExchange.publish(place, 'k', writeEnvelope('MM', randomUUID(), text));
      await world.burmeseExchange.publish(place, 'k', 'no envelope');
      await world.burmese.announcer.sayWhatIsDue();
      await eventually(() => world.thai.counted.includes('announcement_heard'));
      stop.abort();
      await heard;
      const refused = [...letters.map(([, reason]) => reason), 'malformed_envelope'];
      for (const reason of refused) expect(world.thai.counted).toContain(`announcement_refused ${reason}`);
      expect(await listed()).toHaveLength(1);
      expect(await world.thai.deadLetters.count()).toBe(0);
    });

    it('holds for a while after it was said last, and then the node is one that says nothing', async () => {
      await announce(world.burmese, world.thai);
      const late = partnersKnown(world.thai.announcements, { holdsFor: -1 });
      await late.refresh();
      expect(late.announced('MM')).toBeUndefined();
      expect(late.saidLast('MM')).toEqual(said(world.thai));
    });

    it('counts no more once the key that signed it is revoked, and what is said under another counts at once', async () => {
      await announce(world.burmese, world.thai);
      const parties = world.thai.ring.parties;
      const stolen = parties.MM ?? [];
      const next = await generateNodeKeys('2010-01-01T00:00:00.000Z');
      const MM = [...stolen.map((key) => ({ ...key, revoked: key.use === 'sig' })), ...next.party];
      world.thai.ring.parties = { ...parties, MM };
      // Who stole the key said a number that the node itself reaches tomorrow.
      await world.thai.database.query(`update bridge.heard_announcement set number = number + 80000000`);
      const stop = new AbortController();
      const hearing = world.thai.hear(stop.signal);
      await eventually(() => said(world.thai) === undefined);
      expect(world.thai.partners.saidLast('MM')).toBeUndefined();
      stop.abort();
      await hearing;
      world.burmese.ring.own = [...world.burmese.ring.own, ...next.own];
      world.burmese.ring.parties = { ...world.burmese.ring.parties, MM };
      world.burmese.writes.known = [1];
      await announce(world.burmese, world.thai);
      expect(said(world.thai)?.wireVersions).toEqual([1]);
    });

    it('is on a topic of its own, so that a node of before hears nothing of it', async () => {
      const thaiCase = await world.person();
      await world.thai.announcer.sayWhatIsDue();
      world.start(world.burmese);
      await world.post(world.letter(thaiCase, 1));
      await eventually(async () => (await world.effectsOf(thaiCase)).length === 1);
      expect(await world.burmese.deadLetters.count()).toBe(0);
      expect(await world.onTopic(announcementTopicOf('TH', 'MM'))).toBe(1);
    });
  });
};
