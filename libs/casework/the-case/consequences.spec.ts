import { describe, expect, it } from '@jest/globals';
import { consentsInForce } from '../consent/questions/in-force.js';
import { given, givenOn } from '../spec/given.js';
import { openedWith } from '../spec/histories.js';
import { guardian, interviewed } from '../spec/identifying.js';
import { agreed, approved, proposed, ready, secondPerson } from '../spec/returning.js';
import { consentsTo, id, sampleActor, sampleFacts } from '../spec/sample.js';
import { sentMessage } from '../spec/sent.js';
import { goes } from '../spec/stated.js';
import { Here, There } from '../spec/lands.js';

const before = '2013-05-20T04:00:00.000Z';
const between = '2013-05-25T04:00:00.000Z';

describe('a fact that is typed late', () => {
  it('ends no consent that was given after it: a refusal of before', () => {
    const { file } = givenOn(between, ...consentsTo(There), openedWith('adult'))
      .when('RefuseConsent', {
        purpose: 'nationality_confirmation',
        recipient: { country: There },
        occurredAt: before,
      })
      .thenRecords({
        ConsentRefused: { purpose: 'nationality_confirmation', recipient: { country: There } },
      });
    const asked = { purpose: 'nationality_confirmation', country: There } as const;
    expect(consentsInForce(file, asked, sampleFacts(Here), '2013-06-03')).toHaveLength(1);
  });

  it('stops no return that the person agreed to after it: a refusal, a leaving', () => {
    for (const type of ['RefuseReturn', 'RecordLeftWithoutNotice'] as const) {
      const late = givenOn(between, ...ready(), proposed).when(type, { occurredAt: before });
      expect(late.types).not.toContain('RepatriationCancelled');
      expect(late.file.repatriation).toMatchObject({ stage: 'proposed', consent: { status: 'given' } });
    }
  });

  it('takes away what rested on it: consents of a guardian who was unfit by then, what went under them', () => {
    const history = [
      openedWith('child'),
      guardian,
      ...ready({ opened: undefined, consent: undefined }).slice(0, 2),
      ...consentsTo(There, 'guardian_with_assent'),
      ...sentMessage('CaseFormSent', { released: 1 }),
    ];
    const late = givenOn(between, ...history).when('EndGuardianship', {
      guardianId: id('guardian'),
      reason: 'unfit',
      occurredAt: '2013-05-26T04:00:00.000Z',
    });
    late.thenRecords(
      {
        GuardianshipEnded: { reason: 'unfit' },
        IrregularityRaised: { rule: 'sent_on_what_changed' },
      },
      goes('MessageRecalled', There, { action: 'stop_use', notComing: [1] }),
    );
  });

  it('lets an approval lapse that would not have been given, and says so', () => {
    const late = givenOn(between, ...ready(), proposed, agreed, ...approved).when(
      'WithdrawNationalityResult',
      { decisionId: id('nationality') },
      secondPerson,
    );
    expect(late.decision.refusal).toBeDefined();
    const shorter = givenOn(between, ...ready(), proposed, agreed, ...approved).when('CertifyFitToTravel', {
      validUntil: '2013-06-10',
      occurredAt: '2013-06-01T04:00:00.000Z',
    });
    shorter.thenRecords({
      FitToTravelCertified: { validUntil: '2013-06-10' },
      ReturnApprovalLapsed: {},
      IrregularityRaised: { rule: 'approved_on_what_changed' },
    });
    expect(shorter.file.repatriation.stage).toBe('proposed');
  });

  it('ends nothing that was decided after it: an interview of before a deferral, a refusal of a stay that was agreed to since', () => {
    const deferred = { type: 'IdentificationDeferred' as const, data: { reason: 'not_ready' as const } };
    const late = { ...interviewed, occurredAt: before };
    const heard = givenOn(between, openedWith('adult'), deferred, late);
    expect(heard.file.identification.interviews).toHaveLength(1);
    expect(heard.file.identification.deferred).toBe(true);
    const stay = { stayId: id('stay') };
    const [opened, referred, ...rest] = [
      openedWith('adult'),
      { type: 'ShelterReferred' as const, data: { ...stay, shelterCode: 'sh-1', withFamily: false } },
      { type: 'ShelterAdmissionOffered' as const, data: stay },
      { type: 'ShelterStayConsented' as const, data: stay },
    ];
    const early = { ...referred, occurredAt: '2013-05-01T04:00:00.000Z' };
    const declined = givenOn(between, opened, early, ...rest).when(
      'DeclineShelter',
      { ...stay, occurredAt: before },
      { actor: sampleActor('welfare', 'officer-3') },
    );
    declined.thenRecords('ShelterDeclined');
    expect(declined.file.shelter.stays[0]).toMatchObject({ status: 'consented', consented: true });
    expect(declined.file.shelter.stays[0]?.endedAt).toBeUndefined();
  });

  it('is refused where it cannot be: an end before the beginning, a day before anybody lives', () => {
    given(openedWith('child'), guardian)
      .when('EndGuardianship', { guardianId: id('guardian'), reason: 'replaced', occurredAt: before })
      .thenRefuses('impossible_date');
    given(openedWith('adult'))
      .when('RecordLeftWithoutNotice', { occurredAt: '1850-01-01T00:00:00Z' })
      .thenRefuses('impossible_date');
  });
});
