import { describe, expect, it } from '@jest/globals';
import type { NewCaseEvent } from '../records/catalogue.js';
import type { Sex } from '../words/facts.js';
import { given } from '../spec/given.js';
import { proposed, ready } from '../spec/returning.js';
import { id, sampleActor, sampleFacts } from '../spec/sample.js';
import { stageOf } from '../the-case/stage.js';
import { currentStay } from './state.js';
import { Here } from '../spec/lands.js';

const openedWith = (sex: Sex, ageBand = 'adult'): NewCaseEvent => ({
  type: 'CaseOpened',
  data: {
    side: 'sending',
    channel: 'raid',
    sex,
    ageBand,
    mainLanguage: 'my',
    urgency: 'normal',
    foundIn: Here,
  },
});
const opened = openedWith('female');
const stayId = id('stay');
const referredTo = (shelterCode: string): NewCaseEvent => ({
  type: 'ShelterReferred',
  data: { stayId, shelterCode, withFamily: false },
});
const referred = referredTo('sh-1');
const offered: NewCaseEvent = { type: 'ShelterAdmissionOffered', data: { stayId } };
const consented: NewCaseEvent = { type: 'ShelterStayConsented', data: { stayId } };
const admitted: NewCaseEvent = {
  type: 'AdmittedToShelter',
  data: { stayId, shelterCode: 'sh-1' },
  occurredAt: '2013-06-01T02:00:00.000Z',
};
const shelter = { actor: sampleActor('welfare', 'officer-5') };
const resident = given(opened, referred, offered, consented, admitted);

describe('a referral', () => {
  it('asks a shelter and brings its agency in', () => {
    given(opened)
      .when('ReferToShelter', { shelterCode: 'sh-1', withFamily: true })
      .thenRecords({
        ShelterReferred: { shelterCode: 'sh-1', withFamily: true },
        AgencyInvolved: { agency: 'welfare', reason: 'shelter' },
      })
      .when('ReferToShelter', { shelterCode: 'sh-1', withFamily: true })
      .thenRefuses('already_exists');
    given(opened)
      .when('ReferToShelter', { shelterCode: 'none', withFamily: false })
      .thenRefuses('unknown_reference');
    resident
      .when('ReferToShelter', { shelterCode: 'sh-women', withFamily: false })
      .thenRefuses('wrong_state');
  });

  it('names an alternative where the rule of the shelter keeps the person out', () => {
    const { decision } = given(openedWith('male'))
      .when('ReferToShelter', { shelterCode: 'sh-women', withFamily: false })
      .thenRefuses('not_admitted_here');
    expect(decision.refusal?.sentence).toContain('sh-1');
    given(opened)
      .when('ReferToShelter', { shelterCode: 'sh-women', withFamily: true })
      .thenRefuses('not_admitted_here');
  });

  it('keeps to the least age of a shelter, a child of unknown age counting as the youngest', () => {
    const facts: typeof sampleFacts = (country) => {
      const sample = sampleFacts(country);
      return {
        ...sample,
        shelters: sample.shelters.map((one) => ({ ...one, admits: { ...one.admits, minimumAge: 15 } })),
      };
    };
    const body = { shelterCode: 'sh-1', withFamily: false };
    const { decision } = given(openedWith('female', 'child'))
      .when('ReferToShelter', body, { facts })
      .thenRefuses('not_admitted_here');
    expect(decision.refusal?.sentence).toContain('No other shelter');
    given(opened)
      .when('ReferToShelter', body, { facts })
      .thenRecords({
        ShelterReferred: { shelterCode: 'sh-1', withFamily: false },
        AgencyInvolved: { agency: 'welfare', reason: 'shelter' },
      });
  });

  it('leaves out an excluded shelter', () => {
    given(opened)
      .when('ExcludeParty', { agency: 'welfare', reason: 'Named.' })
      .when('ReferToShelter', { shelterCode: 'sh-1', withFamily: false })
      .thenRefuses('excluded_party');
  });
});

describe('admission', () => {
  it('goes from offer and consent to the stay', () => {
    const { file } = given(opened, referred)
      .when('OfferAdmission', { stayId }, shelter)
      .thenRecords('ShelterAdmissionOffered')
      .when('ConsentToStay', { stayId }, shelter)
      .thenRecords('ShelterStayConsented')
      .when('AdmitToShelter', { stayId }, shelter)
      .thenRecords({ AdmittedToShelter: { shelterCode: 'sh-1' } });
    expect(currentStay(file.shelter)).toMatchObject({ stayId, status: 'resident', consented: true });
  });

  it('is voluntary', () => {
    given(opened, referred).when('AdmitToShelter', { stayId }, shelter).thenRefuses('wrong_state');
    given(opened, referred, offered)
      .when('AdmitToShelter', { stayId }, shelter)
      .thenRefuses('consent_missing');
    given(opened, referred, offered)
      .when('DeclineShelter', { stayId }, shelter)
      .thenRecords('ShelterDeclined')
      .when('AdmitToShelter', { stayId }, shelter)
      .thenRefuses('wrong_state');
  });

  it('is the matter of the agency that runs the shelter, for a stay that this case holds', () => {
    given(opened, referred).when('OfferAdmission', { stayId }).thenRefuses('no_mandate');
    given(opened).when('OfferAdmission', { stayId }, shelter).thenRefuses('unknown_reference');
    given(opened, referred, offered).when('OfferAdmission', { stayId }, shelter).thenRefuses('wrong_state');
    given(opened, referred).when('ConsentToStay', { stayId }, shelter).thenRefuses('wrong_state');
    resident.when('DeclineShelter', { stayId }, shelter).thenRefuses('wrong_state');
    resident.when('ConsentToStay', { stayId }, shelter).thenRecords();
  });

  it('raises an irregularity beside the consent of a child without guardian', () => {
    given(openedWith('female', 'child'), referred, offered)
      .when('ConsentToStay', { stayId }, shelter)
      .thenRecords({
        ShelterStayConsented: {},
        IrregularityRaised: { rule: 'child_consented_without_guardian' },
      });
  });

  it('records the denial of a provider, with an alternative or an irregularity', () => {
    const { decision } = given(opened, referred)
      .when('DenyAdmission', { stayId, reason: 'capacity' }, shelter)
      .thenRecords({ AdmissionDenied: { reason: 'capacity', alternative: 'sh-women' } });
    expect(decision.events[0]?.data).toMatchObject({ alternative: 'sh-women' });
    given(openedWith('male'), referred)
      .when('DenyAdmission', { stayId, reason: 'capacity' }, shelter)
      .thenRecords({
        AdmissionDenied: { reason: 'capacity' },
        IrregularityRaised: { rule: 'denied_without_alternative' },
      });
    given(opened, referred)
      .when('DenyAdmission', { stayId, reason: 'capacity', alternative: 'none' }, shelter)
      .thenRefuses('unknown_reference');
    resident.when('DenyAdmission', { stayId, reason: 'capacity' }, shelter).thenRefuses('wrong_state');
  });

  it('asks the rule of the shelter again, and records its denial beside the refusal', () => {
    const { decision } = given(openedWith('male'), referredTo('sh-women'), offered, consented)
      .when('AdmitToShelter', { stayId }, shelter)
      .thenRefuses('not_admitted_here', { AdmissionDenied: { reason: 'sex', alternative: 'sh-1' } });
    expect(decision.events[0]?.data).toMatchObject({ reason: 'sex', alternative: 'sh-1' });
  });

  it('refuses two stays at once', () => {
    const other = id('other stay');
    given(
      opened,
      referred,
      offered,
      consented,
      admitted,
      { type: 'ShelterReferred', data: { stayId: other, shelterCode: 'sh-women', withFamily: false } },
      { type: 'ShelterAdmissionOffered', data: { stayId: other } },
      { type: 'ShelterStayConsented', data: { stayId: other } },
    )
      .when('AdmitToShelter', { stayId: other }, shelter)
      .thenRefuses('wrong_state');
  });
});

describe('a stay', () => {
  it('has its health check, needs, room, outings and hospital', () => {
    const { file } = resident
      .when('RecordHealthCheck', { stayId, flags: ['injury'] })
      .thenRecords({ HealthCheckCompleted: { health: { flags: ['injury'] } } })
      .when('AssessNeeds', { stayId, areas: ['MED'], needs: ['Surgery'] }, shelter)
      .thenRecords({ NeedsAssessed: { areas: ['MED'], needs: ['Surgery'] } })
      .when('AssignRoom', { stayId, room: 'B 12', keptWith: id('family') }, shelter)
      .thenRecords({ RoomAssigned: { room: 'B 12' } })
      .when('RecordOuting', { stayId, kind: 'left' }, shelter)
      .thenRecords({ OutingRecorded: { kind: 'left' } })
      .when('RecordOuting', { stayId, kind: 'returned' }, shelter)
      .thenRecords({ OutingRecorded: { kind: 'returned' } })
      .when('StartHospitalStay', { stayId, hospital: 'Provincial' }, shelter)
      .thenRecords({ HospitalStayStarted: { hospital: 'Provincial' } })
      .when('EndHospitalStay', { stayId }, shelter)
      .thenRecords('HospitalStayEnded')
      .when('ReportShelterIncident', { stayId, account: 'A stranger asked.' }, shelter)
      .thenRecords({ ShelterIncidentReported: { account: 'A stranger asked.' } });
    expect(currentStay(file.shelter)).toMatchObject({
      healthChecked: true,
      needsAssessed: true,
      outside: false,
    });
  });

  it('records nothing that cannot have been', () => {
    const early = { stayId, occurredAt: '2013-05-31T02:00:00.000Z' };
    resident
      .when('StartHospitalStay', { ...early, hospital: 'Provincial' }, shelter)
      .thenRefuses('impossible_date');
    resident.when('RecordHealthCheck', { ...early, flags: [] }).thenRefuses('impossible_date');
    resident
      .when('DischargeFromShelter', { ...early, reason: 'other' }, shelter)
      .thenRefuses('impossible_date');
    resident.when('EndHospitalStay', { stayId }, shelter).thenRefuses('wrong_state');
    resident.when('RecordOuting', { stayId, kind: 'returned' }, shelter).thenRefuses('wrong_state');
    resident
      .when('StartHospitalStay', { stayId, hospital: 'Provincial' }, shelter)
      .when('StartHospitalStay', { stayId, hospital: 'Provincial' }, shelter)
      .thenRefuses('wrong_state');
    const gone = resident.when('DischargeFromShelter', { stayId, reason: 'other' }, shelter);
    const before = { stayId, flags: [], occurredAt: '2013-06-02T02:00:00.000Z' };
    gone.when('RecordHealthCheck', before).thenRecords({ HealthCheckCompleted: { health: { flags: [] } } });
    gone.when('RecordHealthCheck', { stayId, flags: [] }).thenRefuses('wrong_state');
    given(opened, referred).when('RecordHealthCheck', { stayId, flags: [] }).thenRefuses('wrong_state');
    given(opened).when('RecordHealthCheck', { stayId, flags: [] }).thenRefuses('unknown_reference');
    given(opened, referred).when('AssignRoom', { stayId, room: 'B 12' }, shelter).thenRefuses('wrong_state');
  });

  it('moves to another shelter that admits the person, with her or his agreement', () => {
    const move = { stayId, shelterCode: 'sh-women', reason: 'nearer', agreed: true };
    const { file } = resident.when('TransferToShelter', move, shelter).thenRecords({
      TransferredToShelter: { shelterCode: 'sh-women', reason: 'nearer' },
      AgencyInvolved: { agency: 'welfare', reason: 'shelter' },
    });
    expect(currentStay(file.shelter)?.shelterCode).toBe('sh-women');
    resident.when('TransferToShelter', { ...move, agreed: false }, shelter).thenRefuses('consent_missing');
    resident
      .when('TransferToShelter', { ...move, shelterCode: 'sh-1' }, shelter)
      .thenRefuses('already_exists');
    given(openedWith('male'), referred, offered, consented, admitted)
      .when('TransferToShelter', move, shelter)
      .thenRefuses('not_admitted_here');
  });
});

describe('the end of a stay', () => {
  it('has a reason and a day of the country', () => {
    const { decision, file } = resident
      .when(
        'DischargeFromShelter',
        { stayId, reason: 'returned_home', occurredAt: '2013-06-02T18:00:00.000Z' },
        shelter,
      )
      .thenRecords({ DischargedFromShelter: { reason: 'returned_home', onDay: '2013-06-03' } });
    expect(decision.events[0]?.data).toMatchObject({ reason: 'returned_home', onDay: '2013-06-03' });
    expect(currentStay(file.shelter)).toBeUndefined();
    given(opened, referred)
      .when('DischargeFromShelter', { stayId, reason: 'other' }, shelter)
      .thenRefuses('wrong_state');
  });

  it('raises an irregularity where the person was kept after withdrawing consent', () => {
    const withdrawn = resident
      .when('WithdrawStayConsent', { stayId }, shelter)
      .thenRecords('StayConsentWithdrawn');
    withdrawn.when('WithdrawStayConsent', { stayId }, shelter).thenRecords();
    withdrawn
      .when('DischargeFromShelter', { stayId, reason: 'other' }, shelter)
      .thenRecords({ DischargedFromShelter: { reason: 'other', onDay: '2013-06-03' } });
    withdrawn
      .when(
        'DischargeFromShelter',
        { stayId, reason: 'other' },
        { ...shelter, now: '2013-06-05T04:00:00.000Z' },
      )
      .thenRecords({
        DischargedFromShelter: { reason: 'other', onDay: '2013-06-05' },
        IrregularityRaised: { rule: 'kept_after_withdrawal' },
      });
    const again = withdrawn.when('ConsentToStay', { stayId }, shelter).thenRecords('ShelterStayConsented');
    expect(currentStay(again.file.shelter)).toMatchObject({ status: 'resident', consented: true });
  });

  it('records leaving without notice, and a discharge for that reason afterwards', () => {
    const left = resident.when('RecordLeftShelter', { stayId }, shelter).thenRecords('LeftWithoutNotice');
    left.when('RecordLeftShelter', { stayId }, shelter).thenRefuses('wrong_state');
    left.when('DischargeFromShelter', { stayId, reason: 'other' }, shelter).thenRefuses('wrong_state');
    left
      .when('DischargeFromShelter', { stayId, reason: 'left_without_notice' }, shelter)
      .thenRecords({ DischargedFromShelter: { reason: 'left_without_notice', onDay: '2013-06-03' } });
  });

  it('is leaving without notice for the return too, whoever tells of it and however it is called', () => {
    const living = given(...ready(), referred, offered, consented, admitted, proposed);
    const told = [
      living.when('RecordLeftShelter', { stayId }, shelter),
      living.when('DischargeFromShelter', { stayId, reason: 'left_without_notice' }, shelter),
      living.when('RecordLeftWithoutNotice', {}),
    ];
    for (const { file } of told) {
      expect(currentStay(file.shelter)).toBeUndefined();
      expect([file.repatriation.stage, stageOf(file)]).toEqual(['cancelled', 'ended']);
    }
    const [left] = told;
    const back = left!.when('RecordReturnConsent', { givenBy: 'person' });
    expect(stageOf(back.file)).toBe('identified');
  });
});
