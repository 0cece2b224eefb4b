import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isExcluded } from '../coordination/state.js';
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
    channels: [
      {
        code: 'blo',
        name: 'Liaison',
        with: [There],
        relay: { offices, hop, instead: { 'office-b': ['welfare'] } },
      },
    ],
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
const exclude = (outcome: Pick<Outcome, 'when'>, agency: string, by = 'welfare') =>
  outcome.when('ExcludeParty', { agency, reason: 'A cousin works there.' }, relaying(by));
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

  it('goes past an office that is kept out of the case, to who passes it on instead', () => {
    const excluded = exclude(given(...untoldThere), 'office-b');
    const outcome = excluded.when('ReceiveMessage', came('CaseNotified'), relaying());
    expect(relayIn(outcome).offices).toEqual(['welfare', 'police', 'office-a']);
  });

  it('goes another way at once where an office is kept out after it began, and waits for it no more', () => {
    const excluded = exclude(notified(), 'office-b', 'focal');
    excluded.thenRecords(
      { PartyExcluded: { agency: 'office-b', reason: 'A cousin works there.' } },
      { RelayRerouted: { offices: ['welfare', 'police', 'office-a'], dueOn: '2013-06-06' } },
      { AgencyInvolved: { agency: 'welfare', reason: 'relay' } },
      { AgencyReleased: { agency: 'office-b', reason: 'work_ended' } },
    );
    expect(whoseTurn(relayIn(excluded))).toEqual(['welfare']);
    report(excluded, 'office-b').thenRefuses('unknown_reference');
    const next = exclude(excluded, 'welfare', 'focal');
    expect(whoseTurn(relayIn(next))).toEqual(['police']);
    const last = exclude(exclude(next, 'police', 'focal'), 'office-a', 'focal');
    expect(relayIn(last).offices).toEqual([]);
    expect(whoseTurn(relayIn(last))).toEqual([]);
  });

  it('keeps what an office reported before it was kept out, and charges nobody anew for a later one', () => {
    const passed = report(notified(), 'office-b');
    const excluded = exclude(exclude(passed, 'office-b', 'focal'), 'office-a', 'focal');
    expect(relayIn(excluded)).toMatchObject({ offices: ['office-b', 'police'], reported: ['office-b'] });
    expect(excluded.types).not.toContain('AgencyInvolved');
    expect(relayIn(report(excluded, 'police')).reported).toEqual(['office-b', 'police']);
  });

  it('tells who passes on what is urgent instead at once', () => {
    const stopped = notified().when('ReceiveMessage', came('ContactStopped', 2), relaying());
    const excluded = exclude(stopped, 'office-b', 'focal');
    expect(whoseTurn(relayIn(excluded))).toEqual(['welfare', 'police', 'office-a']);
    expect(excluded.file.coordination.involved.has('welfare')).toBe(true);
  });

  it('goes back to the office that took its report back', () => {
    const passed = report(notified(), 'office-b');
    const entryId = passed.file.history.find(({ type }) => type === 'RelayHopReported')?.meta.eventId ?? '';
    const back = passed.when('TakeBackEntry', { entryId, mistake: 'wrong_file' }, relaying('office-b'));
    back.thenRecords(
      { EntryTakenBack: { entry: 'RelayHopReported', mistake: 'wrong_file' } },
      { AgencyReleased: { agency: 'police', reason: 'work_ended' } },
      { AgencyInvolved: { agency: 'office-b', reason: 'relay' } },
    );
    expect(whoseTurn(relayIn(back))).toEqual(['office-b']);
    expect(relayIn(report(back, 'office-b')).reported).toEqual(['office-b']);
  });

  it('waits for no office that is kept out, and charges those alone whose turn it is, whatever happens in which order', () => {
    const office = fc.constantFrom(...offices, 'welfare');
    const step = fc.tuple(fc.constantFrom('report', 'exclude'), office);
    fc.assert(
      fc.property(fc.boolean(), fc.array(step, { maxLength: 7 }), (urgent, steps) => {
        const begun = urgent
          ? notified().when('ReceiveMessage', came('ContactStopped', 2), relaying())
          : notified();
        const { relayId } = relayIn(begun);
        const after = steps.reduce(
          (outcome, [what, agency]) =>
            what === 'report' ? report(outcome, agency, relayId) : exclude(outcome, agency, 'focal'),
          begun,
        );
        const { coordination } = after.file;
        const turn = whoseTurn(relayIn(after));
        const charged = coordination.involvements.filter(({ about }) => about === relayId);
        expect(charged.map(({ agency }) => agency).toSorted()).toEqual(turn.toSorted());
        for (const agency of turn) expect(isExcluded(coordination, { agency })).toBe(false);
        const ended = turn.reduce((outcome, agency) => report(outcome, agency, relayId), after);
        if (urgent) expect(whoseTurn(relayIn(ended))).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it('begins with nothing that only confirms: whoever waits for it has it', () => {
    const acknowledged = notified().when(
      'AcknowledgeCase',
      { country: There, focalPerson: 'focal-officer' },
      relaying(),
    );
    const messageId = acknowledged.file.disclosure.own.at(-1)?.messageId ?? '';
    const gone = acknowledged.when('ReleaseMessage', { messageId }, relaying());
    expect(gone.types).toContain('MessageReleased');
    expect(gone.file.relay.relays).toHaveLength(1);
  });

  it('begins under no instrument whose channel names none', () => {
    const straight = given().when('ReceiveMessage', came('CaseNotified'));
    expect(straight.file.relay.relays).toEqual([]);
  });
});
