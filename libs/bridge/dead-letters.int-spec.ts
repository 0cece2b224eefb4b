import { describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { messages, type MessageDefinition } from '#casework';
import { generateNodeKeys } from './crypto/keys.js';
import { sealText } from './crypto/seal.js';
import { eventually } from './exchange.contract.js';
import { betweenTwoNodes, toMyanmar, toThailand } from './spec/two-nodes.js';
import { queueDepths } from './tables/queue-depths.js';
import { writeEnvelope } from './wire/envelope.js';

const world = betweenTwoNodes();

const notice = {
  ...{ sex: 'female', ageBand: 'adult', claimedNationality: 'MM' },
  ...{ mainLanguage: 'my', locationType: 'shelter', urgency: 'normal' },
};

describe('What cannot be processed', () => {
  const reasonOf = async (send: () => Promise<void>): Promise<string | undefined> => {
    const good = await world.person();
    world.start(world.burmese);
    await send();
    await world.post(world.letter(good, 1));
    await eventually(async () => (await world.onTopic(toThailand)) > 0);
    await eventually(async () => (await world.burmese.deadLetters.count()) === 1);
    expect(await world.effectsOf(good)).toEqual(['1']);
    expect(await world.onTopic(toThailand)).toBe(1);
    expect(world.burmeseHeard()).toEqual(['CaseNotified', 'CourtOutcomeNotified']);
    return (await world.burmese.deadLetters.list())[0]?.reason;
  };
  const raw = (text: string) => world.exchange.publish(toMyanmar, randomUUID(), text);
  const sealed = async (content: unknown, ring = world.thai.ring) =>
    raw(
      writeEnvelope(
        'TH',
        randomUUID(),
        await sealText(ring, 'MM', JSON.stringify(content), new Date().toISOString()),
      ),
    );

  it('is a message signed with a key that Thailand does not have', async () => {
    const stranger = await generateNodeKeys('2010-01-01T00:00:00Z');
    const ring = {
      ...world.thai.ring,
      own: stranger.own,
      parties: { ...world.thai.ring.parties, TH: stranger.party },
    };
    expect(await reasonOf(() => sealed(world.letter(randomUUID(), 1), ring))).toBe('unknown_key');
  });

  it('is a message whose signature was made over something else', async () => {
    const key = {
      ...world.thai.ring.own[0]!,
      jwk: (await generateNodeKeys('2010-01-01T00:00:00Z')).own[0]!.jwk,
    };
    expect(
      await reasonOf(() => sealed(world.letter(randomUUID(), 1), { ...world.thai.ring, own: [key] })),
    ).toBe('bad_signature');
  });

  it('is a message signed with a revoked key', async () => {
    const revoked = await world.person();
    await world.post(world.letter(revoked, 1));
    world.burmese.ring.parties = {
      ...world.burmese.ring.parties,
      TH: world.burmese.ring.parties.TH!.map((key) => ({ ...key, revoked: true })),
    };
    world.start(world.burmese);
    await eventually(async () => (await world.burmese.deadLetters.count()) === 1);
    expect((await world.burmese.deadLetters.list())[0]?.reason).toBe('revoked_key');
    expect(await world.effectsOf(revoked)).toEqual([]);
    expect(await world.onTopic(toThailand)).toBe(0);
  });

  it.each([
    ['of an unknown version', { wireVersion: 3 }, 'unknown_version'],
    ['of an unknown kind', { kind: 'Unheard' }, 'unknown_kind'],
    ['of a kind that every object knows', { kind: 'constructor' }, 'malformed_message'],
    ['for another country', { to: 'KH' }, 'not_for_us'],
    ['in the name of another country', { from: 'KH' }, 'wrong_sender'],
    ['with an unknown field', { extra: true }, 'malformed_message'],
    ['with a purpose that no node has', { purpose: 'adoption' }, 'unknown_purpose'],
    ['with a field group that no node has', { groups: ['horoscope'] }, 'unknown_group'],
    ['with a payload of another form', { payload: { court: 1 } }, 'malformed_payload'],
    ['with a case of ours that does not exist', { yourRef: randomUUID() }, 'unknown_reference'],
    ['from before its key', { sentAt: '2001-01-01T00:00:00Z' }, 'key_not_in_use'],
    ['with an id in capitals', { messageId: randomUUID().toUpperCase() }, 'malformed_message'],
  ])('is a message %s', async (_name, change, reason) => {
    expect(await reasonOf(() => sealed(world.letter(randomUUID(), 1, change)))).toBe(reason);
  });

  it.each([
    ['no JSON', 'certainly not'],
    ['no envelope', '{"type":"homeward.message"}'],
  ])('is %s', async (_name, text) => {
    expect(await reasonOf(() => raw(text))).toBe('malformed_envelope');
  });

  it('is a receipt for a message that was never sent', async () => {
    const { messageId, caseRef, sentAt } = world.letter(randomUUID(), 1);
    const receipt = {
      wireVersion: 1,
      form: 'receipt',
      from: 'TH',
      to: 'MM',
      receiptId: messageId,
      messageId,
    };
    expect(await reasonOf(() => sealed({ ...receipt, yourRef: caseRef, sentAt, outcome: 'received' }))).toBe(
      'unknown_reference',
    );
  });

  it('is kept whatever stands in its key and its headers, which nobody has signed', async () => {
    const record = {
      topic: toMyanmar,
      key: 'a\0b',
      headers: { 'c\0': 'd\0' },
      message: Buffer.from('not ours\0'),
      position: '1',
    };
    const seen = { ...record, key: 'a\ufffdb', headers: { 'c\ufffd': 'd\ufffd' } };
    await world.burmese.deadLetters.keep(record, 'malformed_envelope');
    expect((await world.burmese.deadLetters.list())[0]?.record).toMatchObject({
      ...seen,
      position: 'dead letter',
    });
    const caseId = randomUUID();
    const place = { sender: 'TH', messageId: randomUUID(), caseId, sequence: 1, overtakes: false };
    await world.burmese.parkedMessages.park({ ...place, record }, 'gap', 0);
    expect(await world.burmese.parkedMessages.ofCase(caseId, 'TH')).toMatchObject([
      { ...place, record: { ...seen, position: 'parked' } },
    ]);
  });

  it('is destroyed with the person of its case, here or where it came from, and so is what waits; another case keeps its own', async () => {
    const { burmese } = world;
    const bad = { kind: 'Unheard' };
    const erasedHere = await world.person();
    const erasedThere = await world.person();
    const kept = await world.person();
    world.start(burmese);
    for (const thaiCase of [erasedHere, erasedThere, kept]) {
      await world.post(world.letter(thaiCase, 2));
      await world.post(world.letter(thaiCase, 1, bad));
    }
    await eventually(async () => (await burmese.deadLetters.count()) === 3);
    await eventually(async () => (await burmese.parkedMessages.count()) === 3);
    await burmese.desk.erase(world.burmeseCaseOf(erasedHere));
    const payload = { ground: 'person_request', messages: [] };
    await world.post(world.letter(erasedThere, 3, { kind: 'ErasureRequested', payload }));
    await eventually(async () => (await burmese.deadLetters.count()) === 1);
    await eventually(async () => (await burmese.parkedMessages.count()) === 1);
    expect(await burmese.parkedMessages.ofCase(world.burmeseCaseOf(kept), 'TH')).toHaveLength(1);
  });

  it('is kept no longer than stated', async () => {
    const { burmese } = world;
    const record = { topic: toMyanmar, key: 'a', headers: {}, message: Buffer.from('x'), position: '1' };
    await burmese.deadLetters.keep(record, 'malformed_envelope');
    await burmese.database.query(`update bridge.dead_letter set keep_until = now() - interval '1 second'`);
    world.start(burmese);
    await eventually(async () => (await burmese.deadLetters.count()) === 0);
  });

  it('is not a message with a number far beyond the last: it waits for those before, and holds up no other case', async () => {
    const [far, near] = [await world.person(), await world.person()];
    world.start(world.burmese);
    await world.post(world.letter(far, 1, { sequence: Number.MAX_SAFE_INTEGER }));
    await world.post(world.letter(near, 1));
    await eventually(async () => (await world.burmese.parkedMessages.count()) === 1);
    await eventually(async () => (await world.effectsOf(near)).length === 1);
    expect(await world.burmese.deadLetters.count()).toBe(0);
  });

  it('is not a message whose text is in dispute: it waits, and is taken by itself once both hold the same', async () => {
    const { law } = world.burmese.desk;
    const thaiCase = await world.person();
    const agreed = law.instruments;
    law.instruments = agreed.map((each) => ({ ...each, clauses: [], disputedWith: ['TH'] }));
    world.start(world.burmese);
    await world.post(world.letter(thaiCase, 1));
    await world.post(world.letter(thaiCase, 2));
    await eventually(async () => (await world.burmese.parkedMessages.count()) === 2);
    expect(world.burmese.counted).toContain('inbound_parked disputed');
    expect(await world.onTopic(toThailand)).toBe(0);
    law.instruments = agreed;
    await eventually(async () => (await world.burmese.parkedMessages.count()) === 0);
    expect(await world.effectsOf(thaiCase)).toEqual(['1', '2']);
    expect(await world.burmese.deadLetters.count()).toBe(0);
  });

  const { CaseNotified } = messages;
  /** The notice as a version of before knew it: with other forms of some fields, and without the others. */
  const before = (shape: z.ZodRawShape, without = ''): MessageDefinition => ({
    ...CaseNotified,
    schema: z.strictObject({
      ...Object.fromEntries(
        Object.entries(CaseNotified.fields).flatMap(([name, { schema }]) =>
          name === without ? [] : [[name, schema]],
        ),
      ),
      ...shape,
    }),
  });

  it.each<[string, string, () => () => void]>([
    ['a kind', 'unknown_kind', () => older(undefined)],
    ['a country', 'unknown_state', () => older(before({ claimedNationality: z.enum(['TH', 'LA']) }))],
    ['a word', 'unknown_word', () => older(before({ locationType: z.enum(['police', 'embassy']) }))],
    ['a field', 'unknown_field', () => older(before({}, 'urgency'))],
    ['an instrument', 'unknown_instrument', () => withoutInstruments()],
  ])(
    'is %s that this node learns by an upgrade: it parks its case alone, and has effect once when it is taken again',
    async (_what, reason, asBefore) => {
      const { burmese } = world;
      const [thaiCase, other] = [await world.person(), await world.person()];
      world.start(burmese);
      await world.post(world.letter(other, 1));
      await eventually(async () => (await world.effectsOf(other)).length === 1);
      const upgrade = asBefore();
      const first = world.letter(thaiCase, 1, { kind: 'CaseNotified', payload: notice });
      await world.post(first);
      await world.post(world.letter(thaiCase, 2));
      await eventually(async () => (await burmese.parkedMessages.count()) === 1);
      const [dead] = await burmese.deadLetters.list();
      expect(dead?.reason).toBe(reason);
      expect(burmese.counted).toContain(`dead_lettered ${reason}`);
      expect(await burmese.inward.retake(dead!.id)).toEqual({ taken: false, reason });
      expect(await world.effectsOf(thaiCase)).toEqual([]);
      upgrade();
      await world.post(world.letter(other, 2));
      await eventually(async () => (await world.effectsOf(other)).length === 2);
      expect(await burmese.inward.retake(dead!.id)).toEqual({ taken: true });
      await world.post(first);
      await world.post(world.letter(other, 3));
      await eventually(async () => (await world.effectsOf(other)).length === 3);
      expect(await world.effectsOf(thaiCase)).toEqual(['CaseNotified', '2']);
      expect(await queueDepths(burmese.database)).toMatchObject({ parkedMessages: 0, deadLetters: 0 });
    },
  );

  /** The node as a version of before, until it is upgraded. */
  const older = (definition: MessageDefinition | undefined) => {
    const { catalogue } = world.burmese;
    if (definition) catalogue['CaseNotified'] = definition;
    else delete catalogue['CaseNotified'];
    return () => {
      catalogue['CaseNotified'] = CaseNotified;
    };
  };

  const withoutInstruments = () => {
    const { law } = world.burmese.desk;
    const { instruments } = law;
    law.instruments = [];
    return () => {
      law.instruments = instruments;
    };
  };

  it('can be taken again after a fix, and what waited behind it follows', async () => {
    const thaiCase = await world.person();
    world.start(world.burmese);
    const { catalogue } = world.burmese;
    delete catalogue['CaseNotified'];
    await world.post(world.letter(thaiCase, 1, { kind: 'CaseNotified', payload: notice }));
    await world.post(world.letter(thaiCase, 2));
    await eventually(async () => (await world.burmese.parkedMessages.count()) === 1);
    const [dead] = await world.burmese.deadLetters.list();
    expect(await world.burmese.inward.retake(dead!.id)).toEqual({ taken: false, reason: 'unknown_kind' });
    catalogue['CaseNotified'] = messages.CaseNotified;
    expect(await world.burmese.inward.retake(dead!.id)).toEqual({ taken: true });
    expect(await world.effectsOf(thaiCase)).toEqual(['CaseNotified', '2']);
    expect(await queueDepths(world.burmese.database)).toMatchObject({ parkedMessages: 0, deadLetters: 0 });
    expect(await world.burmese.inward.retake(randomUUID())).toEqual({
      taken: false,
      reason: 'unknown_letter',
    });
  });
});
