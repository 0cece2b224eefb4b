import { describe, expect, it } from '@jest/globals';
import { countries } from '#casework';
import { factsOf } from '#countries';
import { hold, screened } from '../spec/bars.js';
import { caseId, happened, id, opened, rowsAfter } from '../spec/happened.js';
import { caseloadQuery } from './caseload-list.js';
import { caseload, loadViewers } from './caseload.js';

describe('caseload', () => {
  const loadOf = (viewer: (typeof loadViewers)[number], ...events: Parameters<typeof rowsAfter>[1][]) =>
    rowsAfter(caseload, opened(), ...events)[`${viewer} ${caseId}`];
  const load = (...events: Parameters<typeof rowsAfter>[1][]) => loadOf('SW', ...events);

  it('puts first what is due first, and takes off what is done', () => {
    const visit = (nextOn: string | undefined) =>
      happened('FollowUpVisitMade', {
        visitId: id('v'),
        number: 1,
        method: 'home_visit',
        visitedOn: '2014-09-01',
        ...(nextOn ? { nextOn } : {}),
      });
    const agreed = happened('ReintegrationPlanAgreed', {
      planId: id('p'),
      reviewOn: '2014-12-01',
      plan: { areas: [1], language: 'my', goals: ['shop'] },
    });
    expect(load(agreed, visit('2014-10-01'))).toMatchObject({ next: 'follow_up_visit', due: '2014-10-01' });
    expect(load(agreed, visit('2014-10-01'), visit(undefined))).toMatchObject({
      next: 'plan_review',
      due: '2014-12-01',
    });
  });

  it('reminds of support until some is given, and of the end of the follow-up until a visit on that day or later', () => {
    const plan = { areas: [1], language: 'my', goals: ['shop'] };
    const identified = happened('VictimIdentified', {
      ...{ findingId: id('f'), authority: 'atipd', legalBasis: 'law', applyUntil: '2015-08-01' },
    });
    const agreed = happened('ReintegrationPlanAgreed', {
      planId: id('p'),
      followUpUntil: '2015-09-01',
      plan,
    });
    const visit = (visitedOn: string) =>
      happened('FollowUpVisitMade', { visitId: id('v'), number: 1, method: 'phone', visitedOn });
    const granted = happened('GrantPaid', {
      grantId: id('g'),
      grant: { kind: 'livelihood', purpose: 'Seed', paidOn: '2014-10-02', amount: '1', currency: 'MMK' },
    });
    const started = happened('ServiceStarted', {
      serviceId: id('s'),
      service: { area: 5, provider: 'Centre' },
    });
    for (const help of [granted, started])
      expect(load(identified, agreed, help)).toMatchObject({ tasks: [{ what: 'follow_up_ends' }] });
    const waiting = [{ what: 'apply_for_support' }, { what: 'follow_up_ends' }];
    expect(load(identified, agreed, visit('2015-08-31'))).toMatchObject({ tasks: waiting });
    for (const day of ['2015-09-01', '2015-09-20'])
      expect(load(identified, agreed, granted, visit(day))).toMatchObject({ tasks: [] });
  });

  it('shows an application for support until it is passed on, by its day, to the local office too', () => {
    const applied = happened('SupportAppliedFor', {
      ...{ applicationId: id('a'), forwardBy: '2015-08-01', application: { areas: [5] } },
    });
    const passed = happened('SupportApplicationForwarded', { applicationId: id('a'), to: 'dsw-yangon' });
    expect(load(applied)).toMatchObject({
      tasks: [{ what: 'forward_application', about: id('a'), due: '2015-08-01' }],
    });
    expect(loadOf('LO', applied)).toMatchObject({ next: 'forward_application' });
    expect(load(applied, passed)).toMatchObject({ tasks: [] });
  });

  it('remembers who worked on it', () => {
    const refused = happened(
      'ConsentRefused',
      { purpose: 'family_tracing', recipient: { country: 'MM' } },
      { meta: { actor: 'worker-7' } },
    );
    expect(load(refused)).toMatchObject({ workers: ['official-1', 'worker-7'] });
  });

  it('tells nothing of a hold or of a protection result', () => {
    expect(load(hold, screened)).toEqual(load());
  });

  it('tells of a permitted stay, and of a departure, only who may know of it', () => {
    const stay = happened('LocalStayGranted', { basis: 'anti-tip-act-s37', until: '2014-01-10' });
    const departure = happened('DepartureAuthorised', { on: '2014-02-01', point: 'bridge' });
    expect(loadOf('SW', stay, departure)).toMatchObject({ next: 'permitted_stay_ends', due: '2014-01-10' });
    expect(loadOf('NG', stay, departure)).toEqual(loadOf('NG'));
  });

  it('has a row for every kind of office that has a caseload, in every country', () => {
    for (const country of countries)
      for (const { kind, viewer } of factsOf(country).agencies)
        if (caseloadQuery.kinds.includes(kind)) expect(loadViewers).toContain(viewer);
  });

  it('leaves a task when nobody knows where the person is, until somebody meets the person', () => {
    const met = {
      admitted: happened('AdmittedToShelter', { stayId: id('s'), shelterCode: 'sh-1' }),
      agreed: happened('ReturnConsentGiven', { givenBy: 'person' }),
      visited: happened('FollowUpVisitMade', {
        ...{ visitId: id('v'), number: 1, method: 'phone', visitedOn: '2014-09-01' },
      } as const),
    };
    for (const lost of [
      happened('PersonLeftWithoutNotice', {}),
      happened('LeftWithoutNotice', { stayId: id('s') }),
      happened('ContactLost', {}),
    ]) {
      expect(load(lost)).toMatchObject({ tasks: [{ what: 'find_again' }] });
      for (const meeting of Object.values(met)) expect(load(lost, meeting)).toMatchObject({ tasks: [] });
    }
  });

  it('leaves a task for a concern about safety, and for whoever arrived without a plan', () => {
    const concern = happened('SafetyConcernRaised', {
      concernId: id('c'),
      concern: { level: 'high', account: 'Seen at the market.' },
    });
    expect(loadOf('NG', concern)).toMatchObject({ tasks: [{ what: 'safety_concern', about: id('c') }] });
    const arrived = happened('ArrivalRecorded', { place: 'n4', nextStep: 'family' });
    expect(load(arrived)).toMatchObject({ next: 'make_plan' });
    expect(
      load(
        arrived,
        happened('ReintegrationPlanAgreed', {
          planId: id('p'),
          plan: { areas: [1], language: 'my', goals: ['shop'] },
        }),
      ),
    ).toMatchObject({
      tasks: [],
    });
  });

  it('has nothing due once closed', () => {
    const until = happened('RecoveryPeriodGranted', { until: '2014-01-16' });
    const closed = happened('CaseClosed', { reason: 'declined', retainUntil: '2030-01-01' });
    expect(load(until)).toMatchObject({ next: 'recovery_period_ends', due: '2014-01-16' });
    expect(load(until, closed)).toMatchObject({ next: null, due: null, tasks: [], closed: true });
  });
});
