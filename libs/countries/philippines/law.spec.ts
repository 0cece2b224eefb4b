import { describe, expect, it } from '@jest/globals';
import { Grant } from '../../casework/reintegration/values.js';
import type { NewCaseEvent } from '../../casework/records/catalogue.js';
import { given, type Outcome } from '../../casework/spec/given.js';
import { id } from '../../casework/spec/sample.js';
import { interview } from '../../casework/spec/identifying.js';
import { home, of, toAnInterview } from '../spec/at-home.js';
import { philippines } from './facts.js';
import { philippinePolicy } from './policy.js';

const here = home(philippines, philippinePolicy, 'TH');
const legalBasis = 'ph-ra-9208';
const post = 'post-bangkok';
const tooFew = { type: 'IrregularityRaised', data: { rule: 'received_by_too_few' } };

const met = () =>
  given()
    .when(
      'OpenCase',
      {
        ...({ channel: 'embassy', sex: 'female', ageBand: 'adult', mainLanguage: 'fil' } as const),
        ...({ urgency: 'urgent', foundIn: 'TH' } as const),
        referTo: ['dswd-davao'],
      },
      of(here, post),
    )
    .when('CompleteScreening', { outcome: 'presumed', urgentNeeds: [], indicators: ['debt'] }, of(here, post))
    .when('GiveConsent', toAnInterview(here, 'fil'), of(here, 'dswd-davao'));

describe('in the Philippines', () => {
  it('the country team of a post abroad goes out and identifies by itself: it is of several disciplines', () => {
    met()
      .when(
        'RecordIdentificationInterview',
        { ...interview, agencies: [post], disciplines: ['social_work', 'labour'], language: 'fil' },
        of(here, post),
      )
      .when('IdentifyVictim', { legalBasis }, of(here, post))
      .thenRecords({ VictimIdentified: { authority: post, legalBasis } });
  });

  it('meets together who comes home: one office alone is marked, and who is kept out is not waited for', () => {
    const history: readonly NewCaseEvent[] = [
      {
        type: 'CaseOpened',
        data: {
          ...({
            side: 'receiving',
            channel: 'embassy',
            sex: 'female',
            ageBand: 'adult',
            mainLanguage: 'fil',
          } as const),
          ...({ urgency: 'normal', foundIn: 'JP' } as const),
        },
      },
      {
        type: 'ReturnExpected',
        data: {
          proposalId: id('return'),
          from: 'JP',
          point: 'narita-manila-air',
          plannedOn: '2013-06-03',
          escorts: 1,
        },
      },
    ];
    const expected = given(...history);
    const home = { place: 'h2', nextStep: 'shelter' } as const;
    const met = (before: Pick<Outcome, 'when'>, receivedBy?: string[]) =>
      before.when('RecordArrival', { ...home, ...(receivedBy ? { receivedBy } : {}) }, of(here, 'owwa'))
        .decision.events;
    const marked = [expect.objectContaining({ type: 'ArrivalRecorded' }), tooFew];
    expect(met(expected)).toEqual(marked);
    expect(met(expected, ['owwa', 'dawn'])).toEqual(marked);
    expect(met(expected, ['dswd'])).toMatchObject([{ data: { receivedBy: ['dswd'] } }]);
    const others = ['dfa', 'dswd', 'iacat', 'immigration'].map((agency): NewCaseEvent => ({
      type: 'PartyExcluded',
      data: { exclusionId: id(agency), agency, reason: 'A cousin.' },
    }));
    const alone = given(...history, ...others);
    expect(met(alone)).not.toContainEqual(tooFew);
  });

  it('pays no grant without the social case study report and the certificate of the barangay, each by who writes it', () => {
    const agreed = met().when(
      'AgreePlan',
      { plan: { areas: [5], language: 'fil', goals: ['A sewing machine'] }, madeWithPerson: true },
      of(here, 'dswd-davao'),
    );
    const paid = {
      kind: 'livelihood',
      purpose: 'Machine',
      paidOn: '2013-06-01',
      amount: '9000',
      currency: 'PHP',
    };
    const grant = Grant.parse(paid);
    const pay = (before: Outcome) => before.when('PayGrant', { grant }, of(here, 'dswd-davao'));
    const write = (before: Outcome, paper: string, by: string) =>
      before.when('RecordSupportPaper', { paper, finding: 'Lives with her aunt.' }, of(here, by));
    const lacking = pay(agreed).thenRefuses('condition_missing').decision.refusal?.sentence;
    expect(lacking).toMatch(/Social case study report .*; Certificate of the barangay \(by local-welfare\)/);
    write(agreed, 'barangay-certificate', 'dswd-davao').thenRefuses('no_mandate');
    write(agreed, 'a-friend-says-so', 'dswd-davao').thenRefuses('unknown_reference');
    const studied = write(agreed, 'social-case-study-report', 'dswd-davao');
    expect(pay(studied).thenRefuses('condition_missing').decision.refusal?.sentence).not.toContain(
      'Social case',
    );
    const both = write(studied, 'barangay-certificate', 'local-welfare');
    expect(pay(both).types).toContain('GrantPaid');
    const entryId = both.file.history.find(({ type }) => type === 'SupportPaperWritten')?.meta.eventId ?? '';
    const back = both.when('TakeBackEntry', { entryId, mistake: 'wrong_file' }, of(here, 'dswd-davao'));
    pay(back).thenRefuses('condition_missing');
  });

  it('five agencies may receive at the airport', () => {
    const receiving = philippines.agencies.filter(({ mandates }) => mandates.includes('receive_return'));
    expect(receiving.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['dfa', 'owwa', 'dswd', 'iacat', 'immigration']),
    );
  });
});
