import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { NewCaseEvent } from '../records/catalogue.js';
import { conditionsOfReturn } from '../repatriation/questions/conditions.js';
import { clockOf, usualClocks } from '../words/clocks.js';
import { returnPapers, usualPolicy, type Policy, type ReturnPaper } from '../words/policy.js';
import { inbound, overThere } from './crossing.js';
import { given } from './given.js';
import { caseOpened, sampleName } from './histories.js';
import { interview, interviewed, screened } from './identifying.js';
import { bestInterests, consented, guardianAppointed, opened, plannedOn, ready } from './returning.js';
import { consentsTo, id, sampleContext, sampleFacts } from './sample.js';
import { Here, There } from './lands.js';

const legalBasis = 'anti_trafficking_act';
const under = (changes: Partial<Policy>) => ({ policy: { ...usualPolicy, ...changes } });

describe('rules ask the policy of the country', () => {
  it('what an interview lacks, and say it in its words', () => {
    const asked = given(caseOpened, screened, ...consentsTo(Here));
    const alone = { ...interview, agencies: ['police'], disciplines: ['law_enforcement' as const] };
    asked.when('RecordIdentificationInterview', alone).thenRefuses('too_few_disciplines');
    asked.when('RecordIdentificationInterview', alone, under({ teamLacks: () => undefined })).thenRecords({
      IdentificationInterviewHeld: {
        agencies: ['police'],
        disciplines: ['law_enforcement'],
        language: 'my',
        acts: ['harboured'],
        means: ['threat'],
        purposes: ['forced_labour'],
      },
    });
    const withoutDoctor = under({
      teamLacks: ({ disciplines }) => (disciplines.includes('medicine') ? undefined : 'Bring a doctor.'),
    });
    const { decision } = asked.when('RecordIdentificationInterview', interview, withoutDoctor);
    expect(decision.refusal).toMatchObject({ code: 'too_few_disciplines', sentence: 'Bring a doctor.' });
  });

  it('whether a finding comes after an interview; a denial always does', () => {
    const never = under({ needsInterview: () => false });
    const unheard = given(caseOpened, screened);
    unheard.when('IdentifyVictim', { legalBasis }).thenRefuses('wrong_state');
    unheard
      .when('IdentifyVictim', { legalBasis }, never)
      .thenRecords({ VictimIdentified: { authority: 'focal', legalBasis: 'anti_trafficking_act' } });
    unheard.when('ProposeDenial', { reason: 'None.' }, never).thenRefuses('wrong_state');
    given(caseOpened, screened, interviewed)
      .when('IdentifyVictim', { legalBasis })
      .thenRecords({ VictimIdentified: { authority: 'focal', legalBasis: 'anti_trafficking_act' } });
  });

  it('whether the status that another country gave counts', () => {
    const byLaw = under({ recognises: ({ legalBasis: basis }) => basis === legalBasis });
    const status = { country: There } as const;
    given(caseOpened)
      .when('RecogniseStatus', status)
      .thenRecords({ StatusRecognisedAbroad: { country: There, authority: 'focal' } });
    given(caseOpened).when('RecogniseStatus', status, byLaw).thenRefuses('wrong_state');
    given(caseOpened)
      .when('RecogniseStatus', { ...status, legalBasis }, byLaw)
      .thenRecords({
        StatusRecognisedAbroad: { country: There, authority: 'focal', legalBasis: 'anti_trafficking_act' },
      });
  });

  it('by which steps a nationality is confirmed; that it is not, needs none', () => {
    const requestId = id('request');
    const arrived = given(caseOpened).when(
      'ReceiveMessage',
      inbound('NationalityConfirmationRequested', { requestId, names: [sampleName] }),
      overThere(),
    );
    const finding = { requestId, result: 'confirmed', basis: 'household_list', send: false } as const;
    const first = { ...overThere(), ...under({ stepsToConfirm: ['handed_on', 'consular_interview'] }) };
    arrived.when('DecideNationality', finding, overThere()).thenRecords({
      NationalityDecided: {
        answered: true,
        finding: { result: 'confirmed', basis: 'household_list' },
        validUntil: '2014-06-03',
      },
    });
    arrived.when('DecideNationality', finding, first).thenRefuses('condition_missing');
    const handedOn = arrived.when('ForwardNationalityCheck', { requestId, to: 'police' }, first);
    handedOn.when('DecideNationality', finding, first).thenRefuses('condition_missing');
    handedOn
      .when('RecordConsularInterview', { requestId, place: 'consulate', heldOn: '2013-06-03' }, first)
      .when('DecideNationality', finding, first)
      .thenRecords({
        NationalityDecided: {
          answered: true,
          finding: { result: 'confirmed', basis: 'household_list' },
          validUntil: '2014-06-03',
        },
      });
    arrived
      .when('DecideNationality', { ...finding, result: 'not_confirmed', because: 'no_record' }, first)
      .thenRecords({
        NationalityDecided: {
          answered: true,
          finding: { result: 'not_confirmed', basis: 'household_list', because: 'no_record' },
          validUntil: '2014-06-03',
        },
      });
  });

  it('how long before the notified day a leg may start', () => {
    expect([1, 2].map((legs) => usualPolicy.leadOf(legs).days)).toEqual([1, 2]);
  });
});

describe('no policy', () => {
  const somePapers = fc.subarray<ReturnPaper>([...returnPapers]);
  const conditions = (history: readonly NewCaseEvent[], papers?: readonly ReturnPaper[]) =>
    conditionsOfReturn(
      given(...history).file,
      There,
      sampleContext(papers ? under({ papersFor: () => papers }) : {}),
      plannedOn,
    );
  const none = { consent: undefined, screening: undefined, identified: undefined, nationality: undefined };
  const without = ready({
    ...none,
    care: undefined,
    theirRisk: undefined,
    document: undefined,
    fitness: undefined,
  });

  it('waives what protects the person: of a return it says which papers are asked for, and nothing else', () => {
    const all = conditions(without);
    fc.assert(
      fc.property(somePapers, (papers) => {
        const asked = new Set<string>([...all.filter((one) => !isPaper(one)), ...papers]);
        expect(new Set(conditions(without, papers))).toEqual(asked);
      }),
      { numRuns: 20 },
    );
  });

  it('lets a child go without the answer of a family or care elsewhere', () => {
    const child = ready({
      opened: opened('child'),
      consent: consented('guardian_with_assent'),
      care: undefined,
    });
    const history = [...child, guardianAppointed, bestInterests()];
    expect(conditions(history, [])).toEqual(['family']);
  });

  const isPaper = (condition: string): boolean => (returnPapers as readonly string[]).includes(condition);
});

describe('a clock that runs everywhere', () => {
  it('is as long as the facts of the country say, and as usual where they say nothing', () => {
    for (const key of Object.keys(usualClocks) as (keyof typeof usualClocks)[]) {
      const facts = sampleFacts(Here);
      expect(clockOf(key, { ...facts, deadlines: {} })).toEqual(usualClocks[key]);
      const own = { days: 3, calendar: 'working', source: 'spec' } as const;
      expect(clockOf(key, { ...facts, deadlines: { [key]: own } })).toEqual(own);
    }
  });
});
