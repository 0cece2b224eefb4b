import { describe, expect, it } from '@jest/globals';
import { given } from '../../casework/spec/given.js';
import { interview } from '../../casework/spec/identifying.js';
import { home, of, toAnInterview } from '../spec/at-home.js';
import { thailand } from './facts.js';
import { fundHeads } from './fund.js';
import { thaiPolicy } from './policy.js';

const here = home(thailand, thaiPolicy, 'MM');
const office = 'msdhs-pathum-thani';
const profile = {
  channel: 'raid',
  sex: 'male',
  ageBand: 'adult',
  mainLanguage: 'my',
  urgency: 'normal',
} as const;

/** Found on a farm, screened on 3 June, and willing to be heard. */
const screened = () =>
  given()
    .when('OpenCase', { ...profile, referTo: ['atpd', 'prosecutor'] }, of(here, office))
    .when(
      'CompleteScreening',
      { outcome: 'presumed', urgentNeeds: [], indicators: ['debt'] },
      of(here, 'atpd'),
    )
    .when('GiveConsent', toAnInterview(here, 'my'), of(here, office));

const heardOn = (day: string, after = screened()) =>
  after.when(
    'RecordIdentificationInterview',
    { ...interview, agencies: [office, 'atpd'] },
    of(here, office, day),
  );

const rulesBroken = (outcome: ReturnType<typeof screened>) =>
  outcome.decision.events.flatMap(({ type, data }) => (type === 'IrregularityRaised' ? [data.rule] : []));

describe('in Thailand', () => {
  it('a team of two disciplines hears the person, and neither alone', () => {
    expect(heardOn('2013-06-03').types).toContain('IdentificationInterviewHeld');
    for (const agency of [office, 'atpd'])
      screened()
        .when(
          'RecordIdentificationInterview',
          { ...interview, agencies: [agency], disciplines: ['social_work', 'law_enforcement'] },
          of(here, office),
        )
        .thenRefuses('too_few_disciplines');
  });

  it('the second interview follows the screening within a day', () => {
    expect(screened().file.identification.interviewDueOn).toBe('2013-06-04');
  });

  it('or after at most fifteen days of shelter, which the person was granted', () => {
    screened()
      .when('GrantRecoveryPeriod', {}, of(here, office))
      .thenRecords({ RecoveryPeriodGranted: { until: '2013-06-18' } });
  });

  it('the shelter before it moves the day of the interview', () => {
    const granted = screened().when('GrantRecoveryPeriod', {}, of(here, office));
    expect(granted.file.identification.interviewDueOn).toBe('2013-06-18');
  });

  it('a stay and the permit to work last for two years after the verdict at most', () => {
    const verdict = { number: '1340/2560', court: 'Supreme Court', readOn: '2017-07-24' };
    const read = screened().when('RecordVerdict', verdict, of(here, 'prosecutor', '2017-07-25'));
    const grant = (until: string) =>
      read.when(
        'GrantLocalStay',
        { basis: 'cabinet-2016-12-13', until, work: true },
        of(here, 'datip', '2017-08-01'),
      );
    expect(rulesBroken(grant('2019-07-24'))).toEqual([]);
    expect(grant('2019-07-24').decision.events[0]).toMatchObject({
      data: { until: '2019-07-24', work: true },
    });
    expect(rulesBroken(grant('2019-07-25'))).toEqual(['stay_beyond_term']);
  });

  it('the Fund pays under ten heads, and under no other', () => {
    expect(fundHeads).toHaveLength(10);
    const pay = (head: string) =>
      screened()
        .when(
          'RecordCompensation',
          { by: 'person', basis: 'fund', amount: '5000', currency: 'THB' },
          of(here, 'atpd'),
        )
        .when(
          'RecordPayment',
          { amount: '5000', currency: 'THB', paidOn: '2013-06-03', head, evidence: 'Receipt 12' },
          of(here, 'atpd'),
        );
    for (const { code } of fundHeads) expect(pay(code).types).toEqual(['CompensationPaid']);
    pay('bonus').thenRefuses('unknown_reference');
  });
});
