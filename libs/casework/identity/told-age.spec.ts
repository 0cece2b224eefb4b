import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { NewCaseEvent } from '../catalogue.js';
import type { CaseFile } from '../file.js';
import { inbound, inMyanmar, notice } from '../spec/crossing.js';
import { given, type Outcome } from '../spec/given.js';
import { caseOpened, openToMyanmar, screenedFor } from '../spec/histories.js';
import { consentsTo, id, sampleFacts } from '../spec/sample.js';
import { sentMessage } from '../spec/sent.js';
import { isChild } from './childhood.js';

const day = '2013-06-03';
const notified = sentMessage('CaseNotified', {
  payload: { ageBand: 'adult' },
  groups: ['reference', 'profile'],
  released: 1,
});
const childHere = (file: CaseFile, country: 'TH' | 'MM' = 'TH') => isChild(file, sampleFacts(country), day);

/** Messages of a decision that tell Myanmar of a child. */
const told = (events: readonly NewCaseEvent[]) =>
  events.flatMap((event) =>
    event.type === 'MessageApproved' && event.data.kind === 'TreatAsChild' ? [event.data] : [],
  );
const timesTold = ({ disclosure }: CaseFile): number =>
  disclosure.own.filter(({ kind, status }) => kind === 'TreatAsChild' && status !== 'withheld').length;

type Step = (world: Outcome) => Outcome;
const lastEntry = ({ file }: Outcome): string | undefined =>
  file.history.findLast(({ type }) =>
    ['AgeVerified', 'BirthDateClaimed', 'AgeBandSet', 'AgePresumedMinor'].includes(type),
  )?.meta.eventId;

/** Everything that can change the age that the own rules go by. */
const steps: readonly Step[] = [
  (world) => world.when('VerifyAge', { result: 'child', years: 15 }),
  (world) => world.when('VerifyAge', { result: 'adult', years: 25 }),
  (world) => world.when('VerifyAge', { result: 'inconclusive' }),
  (world) => world.when('VerifyAge', { result: 'child', occurredAt: '2013-05-01T04:00:00.000Z' }),
  (world) => world.when('RequestAgeVerification', { method: 'documents_first' }),
  (world) => world.when('PresumeMinor', {}),
  (world) => world.when('SetAgeBand', { ageBand: 'child', source: 'person' }),
  (world) => world.when('SetAgeBand', { ageBand: 'adult', source: 'person' }),
  ...['1985-01-02', '1999-01-02'].map(
    (date): Step =>
      (world) =>
        world.when('RecordBirthDate', {
          source: 'document',
          confidence: 'medium',
          calendar: 'gregorian',
          date,
        }),
  ),
  (world) => {
    const claim = world.file.identity.birthDates.find(({ corrected }) => corrected === undefined);
    return claim ? world.when('CorrectClaim', { claimId: claim.claimId, reason: 'mistaken' }) : world;
  },
  (world) => {
    const entryId = lastEntry(world);
    return entryId ? world.when('TakeBackEntry', { entryId, mistake: 'wrong_entry' }) : world;
  },
];

const start = (): Outcome => given(...openToMyanmar, ...notified).when('RecordSpecialNeeds', { needs: [] });

describe('a country that was told an adult', () => {
  it('learns of a child whichever entry made one of her, and once', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...steps), { minLength: 1, maxLength: 7 }), (taken) => {
        let world = start();
        let child = false;
        for (const step of taken) {
          world = step(world);
          child ||= childHere(world.file);
          expect(timesTold(world.file)).toBe(child ? 1 : 0);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('learns it though the consent of the adult no longer counts, with the message that it corrects', () => {
    const verified = start().when('VerifyAge', { result: 'child', years: 15 });
    expect(told(verified.decision.events)).toMatchObject([
      { to: 'MM', consents: [], payload: { corrected: id('CaseNotified'), ageBand: 'child' } },
    ]);
  });

  it('learns nothing any more where contact with it is barred or nothing was told', () => {
    const feared = [caseOpened, screenedFor('fears_state'), ...consentsTo('MM'), ...notified];
    for (const history of [feared, openToMyanmar])
      expect(
        told(given(...history).when('VerifyAge', { result: 'child', years: 15 }).decision.events),
      ).toEqual([]);
  });

  it('treats her as a child from then on, though it has not heard all that was sent before', () => {
    const payload = { corrected: id('notice'), ageBand: 'child' };
    const here = inMyanmar();
    const opened = given().when('ReceiveMessage', inbound('CaseNotified', notice), here);
    expect(childHere(opened.file, 'MM')).toBe(false);
    const { file } = opened.when('ReceiveMessage', inbound('TreatAsChild', payload, { sequence: 3 }), here);
    expect(childHere(file, 'MM')).toBe(true);
  });
});
