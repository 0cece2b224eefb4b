import { describe, expect, it } from '@jest/globals';
import type { NewCaseEvent } from '../records/catalogue.js';
import { given } from '../spec/given.js';
import { caseOpened } from '../spec/histories.js';
import { id, sampleActor } from '../spec/sample.js';
import { walkedCase } from '../spec/walk.js';

const joins = (agency: string): NewCaseEvent => ({
  type: 'AgencyInvolved',
  data: { agency, reason: 'referred' },
});
const by = (agency: string, person = `officer-${agency}`) => ({ actor: sampleActor(agency, person) });
const hold: NewCaseEvent = { type: 'LegalHoldPlaced', data: { holdId: id('hold'), authority: 'court' } };
const holdId = id('hold');

/** A hold of the focal point, beside the police and a welfare office. */
const held = () => given(caseOpened, joins('police'), joins('welfare'), hold);

describe('a step', () => {
  it('is ended by the office that took it, and by no other of the same mandate', () => {
    held().when('LiftLegalHold', { holdId }, by('police')).thenRefuses('not_yours');
    held().when('LiftLegalHold', { holdId }, by('focal', 'somebody else')).thenRecords('LegalHoldLifted');
  });

  it('passes by two persons: offered by its keeper, taken over by a person of the other office', () => {
    const offered = held()
      .when('OfferStep', { stepId: holdId, to: 'police' })
      .thenRecords({ StepOffered: { to: 'police' } });
    offered.when('TakeOverStep', { stepId: holdId }, by('welfare')).thenRefuses('unknown_reference');
    offered.when('LiftLegalHold', { holdId }, by('police')).thenRefuses('not_yours');
    offered.when('TakeOverStep', { stepId: holdId }, by('police', 'officer-1')).thenRefuses('same_person');
    const passed = offered
      .when('TakeOverStep', { stepId: holdId }, by('police'))
      .thenRecords({ StepPassed: { to: 'police' } });
    passed.when('LiftLegalHold', { holdId }).thenRefuses('not_yours');
    passed.when('LiftLegalHold', { holdId }, by('police')).thenRecords('LegalHoldLifted');
  });

  it('is offered by nobody else, to nobody who takes no part or is not charged, and not once it ended', () => {
    held().when('OfferStep', { stepId: holdId, to: 'welfare' }, by('police')).thenRefuses('not_yours');
    held().when('OfferStep', { stepId: holdId, to: 'office-a' }).thenRefuses('unknown_reference');
    given(caseOpened, joins('office-a'), hold)
      .when('OfferStep', { stepId: holdId, to: 'office-a' })
      .thenRefuses('no_mandate');
    held()
      .when('OfferStep', { stepId: id('none'), to: 'police' })
      .thenRefuses('unknown_reference');
    held()
      .when('LiftLegalHold', { holdId })
      .when('OfferStep', { stepId: holdId, to: 'police' })
      .thenRefuses('wrong_state');
  });

  it('stays where it is when the offer lapsed, was taken back, was replaced, or its person is excluded', () => {
    const offered = held().when('OfferStep', { stepId: holdId, to: 'police' });
    offered.when('OfferStep', { stepId: holdId, to: 'police' }).thenRecords();
    offered
      .when('TakeOverStep', { stepId: holdId }, { ...by('police'), now: '2013-09-03T04:00:00.000Z' })
      .thenRefuses('wrong_state');
    const entryId = offered.file.history.at(-1)?.meta.eventId ?? '';
    offered
      .when('TakeBackEntry', { entryId, mistake: 'wrong_entry' })
      .thenRecords({ EntryTakenBack: { entry: 'StepOffered', mistake: 'wrong_entry' } })
      .when('TakeOverStep', { stepId: holdId }, by('police'))
      .thenRefuses('unknown_reference');
    offered
      .when('OfferStep', { stepId: holdId, to: 'welfare' })
      .when('TakeOverStep', { stepId: holdId }, by('police'))
      .thenRefuses('unknown_reference');
    offered
      .when('ExcludeParty', { officialId: 'officer-1', reason: 'A relative.' }, by('welfare'))
      .when('TakeOverStep', { stepId: holdId }, by('police'))
      .thenRefuses('wrong_state');
  });

  it('of an excluded office is offered by the owner of the case to a third', () => {
    const excluded = given(caseOpened, joins('police'), joins('welfare'))
      .when('PlaceLegalHold', { authority: 'court' }, by('police'))
      .when('ExcludeParty', { agency: 'police', reason: 'Named by the person.' });
    const stepId = excluded.file.erasure.holds[0]?.holdId ?? '';
    excluded.when('LiftLegalHold', { holdId: stepId }).thenRefuses('not_yours');
    excluded
      .when('OfferStep', { stepId, to: 'welfare' })
      .thenRecords({ StepOffered: { to: 'welfare' } })
      .when('TakeOverStep', { stepId }, by('welfare'))
      .thenRecords({ StepPassed: { to: 'welfare' } })
      .when('LiftLegalHold', { holdId: stepId }, by('welfare'))
      .thenRecords('LegalHoldLifted');
  });

  it('that only helps the person goes on without an office that was let go', () => {
    const started = given(caseOpened, joins('police'), joins('welfare')).when(
      'StartService',
      { service: { area: 5 } },
      by('police'),
    );
    const { serviceId = '' } = started.file.reintegration.services[0] ?? {};
    started.when('CompleteService', { serviceId }, by('welfare')).thenRefuses('not_yours');
    started
      .when('ReleaseAgency', { agency: 'police' })
      .when('CompleteService', { serviceId }, by('welfare'))
      .thenRecords('ServiceCompleted');
  });

  it('that a claim is corrected belongs to who entered it and to the owner', () => {
    const named = given(caseOpened, joins('police'), joins('welfare')).when(
      'RecordName',
      { source: 'person', confidence: 'high', name: { text: 'Aye', script: 'Latn', kind: 'legal' } },
      by('police'),
    );
    const { claimId = '' } = named.file.identity.names[0] ?? {};
    const body = { claimId, reason: 'wrong_spelling' as const };
    named.when('CorrectClaim', body, by('welfare')).thenRefuses('not_yours');
    named
      .when('CorrectClaim', body, by('police'))
      .thenRecords({ ClaimCorrected: { reason: 'wrong_spelling' } });
    named.when('CorrectClaim', body).thenRecords({ ClaimCorrected: { reason: 'wrong_spelling' } });
  });
});

describe('the owner of a case', () => {
  const opened = () => given(caseOpened, joins('focal'), joins('police'), joins('welfare'));

  it('alone lets an office go, is never let go itself, and closes and reopens the case', () => {
    opened().when('ReleaseAgency', { agency: 'welfare' }, by('police')).thenRefuses('not_yours');
    opened().when('ReleaseAgency', { agency: 'focal' }, by('police')).thenRefuses('not_yours');
    opened()
      .when('ReleaseAgency', { agency: 'welfare' }, by('welfare'))
      .thenRecords({ AgencyReleased: { agency: 'welfare' } });
    opened().when('ReleaseAgency', { agency: 'focal' }).thenRefuses('wrong_state');
    opened().when('CloseCase', { reason: 'other', tell: [] }, by('police')).thenRefuses('not_yours');
    opened()
      .when('CloseCase', { reason: 'other', tell: [] })
      .when('ReopenCase', { reason: 'again' }, by('police'))
      .thenRefuses('not_yours');
  });

  it('passes the case on under its own id', () => {
    const passed = opened()
      .when('OfferStep', { stepId: walkedCase, to: 'welfare' })
      .when('TakeOverStep', { stepId: walkedCase }, by('welfare'))
      .thenRecords({ OwnershipPassed: { to: 'welfare' } });
    expect(passed.file.coordination.owner).toBe('welfare');
    passed.when('ReleaseAgency', { agency: 'welfare' }, by('welfare')).thenRefuses('wrong_state');
    passed.when('CloseCase', { reason: 'other', tell: [] }).thenRefuses('not_yours');
  });

  it('that is excluded from its case makes the focal point the owner at once', () => {
    const passed = opened()
      .when('OfferStep', { stepId: walkedCase, to: 'welfare' })
      .when('TakeOverStep', { stepId: walkedCase }, by('welfare'));
    const excluded = passed.when('ExcludeParty', { agency: 'welfare', reason: 'Named.' }, by('police'));
    excluded.thenRecords({
      PartyExcluded: { agency: 'welfare', reason: 'Named.' },
      OwnershipPassed: { to: 'focal' },
    });
    expect(excluded.file.coordination.owner).toBe('focal');
    expect(
      opened().when('ExcludeParty', { agency: 'focal', reason: 'Named.' }, by('police')).file.coordination
        .owner,
    ).toBe('welfare');
  });
});
