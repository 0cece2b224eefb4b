import { describe, expect, it } from '@jest/globals';
import type { NewCaseEvent } from '../records/catalogue.js';
import { emptyFile } from '../records/file.js';
import type { Decision } from '../words/decision.js';
import type { Inbound } from '../records/rules.js';
import { given, recorded } from '../spec/given.js';
import { caseOpened as opened } from '../spec/histories.js';
import { consentsTo, id, sampleContext, sampleFacts, sampleInstrument } from '../spec/sample.js';
import { fold } from '../the-case.js';
import { coordinationReceivers } from './receive.js';
import { goes, goesNot } from '../spec/stated.js';
import { Here, There } from '../spec/lands.js';

const screened: NewCaseEvent = {
  type: 'InitialScreeningCompleted',
  data: { outcome: 'presumed', urgentNeeds: [], indicators: ['debt'] },
};
const noFear: NewCaseEvent = {
  type: 'ProtectionScreened',
  data: { screeningId: id('screening'), about: There, language: 'my', inPrivate: true, result: 'no_fear' },
};
const instruments = [sampleInstrument({ CaseNotified: 'notification' })];
const notice = { country: There, locationType: 'shelter' } as const;
const ready = [opened, screened, noFear, ...consentsTo(There)];

describe('notifying a country', () => {
  it('tells it the profile and no name', () => {
    const { decision } = given(...ready, {
      type: 'NameClaimed',
      data: {
        claimId: id('name'),
        source: 'person',
        confidence: 'high',
        name: { text: 'Ma Myint', script: 'Latn', kind: 'legal' },
      },
    })
      .when('NotifyCountry', notice, { instruments })
      .thenRecords(
        goes(
          'CaseNotified',
          There,
          {
            sex: 'female',
            mainLanguage: 'my',
            urgency: 'normal',
            ageBand: 'adult',
            claimedNationality: There,
            locationType: 'shelter',
          },
          { purpose: 'notification' },
        ),
      );
    const approved = decision.events.find(({ type }) => type === 'MessageApproved');
    expect(approved?.data).toMatchObject({
      kind: 'CaseNotified',
      to: There,
      payload: {
        sex: 'female',
        ageBand: 'adult',
        claimedNationality: There,
        mainLanguage: 'my',
        locationType: 'shelter',
        urgency: 'normal',
      },
    });
    expect(JSON.stringify(approved)).not.toContain('Myint');
  });

  it('is refused without an opened case, towards the own country, before a screening, or a second time', () => {
    given().when('NotifyCountry', notice).thenRefuses('wrong_state');
    given(...ready)
      .when('NotifyCountry', { ...notice, country: Here })
      .thenRefuses('wrong_state');
    given(opened, noFear).when('NotifyCountry', notice).thenRefuses('wrong_state');
    given(...ready, { type: 'PartnerLinked', data: { country: There, theirReference: id('theirs') } })
      .when('NotifyCountry', notice)
      .thenRefuses('already_exists');
  });

  it('records the denial where the disclosure rule lets nothing go', () => {
    given(opened, screened, noFear)
      .when('NotifyCountry', notice, { instruments })
      .thenRefuses('consent_missing', goesNot('CaseNotified', There, 'consent_missing'));
    given(opened, screened, ...consentsTo(There))
      .when('NotifyCountry', notice, { instruments })
      .thenRefuses('not_possible_now', goesNot('CaseNotified', There, 'contact_barred'));
  });
});

const inbound: Inbound = {
  messageId: id('message'),
  from: Here,
  theirReference: id('their reference'),
  sequence: 1,
  sentAt: '2013-06-03T03:00:00Z',
};
const payload = {
  sex: 'male',
  ageBand: 'child',
  claimedNationality: There,
  mainLanguage: 'my',
  locationType: 'shelter',
  urgency: 'urgent',
} as const;
const overThere = sampleContext({ country: There });
const after = (decision: Decision<NewCaseEvent>) => fold(id('case'), recorded(decision.events, overThere));

describe('a notice from another country', () => {
  const received = coordinationReceivers.CaseNotified(payload, emptyFile(id('case')), overThere, inbound);

  it('opens the receiving case, links the partner and brings in the focal point', () => {
    expect(received.events.map(({ type }) => type)).toEqual([
      'CaseOpened',
      'PartnerLinked',
      'AgencyInvolved',
    ]);
    const { coordination } = after(received);
    expect(coordination).toMatchObject({ opened: true, side: 'receiving', foundIn: Here, sex: 'male' });
    expect(coordination.partners.get(Here)).toMatchObject({
      theirReference: inbound.theirReference,
      notice: inbound.messageId,
    });
    expect(coordination.involved.has('focal')).toBe(true);
  });

  it('reads the age band by the sender’s law: a child there is a child here', () => {
    const facts: typeof sampleFacts = (country) =>
      country === There
        ? {
            ...sampleFacts(country),
            ageBands: [
              { band: 'minor', from: 0 },
              { band: 'youth', from: 16 },
              { band: 'adult', from: 18 },
            ],
          }
        : sampleFacts(country);
    const context = sampleContext({ country: There, facts });
    const bandFor = (ageBand: string) =>
      after(
        coordinationReceivers.CaseNotified({ ...payload, ageBand }, emptyFile(id('case')), context, inbound),
      ).age.opened;
    expect(bandFor('child')).toBe('minor');
    expect(bandFor('adult')).toBe('adult');
    expect(bandFor('elder')).toBe('unknown');
  });

  it('only links the partner where a case is open already', () => {
    const again = coordinationReceivers.CaseNotified(payload, after(received), overThere, inbound);
    expect(again.events.map(({ type }) => type)).toEqual(['PartnerLinked']);
  });

  it('can be acknowledged with a focal person, and by nobody who was not told', () => {
    const file = after(received);
    expect(file.coordination.partners.get(Here)?.focalPerson).toBeUndefined();
    given(opened)
      .when('AcknowledgeCase', { country: Here, focalPerson: 'daw-1' })
      .thenRefuses('unknown_reference');
    const adult = coordinationReceivers.CaseNotified(
      { ...payload, ageBand: 'adult' },
      emptyFile(id('case')),
      overThere,
      inbound,
    );
    const { decision } = given(
      ...adult.events,
      {
        type: 'ProtectionScreened',
        data: { screeningId: id('s'), about: Here, language: 'my', inPrivate: true, result: 'no_fear' },
      },
      ...consentsTo(Here),
    )
      .when('AcknowledgeCase', { country: Here, focalPerson: 'daw-1' }, { country: There, instruments })
      .thenRecords(goes('CaseAcknowledged', Here, { focalPerson: 'daw-1' }));
    expect(decision.events[0]?.data).toMatchObject({ kind: 'CaseAcknowledged', answers: inbound.messageId });
  });
});

describe('what a partner answers', () => {
  it('an acknowledgement brings its reference and focal person', () => {
    const decision = coordinationReceivers.CaseAcknowledged(
      { focalPerson: 'daw-1' },
      given(opened).file,
      sampleContext(),
      { ...inbound, from: There },
    );
    expect(decision.events).toEqual([
      {
        type: 'PartnerLinked',
        data: { country: There, theirReference: inbound.theirReference, focalPerson: 'daw-1' },
      },
    ]);
    const stray = coordinationReceivers.CaseAcknowledged(
      { focalPerson: 'daw-1' },
      emptyFile(id('case')),
      sampleContext(),
      inbound,
    );
    expect(stray.refusal?.code).toBe('unknown_reference');
  });

  it('a closing notice closes nothing here', () => {
    const linked: NewCaseEvent = {
      type: 'PartnerLinked',
      data: { country: There, theirReference: id('theirs') },
    };
    const close = { reason: 'reintegrated', retainUntil: '2025-01-01' } as const;
    const from = { ...inbound, from: There } as const;
    const decision = coordinationReceivers.CaseClosedNotice(
      close,
      given(opened, linked).file,
      sampleContext(),
      from,
    );
    const { coordination } = fold(id('case'), recorded([opened, linked, ...decision.events]));
    expect(coordination.closed).toBe(false);
    expect(coordination.partners.get(There)?.closed).toBe(true);
    const stray = coordinationReceivers.CaseClosedNotice(close, given(opened).file, sampleContext(), from);
    expect(stray.refusal?.code).toBe('unknown_reference');
  });
});
