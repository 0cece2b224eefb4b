import { describe, expect, it } from '@jest/globals';
import { notice, inbound } from '../spec/crossing.js';
import { given, type Outcome } from '../spec/given.js';
import { Here, There } from '../spec/lands.js';
import { id, sampleActor, sampleFacts, sampleInstrument } from '../spec/sample.js';
import { untoldThere } from '../spec/histories.js';
import { screened } from '../spec/identifying.js';
import type { Context } from '../words/context.js';
import { whoseTurn } from './state.js';

const offices = ['office-a', 'police', 'office-b'];
const hop = { days: 3, calendar: 'working', source: '(A)' } as const;
/** Here and There relay through three offices each. */
const relaying = (agency = 'focal', more: Partial<Context> = {}): Partial<Context> => ({
  facts: (country) => ({
    ...sampleFacts(country),
    channels: [{ code: 'blo', name: 'Liaison', with: [There], relay: { offices, hop } }],
  }),
  instruments: [
    { ...sampleInstrument(), channels: [{ name: 'Liaison', relays: { [Here]: 'blo' }, source: '(A)' }] },
  ],
  actor: sampleActor(agency, `${agency}-officer`),
  ...more,
});
const came = (kind: 'CaseNotified' | 'ContactStopped', sequence = 1) =>
  kind === 'CaseNotified'
    ? inbound(kind, notice, { from: There, sequence })
    : inbound(kind, {}, { from: There, sequence });

const notified = () => given().when('ReceiveMessage', came('CaseNotified'), relaying());
const relayIn = ({ file }: Pick<Outcome, 'file'>) => file.relay.relays.at(-1)!;
const report = (outcome: Outcome, agency: string, relayId = relayIn(outcome).relayId) =>
  outcome.when('ReportRelayHop', { relayId }, relaying(agency));

describe('a relay', () => {
  it('begins at the border with what comes, and charges the first office alone, with a day', () => {
    const outcome = notified();
    expect(relayIn(outcome)).toMatchObject({
      ...{ way: 'in', with: There, urgent: false, dueOn: '2013-06-06', reported: [] },
      offices: offices.toReversed(),
    });
    expect(whoseTurn(relayIn(outcome))).toEqual(['office-b']);
    expect(outcome.file.coordination.involved.has('office-b')).toBe(true);
    expect(outcome.file.coordination.involved.has('police')).toBe(false);
  });

  it('goes on hop by hop, each reported by the office whose turn it is, which then takes part no more', () => {
    const first = report(notified(), 'office-b');
    first.thenRecords({
      RelayHopReported: { office: 'office-b', next: 'police', dueOn: '2013-06-06' },
      AgencyInvolved: { agency: 'police', reason: 'relay' },
      AgencyReleased: { agency: 'office-b', reason: 'work_ended' },
    });
    const last = report(report(first, 'police'), 'office-a');
    expect(whoseTurn(relayIn(last))).toEqual([]);
    for (const office of offices) expect(last.file.coordination.involved.has(office)).toBe(false);
  });

  it('skips no office, whoever reports, and takes no report twice', () => {
    const begun = notified();
    const skipped = report(begun, 'police').thenRefuses('wrong_state');
    expect(skipped.decision.refusal?.sentence).toContain('office-b');
    report(begun, 'welfare').thenRefuses('unknown_reference');
    report(begun, 'office-b', id('none')).thenRefuses('unknown_reference');
    report(report(begun, 'office-b'), 'office-b').thenRefuses('already_exists');
  });

  it('leads outward from the inside with what goes', () => {
    const approved = given(...untoldThere, screened).when(
      'NotifyCountry',
      { country: There, locationType: 'shelter' },
      relaying(),
    );
    expect(approved.file.relay.relays).toEqual([]);
    const messageId = approved.file.disclosure.own.at(-1)?.messageId ?? '';
    const gone = approved.when('ReleaseMessage', { messageId }, relaying());
    expect(relayIn(gone)).toMatchObject({ messageId, way: 'out', offices, urgent: false });
    expect(whoseTurn(relayIn(gone))).toEqual(['office-a']);
    const recalled = gone.when('RecallMessage', { messageId, action: 'stop_use' }, relaying());
    expect(whoseTurn(recalled.file.relay.relays[0]!)).toEqual([]);
    expect(recalled.file.coordination.involved.has('office-a')).toBe(false);
    report(recalled, 'office-a', relayIn(gone).relayId).thenRefuses('wrong_state');
  });

  it('of what stops or warns has gone straight: all offices are told at once, and none waits for another', () => {
    const stopped = notified().when('ReceiveMessage', came('ContactStopped', 2), relaying());
    const [notice, stop] = stopped.file.relay.relays;
    expect(whoseTurn(notice!)).toEqual([]);
    expect(stop).toMatchObject({ urgent: true, way: 'in' });
    expect(whoseTurn(stop!)).toEqual(offices.toReversed());
    const told = report(stopped, 'police').thenRecords(
      { RelayHopReported: { office: 'police' } },
      { AgencyReleased: { agency: 'police', reason: 'work_ended' } },
    );
    expect(whoseTurn(relayIn(told))).toEqual(['office-b', 'office-a']);
  });

  it('goes past an office that is kept out of the case', () => {
    const excluded = given(...untoldThere).when(
      'ExcludeParty',
      { agency: 'office-b', reason: 'A cousin works there.' },
      relaying('welfare'),
    );
    const outcome = excluded.when('ReceiveMessage', came('CaseNotified'), relaying());
    expect(relayIn(outcome).offices).toEqual(['police', 'office-a']);
  });

  it('begins under no instrument whose channel names none', () => {
    const straight = given().when('ReceiveMessage', came('CaseNotified'));
    expect(straight.file.relay.relays).toEqual([]);
  });
});
