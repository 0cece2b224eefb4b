import { describe, expect, it } from '@jest/globals';
import type { Actor, CaseCommand, Sex } from '#casework';
import { sampleActor, sampleContext, sampleFacts } from '../casework/spec/sample.js';
import { movableClock } from './clock.js';
import { commandIdAfter, idsOf } from './command-id.js';
import { deskOf } from './desk.js';
import { memoryStore } from '../../test/doubles/memory-store.js';
import { memoryKeyRing } from '../../test/doubles/memory-key-ring.js';

const caseId = '4f6a1c2e-9b3d-4c5f-8a7e-1d2c3b4a5f60';
const caseWorker = sampleActor('focal');
const shelter = sampleActor('welfare', 'officer-5');

describe('a refusal that left a record', () => {
  it('is a refusal again when its command is repeated, and records nothing more', async () => {
    const store = memoryStore();
    let admitted: Sex = 'female';
    const facts: typeof sampleFacts = (country) => {
      const sample = sampleFacts(country);
      const shelters = sample.shelters.map((one) => ({
        ...one,
        admits: { ...one.admits, sexes: [admitted] },
      }));
      return { ...sample, shelters };
    };
    const { cases } = deskOf({
      country: 'TH',
      store,
      keys: memoryKeyRing(),
      clock: movableClock('2013-06-03T04:00:00Z'),
      facts,
      channelTo: () => 'node',
      instruments: () => [],
      referenceFor: sampleContext().referenceFor,
      largestPayload: sampleContext().largestPayload,
      exchangeKeepsDays: sampleContext().exchangeKeepsDays,
      policy: sampleContext().policy,
      bodySecret: 'secret',
      eventSecret: 'events',
    });
    const give = (actor: Actor, key: string, command: CaseCommand) =>
      cases.carryOut({ id: caseId, command, actor, commandId: commandIdAfter(key, 'command') });
    const stayId = idsOf(commandIdAfter('refer', 'command'))('stay');
    await give(caseWorker, 'open', {
      type: 'OpenCase',
      body: { channel: 'raid', sex: 'female', ageBand: 'adult', mainLanguage: 'my', urgency: 'normal' },
    });
    await give(caseWorker, 'refer', {
      type: 'ReferToShelter',
      body: { shelterCode: 'sh-women', withFamily: false },
    });
    await give(shelter, 'offer', { type: 'OfferAdmission', body: { stayId } });
    await give(shelter, 'consent', { type: 'ConsentToStay', body: { stayId } });
    admitted = 'male';

    const admit: CaseCommand = { type: 'AdmitToShelter', body: { stayId } };
    const first = await give(shelter, 'admit', admit);
    expect(first).toMatchObject({ kind: 'refused', refusal: { code: 'not_admitted_here' } });
    const recorded = store.all.length;
    expect(store.all.slice(-2).map(({ type }) => type)).toEqual(['AdmissionDenied', 'AgencyReleased']);
    expect(await give(shelter, 'admit', admit)).toMatchObject({
      kind: 'refused',
      refusal: { code: 'not_admitted_here' },
    });
    expect(store.all).toHaveLength(recorded);
  });
});
