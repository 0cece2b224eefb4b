import { describe, expect, it } from '@jest/globals';
import { given } from '../spec/given.js';
import { agreed, approved, journeyId, plannedOn, proposed, ready } from '../spec/returning.js';
import { inbound } from '../spec/crossing.js';
import type { NewCaseEvent } from '../records/catalogue.js';
import { goes } from '../spec/stated.js';
import { Here, There } from '../spec/lands.js';
const notify = { on: plannedOn, point: 'bridge', escorts: 2 };
const irregularities = (events: readonly NewCaseEvent[]): string[] =>
  events.flatMap((event) => (event.type === 'IrregularityRaised' ? [event.data.rule] : []));

describe('departure', () => {
  const scheduled = [...ready(), proposed, agreed, ...approved];

  it('is authorised and notified with the line of the manifest', () => {
    const { decision } = given(...scheduled)
      .when('NotifyDeparture', notify)
      .thenRecords(
        {
          DepartureAuthorised: { on: '2013-07-01', point: 'bridge' },
          ReceivingSideNotified: { on: '2013-07-01', point: 'bridge', escorts: 2 },
        },
        goes('DepartureNotified', There, {
          on: '2013-07-01',
          point: 'bridge',
          escorts: 2,
          names: [{ text: 'အေးအေး', script: 'Mymr', kind: 'legal' }],
          documents: [{ kind: 'laissez_passer', validUntil: '2013-08-15' }],
          seen: { upTo: 0 },
        }),
      );
    expect(decision.events[2]?.data).toMatchObject({
      kind: 'DepartureNotified',
      payload: {
        group: journeyId,
        point: 'bridge',
        names: [{ text: 'အေးအေး' }],
        documents: [{ kind: 'laissez_passer' }],
      },
    });
  });

  it('is refused at another place, without approval, and when suspended', () => {
    given(...scheduled)
      .when('NotifyDeparture', { ...notify, point: 'port' })
      .thenRefuses('wrong_place');
    given(...ready(), proposed, agreed)
      .when('NotifyDeparture', notify)
      .thenRefuses('wrong_state');
    given(...scheduled)
      .when('SuspendReturn', { reason: 'border_closed' })
      .thenRecords(
        { RepatriationSuspended: { by: Here, reason: 'border_closed' } },
        goes('ReturnSuspended', There, { reason: 'border_closed' }),
      )
      .when('NotifyDeparture', notify)
      .thenRefuses('condition_missing');
  });

  it('at short notice is irregular, not impossible', () => {
    const { decision } = given(...scheduled).when('NotifyDeparture', { ...notify, on: '2013-06-07' });
    expect(decision.refusal).toBeUndefined();
    expect(irregularities(decision.events)).toEqual(['departure_notice_short']);
  });

  it('goes on after a suspension only by who suspended it', () => {
    const theirs = given(...scheduled).when(
      'ReceiveMessage',
      inbound('ReturnSuspended', { reason: 'logistics' }, { from: There }),
    );
    theirs.thenRecords({
      MessageReceived: { outcome: 'effective' },
      RepatriationSuspended: { reason: 'logistics', by: There },
    });
    theirs.when('ResumeReturn', {}).thenRefuses('wrong_state');
    given(...scheduled)
      .when('SuspendReturn', { reason: 'border_closed' })
      .when('ResumeReturn', {})
      .thenRecords({ RepatriationResumed: { by: Here } }, goes('ReturnResumed', There))
      .when('NotifyDeparture', notify)
      .thenRecords(
        {
          DepartureAuthorised: { on: '2013-07-01', point: 'bridge' },
          ReceivingSideNotified: { on: '2013-07-01', point: 'bridge', escorts: 2 },
        },
        goes('DepartureNotified', There, {
          on: '2013-07-01',
          point: 'bridge',
          escorts: 2,
          names: [{ text: 'အေးအေး', script: 'Mymr', kind: 'legal' }],
          documents: [{ kind: 'laissez_passer', validUntil: '2013-08-15' }],
          seen: { upTo: 0 },
        }),
      );
  });
});
