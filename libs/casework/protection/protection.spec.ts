import { describe, expect, it } from '@jest/globals';
import { caseEvents, type NewCaseEvent, type RecordedCaseEvent } from '../records/catalogue.js';
import { fold } from '../the-case.js';
import { only } from '../words/audience.js';
import { inbound, notice } from '../spec/crossing.js';
import { given, recorded } from '../spec/given.js';
import { caseOpened, screenedFor } from '../spec/histories.js';
import { proposed } from '../spec/returning.js';
import { consentsTo, id } from '../spec/sample.js';
import { sentMessage } from '../spec/sent.js';
import { contactBarred } from './questions/barred.js';
import { goes } from '../spec/stated.js';
import { Here, There, Third } from '../spec/lands.js';

const screening = { about: There, language: 'my', inPrivate: true } as const;
const early = '2013-05-01T02:00:00.000Z';
const barred = (...events: readonly NewCaseEvent[]) => contactBarred(given(...events).file, There);
const sent = sentMessage('CaseFormSent', { released: 1 });
const approvedIn = (events: readonly NewCaseEvent[]) =>
  events.flatMap((event) => (event.type === 'MessageApproved' ? [event.data] : []));

describe('a state with which there may be no contact', () => {
  it('is one that the person was not asked about, or not in private', () => {
    expect(barred(caseOpened)).toBe(true);
    const { file } = given(caseOpened).when('ScreenProtection', {
      ...screening,
      inPrivate: false,
      result: 'no_fear',
    });
    expect(contactBarred(file, There)).toBe(true);
    expect(barred(caseOpened, screenedFor('no_fear'))).toBe(false);
  });

  it.each(['fears_state', 'fears_officials', 'asylum_sought'] as const)(
    'is one with the answer %s',
    (result) => {
      const { file } = given(caseOpened).when('ScreenProtection', { ...screening, result });
      expect(contactBarred(file, There)).toBe(true);
      expect(contactBarred(file, Third)).toBe(true);
    },
  );

  it('is one whose screening cannot be read', () => {
    const events = recorded([caseOpened, screenedFor('no_fear')]);
    const unreadable = events.map((event): RecordedCaseEvent => {
      if (event.type !== 'ProtectionScreened') return event;
      const { screeningId, about, language, inPrivate } = event.data;
      return { ...event, data: { screeningId, about, language, inPrivate } };
    });
    expect(contactBarred(fold(id('case'), events), There)).toBe(false);
    expect(contactBarred(fold(id('case'), unreadable), There)).toBe(true);
  });

  it('is not the one that began the case, until the person fears it', () => {
    const received = given().when('ReceiveMessage', inbound('CaseNotified', notice), { country: There });
    expect(contactBarred(received.file, Here)).toBe(false);
    const afraid = received.when('ScreenProtection', { ...screening, about: Here, result: 'fears_state' });
    expect(contactBarred(afraid.file, Here)).toBe(true);
  });

  it('stays barred when it writes into a case that this country began, or is refused', () => {
    const answer = inbound('CaseAcknowledged', { focalPerson: 'daw-1' }, { from: There });
    const { file } = given(caseOpened, ...sent).when('ReceiveMessage', answer);
    expect(contactBarred(file, There)).toBe(true);
    const refused = given().when('ReceiveMessage', { ...answer, clause: 'none' });
    expect(contactBarred(refused.file, There)).toBe(true);
  });
});

describe('being asked again', () => {
  it('counts the last answer by the day it was given, not by the day it was typed in', () => {
    const afraid = given(caseOpened).when('ScreenProtection', { ...screening, result: 'fears_state' });
    const backdated = afraid.when('ScreenProtection', { ...screening, result: 'no_fear', occurredAt: early });
    backdated.thenRecords({
      ProtectionScreened: { about: There, language: 'my', inPrivate: true, result: 'no_fear' },
    });
    expect(contactBarred(backdated.file, There)).toBe(true);
    const later = afraid.when('ScreenProtection', { ...screening, result: 'no_fear' });
    expect(contactBarred(later.file, There)).toBe(false);
  });

  it('stops contact with a state that the person fears now, once', () => {
    const history = [caseOpened, screenedFor('no_fear'), ...consentsTo(There), ...sent];
    const feared = given(...history).when('ScreenProtection', { ...screening, result: 'fears_state' });
    feared.thenRecords(
      {
        ProtectionScreened: { about: There, language: 'my', inPrivate: true, result: 'fears_state' },
        ContactStopped: { with: There },
      },
      goes('ContactStopped', There, { notComing: [1] }),
    );
    expect(approvedIn(feared.decision.events)).toMatchObject([
      {
        kind: 'ContactStopped',
        to: There,
        stops: [id('CaseFormSent')],
        groups: ['reference'],
        references: {},
      },
    ]);
    feared.when('ScreenProtection', { ...screening, result: 'asylum_sought' }).thenRecords({
      ProtectionScreened: { about: There, language: 'my', inPrivate: true, result: 'asylum_sought' },
    });
    given(...history)
      .when('ScreenProtection', { ...screening, about: Third, result: 'fears_state' })
      .thenRecords({
        ProtectionScreened: { about: Third, language: 'my', inPrivate: true, result: 'fears_state' },
      });
  });

  it('stops a return to it, for a reason that tells nobody why', () => {
    const history = [caseOpened, screenedFor('no_fear'), ...consentsTo(There), ...sent, proposed];
    const { decision } = given(...history)
      .when('ScreenProtection', { ...screening, result: 'fears_officials' })
      .thenRecords(
        {
          ProtectionScreened: { about: There, language: 'my', inPrivate: true, result: 'fears_officials' },
          ContactStopped: { with: There },
          RepatriationCancelled: { by: Here, reason: 'circumstances' },
        },
        goes('ContactStopped', There, { notComing: [1] }),
      );
    expect(decision.events[2]?.data).toMatchObject({ reason: 'circumstances' });
    expect(decision.events[3]?.data).toMatchObject({ kind: 'ContactStopped' });
  });

  it('counts a fear that is told late, until the person is asked again', () => {
    const told = given(caseOpened, screenedFor('no_fear'), ...consentsTo(There), ...sent)
      .when('ScreenProtection', { ...screening, result: 'fears_state', occurredAt: early })
      .thenRecords(
        {
          ProtectionScreened: { about: There, language: 'my', inPrivate: true, result: 'fears_state' },
          ContactStopped: { with: There },
        },
        goes('ContactStopped', There, { notComing: [1] }),
      );
    expect(contactBarred(told.file, There)).toBe(true);
    const asked = told.when('ScreenProtection', { ...screening, result: 'no_fear' }).thenRecords({
      ProtectionScreened: { about: There, language: 'my', inPrivate: true, result: 'no_fear' },
      ContactResumed: { with: There },
    });
    expect(contactBarred(asked.file, There)).toBe(false);
  });
});

describe('what is known of a screening', () => {
  it('is irregular where others were present', () => {
    given(caseOpened)
      .when('ScreenProtection', { ...screening, inPrivate: false, result: 'no_fear' })
      .thenRecords({
        ProtectionScreened: { about: There, language: 'my', inPrivate: false, result: 'no_fear' },
        IrregularityRaised: { rule: 'screening_not_in_private', about: There },
      });
  });

  it('is for the case owner alone, its result sealed as vital', () => {
    const { audience, fields } = caseEvents.ProtectionScreened;
    expect(audience).toEqual(only('SW'));
    expect(fields.result.dataClass).toBe('P4');
  });
});
