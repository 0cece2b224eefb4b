import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { BodyOf, CaseCommand, NewCaseEvent } from '../records/catalogue.js';
import { tellings as everythingTold } from '../consent/commands.js';
import type { CaseFile } from '../records/file.js';
import { inbound, overThere, notice } from '../spec/crossing.js';
import { given, type Outcome } from '../spec/given.js';
import { screened } from '../spec/identifying.js';
import {
  caseOpened,
  linkedWithThere,
  openedWith,
  openToThere,
  screenedFor,
  untoldThere,
} from '../spec/histories.js';
import { consentsTo, id, sampleFacts } from '../spec/sample.js';
import { sentMessage } from '../spec/sent.js';
import { twoNodes, type TwoNodes } from '../spec/two-nodes.js';
import { isChild } from '../identity/questions/childhood.js';
import { Here, There } from '../spec/lands.js';

const day = '2013-06-03';
const notified = sentMessage('CaseNotified', {
  payload: { ageBand: 'adult' },
  groups: ['reference', 'profile'],
  released: 1,
});
const childHere = (file: CaseFile, country: Here | There = Here) => isChild(file, sampleFacts(country), day);

/** Messages of a decision that tell There of a child. */
const told = (events: readonly NewCaseEvent[]) =>
  events.flatMap((event) =>
    event.type === 'MessageApproved' && event.data.kind === 'TreatAsChild' ? [event.data] : [],
  );
/** What There was told of the age, oldest first. */
const tellings = ({ disclosure }: CaseFile) =>
  disclosure.own.flatMap(({ status, payload }) =>
    status !== 'withheld' && payload?.['ageBand'] !== undefined ? [payload['ageBand']] : [],
  );

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

const start = (): Outcome => given(...openToThere, ...notified).when('RecordSpecialNeeds', { needs: [] });

describe('a country that was told an adult', () => {
  it('learns of a child whichever entry made one of her, and once', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...steps), { minLength: 1, maxLength: 7 }), (taken) => {
        let world = start();
        for (const step of taken) {
          world = step(world);
          const said = tellings(world.file);
          if (childHere(world.file)) expect(said.at(-1)).toBe('child');
          expect(said.some((band, index) => band === said[index + 1])).toBe(false);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('learns it though the consent of the adult no longer counts, with the message that it corrects', () => {
    const verified = start().when('VerifyAge', { result: 'child', years: 15 });
    expect(told(verified.decision.events)).toMatchObject([
      { to: There, consents: [], payload: { corrected: id('CaseNotified'), ageBand: 'child' } },
    ]);
  });

  it('learns nothing any more where contact with it is barred or nothing was told', () => {
    const feared = [caseOpened, screenedFor('fears_state'), ...consentsTo(There), ...notified];
    for (const history of [feared, openToThere])
      expect(
        told(given(...history).when('VerifyAge', { result: 'child', years: 15 }).decision.events),
      ).toEqual([]);
  });

  it('treats her as a child from then on, though it has not heard all that was sent before', () => {
    const payload = { corrected: id('notice'), ageBand: 'child' };
    const here = overThere();
    const opened = given().when('ReceiveMessage', inbound('CaseNotified', notice), here);
    expect(childHere(opened.file, There)).toBe(false);
    const { file } = opened.when('ReceiveMessage', inbound('TreatAsChild', payload, { sequence: 3 }), here);
    expect(childHere(file, There)).toBe(true);
  });
});

/** A girl of whom There was told as a child. */
const toldChild: readonly NewCaseEvent[] = [
  ...[openedWith('child'), screenedFor('no_fear'), ...consentsTo(There), linkedWithThere],
  ...sentMessage('CaseNotified', {
    payload: { ageBand: 'child' },
    groups: ['reference', 'profile'],
    released: 1,
  }),
];

describe('two countries that share a case', () => {
  const notified = () => {
    const nodes = twoNodes([...untoldThere, screened], sampleFacts);
    nodes.give({
      ...{ country: Here, agency: 'focal' },
      command: { type: 'NotifyCountry', body: { country: There, locationType: 'shelter' } },
    });
    nodes.settle();
    return nodes;
  };
  const give = (nodes: TwoNodes, country: Here | There, command: CaseCommand) =>
    nodes.give({ country, agency: 'focal', command });
  const verified = (result: 'adult' | 'child', years: number): CaseCommand => ({
    type: 'VerifyAge',
    body: { result, years },
  });
  const childOn = (nodes: TwoNodes) => [childHere(nodes.file(Here)), childHere(nodes.file(There), There)];
  const findings = [
    verified('adult', 25),
    verified('child', 15),
    { type: 'PresumeMinor', body: {} },
  ] as const;

  it('are of one mind about who is a child in the end, whatever was found in which order and crossed how', () => {
    const aFinding = fc.record({
      finding: fc.constantFrom<CaseCommand>(...findings),
      crosses: fc.constantFrom('arrives', 'sets out', 'waits'),
    });
    fc.assert(
      fc.property(fc.array(aFinding, { minLength: 1, maxLength: 6 }), (taken) => {
        const nodes = notified();
        for (const { finding, crosses } of taken) {
          give(nodes, Here, finding);
          if (crosses !== 'waits') nodes.post(Here);
          if (crosses === 'arrives') while (nodes.arrive(Here));
        }
        nodes.post(Here);
        while (nodes.arrive(Here));
        nodes.settle();
        const [here, there] = childOn(nodes);
        expect(there).toBe(here);
      }),
      { numRuns: 40 },
    );
  });

  it('both treat as a child whom the country that receives found to be one', () => {
    const nodes = notified();
    expect(childOn(nodes)).toEqual([false, false]);
    give(nodes, There, verified('child', 15));
    nodes.settle();
    expect(childOn(nodes)).toEqual([true, true]);
  });

  it('do not let a correction that comes late make an adult of whom a later word made a child', () => {
    const here = overThere();
    const corrected = inbound('CaseNotified', notice).messageId;
    const opened = given().when('ReceiveMessage', inbound('CaseNotified', notice), here);
    const adult = inbound('CorrectionSent', { corrected, ageBand: 'adult' }, { sequence: 2 });
    const child = inbound('TreatAsChild', { corrected, ageBand: 'child' }, { sequence: 3 });
    const { file } = opened.when('ReceiveMessage', child, here).when('ReceiveMessage', adult, here);
    expect(childHere(file, There)).toBe(true);
    const inOrder = opened.when('ReceiveMessage', adult, here).when('ReceiveMessage', child, here);
    expect(childHere(inOrder.file, There)).toBe(true);
  });

  it('both wait for her own consent before she is an adult to the other, and for more than what somebody claims', () => {
    const nodes = notified();
    give(nodes, Here, verified('child', 15));
    nodes.settle();
    const consentId = nodes
      .file(Here)
      .consent.consents.find(({ purpose }) => purpose === 'return')?.consentId;
    give(nodes, Here, { type: 'WithdrawConsent', body: { consentId: consentId! } });
    give(nodes, Here, verified('adult', 25));
    nodes.settle();
    expect(childOn(nodes)).toEqual([false, true]);
  });

  it('do not let an unconfirmed claim make an adult of her in the other', () => {
    const world = given(...toldChild);
    const paper = {
      source: 'document',
      confidence: 'medium',
      calendar: 'gregorian',
      date: '1985-01-02',
    } as const;
    const adult = world.when('RecordBirthDate', paper);
    expect(childHere(adult.file)).toBe(false);
    expect(tellings(adult.file)).toEqual(['child']);
    const found = adult.when('VerifyAge', { result: 'adult', years: 28 });
    expect(tellings(found.file)).toEqual(['child', 'adult']);
  });

  it('tell a birthday with the consent that she then gives herself', () => {
    const born = {
      source: 'document',
      confidence: 'high',
      calendar: 'gregorian',
      date: '1995-06-10',
    } as const;
    const world = given(...toldChild).when('RecordBirthDate', born);
    expect(tellings(world.file)).toEqual(['child']);
    const asked: BodyOf<'GiveConsent'> = {
      ...{ purpose: 'return', recipient: { country: There }, groups: ['profile'] },
      ...{ givenBy: 'person', language: 'my', told: [...everythingTold] },
    };
    const later = world.when('GiveConsent', asked, { now: '2013-06-11T04:00:00.000Z' });
    expect(later.decision.refusal).toBeUndefined();
    expect(tellings(later.file)).toEqual(['child', 'adult']);
  });
});
