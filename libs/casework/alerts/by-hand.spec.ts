import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { given } from '../spec/given.js';
import { caseOpened, untoldThere } from '../spec/histories.js';
import { Here, There } from '../spec/lands.js';
import { unafraidOf } from '../spec/missions.js';
import { consentsTo, sampleActor } from '../spec/sample.js';
import { states } from '../words/states.js';
import { unsentAlerts } from './state.js';

/** No instrument lets anything go to There. */
const without = { instruments: [] };
const of = (agency: string) => ({ ...without, actor: sampleActor(agency, `${agency}-officer`) });
const warning = { to: There, alert: { kind: 'in_danger', asks: ['find'], urgency: 'urgent' } } as const;
const body = { ...warning, alert: { ...warning.alert, asks: ['find' as const] } };
const decidedOn = (...consents: ReturnType<typeof consentsTo>) =>
  given(caseOpened, ...untoldThere.filter(({ type }) => type === 'ProtectionScreened'), ...consents).when(
    'DecideSafetyAlert',
    body,
    of('focal'),
  );
const alertIn = ({ file }: Pick<ReturnType<typeof decidedOn>, 'file'>) =>
  file.alerts.decided.at(-1)?.alertId ?? '';

describe('a warning of any country of the world that no instrument lets hear of it', () => {
  it('is decided, waits, and finds its way by hand, and to none that she fears or did not speak of', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...states),
        fc.constantFrom('no_fear', 'fears_state', undefined),
        (to, said) => {
          fc.pre(to !== Here);
          const consents = consentsTo(There).map(({ type, data }) => ({
            type,
            data: { ...data, recipient: { country: to } },
          }));
          const asked =
            said === undefined ? [] : [{ ...unafraidOf(to), data: { ...unafraidOf(to).data, result: said } }];
          const decided = given(caseOpened, ...asked, ...consents).when(
            'DecideSafetyAlert',
            { ...body, to },
            of('focal'),
          );
          if (said !== 'no_fear')
            return void decided.thenRefuses('not_possible_now', {
              DisclosureDenied: { kind: 'SafetyAlert', to, reason: 'contact_barred' },
            });
          const alertId = alertIn(decided);
          decided
            .when('HandOverSafetyAlert', { alertId, mission: 'office-a' }, of('focal'))
            .thenRecords({ SafetyAlertHandedOver: { alertId, to, mission: 'office-a' } });
        },
      ),
      { numRuns: 60 },
    );
  });

  it('is handed to nobody but the office that she named, and to no stranger under the name of one', () => {
    const limited = consentsTo(There).map(({ type, data }) => ({
      type,
      data: { ...data, recipient: { country: There, agency: 'office-b' } },
    }));
    const decided = decidedOn(...limited);
    const hand = (mission: string) =>
      decided.when('HandOverSafetyAlert', { alertId: alertIn(decided), mission }, of('focal'));
    hand('office-a').thenRefuses('consent_missing');
    hand('focal').thenRefuses('consent_missing');
    hand('the-broker').thenRefuses('unknown_reference');
    hand('office-b').thenRecords({ SafetyAlertHandedOver: { to: There, mission: 'office-b' } });
  });
});

describe('a warning of a country that no instrument lets hear of it', () => {
  it('is decided, waits, and finds its way by hand to a mission', () => {
    const decided = decidedOn(...consentsTo(There));
    const alertId = alertIn(decided);
    expect(unsentAlerts(decided.file.alerts)).toMatchObject([{ alertId }]);
    const handed = decided.when('HandOverSafetyAlert', { alertId, mission: 'office-a' }, of('focal'));
    handed.thenRecords({ SafetyAlertHandedOver: { alertId, to: There, mission: 'office-a' } });
    expect(unsentAlerts(handed.file.alerts)).toEqual([]);
    expect(handed.file.disclosure.own).toEqual([]);
    const entryId = handed.file.history.at(-1)?.meta.eventId ?? '';
    const again = handed.when('TakeBackEntry', { entryId, mistake: 'wrong_entry' }, of('focal'));
    expect(unsentAlerts(again.file.alerts)).toMatchObject([{ alertId }]);
    handed
      .when('HandOverSafetyAlert', { alertId, mission: 'office-a' }, of('focal'))
      .thenRefuses('already_exists');
  });

  it('goes to no mission of who is feared, excluded, or speaks for itself', () => {
    const decided = decidedOn(...consentsTo(There));
    const told = { alertId: alertIn(decided), mission: 'office-a' };
    decided.when('HandOverSafetyAlert', told).thenRefuses('wrong_state');
    decided
      .when(
        'ScreenProtection',
        { about: There, language: 'my', inPrivate: true, result: 'fears_state' },
        of('focal'),
      )
      .when('HandOverSafetyAlert', told, of('focal'))
      .thenRefuses('not_possible_now');
    decided
      .when(
        'ExcludeParty',
        { country: There, agency: 'office-a', reason: 'A cousin of the broker.' },
        of('welfare'),
      )
      .when('HandOverSafetyAlert', told, of('focal'))
      .thenRefuses('excluded_party');
  });

  it('that two signed without her word says by when she is told of it', () => {
    const proposed = decidedOn()
      .thenRefuses('consent_missing')
      .when('ProposeSafetyAlert', { ...body, whyNotAsked: 'Nobody has reached her.' }, of('welfare'));
    const { alertId = '' } = proposed.file.alerts.proposed[0] ?? {};
    proposed
      .when('ConfirmSafetyAlert', { alertId }, of('focal'))
      .when('HandOverSafetyAlert', { alertId, mission: 'office-a' }, of('focal'))
      .thenRecords({
        SafetyAlertHandedOver: { alertId, to: There, mission: 'office-a', tellBy: '2013-06-04' },
      });
    proposed
      .when('ConfirmSafetyAlert', { alertId }, of('focal'))
      .when('ExcludeParty', { officialId: 'focal-officer', reason: 'A cousin of the broker.' }, of('welfare'))
      .when(
        'HandOverSafetyAlert',
        { alertId, mission: 'office-a' },
        { ...without, actor: sampleActor('focal', 'another-officer') },
      )
      .thenRefuses('wrong_state');
  });
});
