import { beforeEach, describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Country } from '#casework';
import { evidenceFrom } from './record.js';
import {
  judge,
  judgeEnds,
  judgeFaults,
  judgeLog,
  neverHappened,
  type Evidence,
  type Finding,
  type KeptEvent,
} from './index.js';

/** What a run of a few seconds without faults left behind, written with `--record`. */
const recorded = readFileSync(join(process.cwd(), 'test', 'faults', 'judge', 'recorded-run.jsonl'), 'utf8');

let whole: Evidence;
beforeEach(() => {
  whole = evidenceFrom(recorded);
});

const whats = (evidence: Evidence): readonly Finding['what'][] => [
  ...new Set(judge(evidence).map(({ what }) => what)),
];

const eventsOf = (country: Country): readonly KeptEvent[] => whole.stores.get(country) ?? [];

const found = <T>(value: T | undefined): T => {
  if (value === undefined) throw new Error('The recorded run has none.');
  return value;
};

const ofType = (country: Country, type: string): KeptEvent =>
  found(eventsOf(country).find((event) => event.type === type));

/** The same run with another content of one store. */
const changed = (
  country: Country,
  change: (events: readonly KeptEvent[]) => readonly KeptEvent[],
): Evidence => ({
  ...whole,
  stores: new Map([...whole.stores].map(([of, events]) => [of, of === country ? change(events) : events])),
});

const without = (country: Country, ...gone: readonly KeptEvent[]): Evidence =>
  changed(country, (events) => events.filter((event) => !gone.includes(event)));

/** As if it had been written again by another command, at the end of its stream. */
const again = (country: Country, event: KeptEvent): Evidence =>
  changed(country, (events) => [
    ...events,
    {
      ...event,
      id: '00000000-0000-4000-8000-000000000001',
      revision: found(events.findLast(({ stream }) => stream === event.stream)).revision + 1,
      position: String(BigInt(found(events.at(-1)).position) + 1n),
      meta: { ...event.meta, commandId: '00000000-0000-4000-8000-000000000002' },
    },
  ]);

/** The last event of a stream of Myanmar that one acknowledged command recorded: taking it away leaves no gap. */
const acknowledged = (): KeptEvent => {
  const ends = new Map(eventsOf('MM').map((event) => [event.stream, event]));
  const recordedIds = new Set(
    whole.entries.flatMap(({ answered }) => answered?.recorded.map(({ id }) => id) ?? []),
  );
  return found([...ends.values()].find(({ id }) => recordedIds.has(id)));
};

describe('the judge of a run', () => {
  it('finds nothing in a run in which nothing went wrong', () => {
    expect(whole.entries.length).toBeGreaterThan(30);
    expect(eventsOf('MM').length).toBeGreaterThan(30);
    expect(judge(whole)).toEqual([]);
  });

  it('finds a command that was acknowledged and is lost, at the end of a stream and within it', () => {
    const end = acknowledged();
    expect(whats(without('MM', end))).toContain('lost_command');
    const middle = ofType('TH', 'NameClaimed');
    expect(whats(without('TH', middle))).toEqual(expect.arrayContaining(['lost_command', 'gap_in_stream']));
  });

  it('finds a command that took effect twice', () => {
    const claim = ofType('TH', 'NameClaimed');
    expect(whats(again('TH', claim))).toContain('command_of_nobody');
    const doubled = changed('TH', (events) =>
      events.flatMap((event) => (event === claim ? [event, event] : event)),
    );
    expect(whats(doubled)).toEqual(expect.arrayContaining(['doubled_event', 'doubled_command']));
  });

  it('finds a command that is recorded elsewhere than was acknowledged', () => {
    const end = acknowledged();
    const moved = changed('MM', (events) =>
      events.map((event) => (event === end ? { ...event, position: `${event.position}0000` } : event)),
    );
    expect(whats(moved)).toContain('other_position_than_acknowledged');
  });

  it('finds an order that does not hold, and a command without an answer', () => {
    const backwards = changed('MM', (events) => events.toReversed());
    expect(whats(backwards)).toEqual(expect.arrayContaining(['gap_in_stream', 'order_broken']));
    const [first, ...rest] = whole.entries;
    const unanswered = { ...whole, entries: [{ asked: found(first).asked }, ...rest] };
    expect(whats(unanswered)).toEqual(['never_answered']);
  });

  it('finds a message that was let go and is lost, with its effect or without', () => {
    const received = ofType('MM', 'MessageReceived');
    const command = eventsOf('MM').filter(({ meta }) => meta.commandId === received.meta.commandId);
    expect(whats(without('MM', ...command))).toContain('lost_message');
    const effect = found(command.find(({ type }) => type === 'CaseOpened'));
    expect(whats(without('MM', effect))).toContain('lost_message');
  });

  it('finds a message that took effect twice, as a whole or in its effect', () => {
    expect(whats(again('MM', ofType('MM', 'MessageReceived')))).toContain('doubled_message');
    expect(whats(again('MM', ofType('MM', 'NationalityCheckReceived')))).toContain('doubled_message');
  });

  it('finds messages of a case that took effect in another order', () => {
    const [first, second] = eventsOf('MM').filter(
      ({ type, stream }) => type === 'MessageReceived' && stream === ofType('MM', 'CaseFormReceived').stream,
    );
    const swapped = changed('MM', (events) =>
      events.map((event) => {
        if (event === first) return { ...event, open: found(second).open };
        return event === second ? { ...event, open: found(first).open } : event;
      }),
    );
    expect(whats(swapped)).toContain('message_out_of_order');
  });

  it('finds a message that stays undecided, one that nobody sent, and a missing receipt', () => {
    expect(whats(without('TH', ofType('TH', 'MessageReleased')))).toEqual(
      expect.arrayContaining(['message_undecided', 'message_of_nobody']),
    );
    expect(whats(without('TH', ofType('TH', 'MessageReceipted')))).toContain('receipt_missing');
  });

  it('finds a message that was withheld, one of another kind than was let go, and one of a kind it knows nothing of', () => {
    const released = ofType('TH', 'MessageReleased');
    const withheld = changed('TH', (events) =>
      events.map((event) => (event === released ? { ...event, type: 'MessageWithheld' } : event)),
    );
    expect(whats(withheld)).toContain('message_withheld');
    const received = ofType('MM', 'MessageReceived');
    const as = (kind: string): Evidence =>
      changed('MM', (events) =>
        events.map((event) => (event === received ? { ...event, open: { ...event.open, kind } } : event)),
      );
    expect(whats(as('CaseFormSent'))).toContain('message_altered');
    expect(whats(as('ArrivalReported'))).toEqual(expect.arrayContaining(['message_unjudged']));
  });

  it('finds a message of which the content that took effect is not what was let go, or cannot be opened', () => {
    const received = ofType('MM', 'MessageReceived');
    const { payload, ...closed } = received;
    expect(payload).toMatch(/^[0-9a-f]{64}$/);
    const as = (other: KeptEvent): Evidence =>
      changed('MM', (events) => events.map((event) => (event === received ? other : event)));
    expect(whats(as({ ...received, payload: '0'.repeat(64) }))).toEqual(['message_altered']);
    expect(whats(as(closed))).toEqual(['message_altered']);
    const { payload: sent, ...unopened } = ofType('TH', 'MessageApproved');
    expect(sent).toBeDefined();
    const neither = changed('TH', (events) =>
      events.map((event) => (event.id === unopened.id ? unopened : event)),
    );
    expect(whats(neither)).toEqual(['message_altered']);
  });

  it('finds a command that was acknowledged and of which the answer names no record', () => {
    const [first, ...rest] = whole.entries;
    const { asked, answered } = found(first);
    const empty = { asked, answered: { ...found(answered), recorded: [] } };
    expect(whats({ ...whole, entries: [empty, ...rest] })).toEqual(['acknowledged_without_a_record']);
  });

  it('finds what cannot be read and was put aside nowhere', () => {
    const planted = { country: 'TH' as const, untold: [], records: 1 };
    const buried = { country: 'TH' as const, reason: 'malformed_envelope' };
    expect(whats({ ...whole, aside: [planted], letters: [buried] })).toEqual([]);
    expect(whats({ ...whole, aside: [planted] })).toEqual(['not_told']);
    expect(whats({ ...whole, aside: [{ ...planted, untold: ['case-x'] }], letters: [buried] })).toEqual([
      'not_told',
    ]);
  });

  it('finds a view that differs from its rebuild, and a case put aside', () => {
    const [view, ...others] = whole.views;
    const altered = { ...found(view), live: { ...found(view).live, hash: '1:1' } };
    expect(whats({ ...whole, views: [altered, ...others] })).toEqual(['view_differs']);
    const parked = { ...found(view), parkedCases: 1 };
    expect(whats({ ...whole, views: [parked, ...others] })).toEqual(['case_parked']);
  });

  it('finds a view that is empty, or not there, though what was done must fill it', () => {
    const inbox = found(whole.views.find(({ view }) => view === 'embassy.nationality_inbox'));
    const others = whole.views.filter((view) => view !== inbox);
    const none = { rows: 0, hash: '0:0' };
    const empty = whole.views.map((view) =>
      view.country === 'MM' && view.view === inbox.view ? { ...view, live: none, rebuilt: none } : view,
    );
    const told = [{ what: 'nothing_happened', where: 'MM embassy.nationality_inbox is empty' }];
    expect(judge({ ...whole, views: empty })).toEqual(told);
    expect(judge({ ...whole, views: others.filter(({ view }) => view !== inbox.view) })).toEqual(told);
  });

  it('finds a command that was carried out and had to be refused, and takes that refusal for what it is', () => {
    const [entry, ...rest] = whole.entries;
    if (!entry?.answered) throw new Error('The recorded run has no answer.');
    const must = { ...entry.asked, refusedWith: 'condition_missing' };
    expect(whats({ ...whole, entries: [{ ...entry, asked: must }, ...rest] })).toEqual([
      'expected_refusal_missing',
    ]);
    const refused = (code: string) => ({
      asked: { ...must, key: 'refused' },
      answered: { key: 'refused', attempts: 1, status: 409, code, recorded: [], repeated: false },
    });
    expect(whats({ ...whole, entries: [...whole.entries, refused('condition_missing')] })).toEqual([]);
    expect(whats({ ...whole, entries: [...whole.entries, refused('wrong_state')] })).toEqual([
      'unexpected_refusal',
    ]);
  });

  it('finds a dead letter, a refusal, and a run in which nothing happened', () => {
    expect(whats({ ...whole, letters: [{ country: 'MM', reason: 'bad_signature' }] })).toEqual([
      'dead_letter',
    ]);
    const [first, ...rest] = whole.entries;
    const { asked } = found(first);
    const refused = {
      asked,
      answered: { key: asked.key, status: 422, recorded: [], repeated: false, attempts: 1 },
    };
    expect(whats({ ...whole, entries: [refused, ...rest] })).toContain('unexpected_refusal');
    expect(whats({ ...whole, entries: [], stores: new Map([['TH', []]]) })).toEqual(['nothing_happened']);
  });

  it('finds a run in which messages crossed one way only', () => {
    const oneWay = changed('TH', (events) => events.filter(({ type }) => type !== 'MessageReceived'));
    expect(judge(oneWay)).toContainEqual({ what: 'nothing_happened', where: 'no message came to TH' });
  });

  it('finds a run in which no fault happened, and names the kinds that did not', () => {
    const wanted = ['kill', 'disk'] as const;
    const some = { wanted, counts: new Map([['kill', 2] as const]) };
    expect(judgeFaults(some)).toEqual([]);
    expect(neverHappened(some)).toEqual(['disk']);
    expect(judgeFaults({ wanted, counts: new Map() })).toEqual([
      { what: 'nothing_happened', where: 'no fault happened' },
    ]);
    expect(judgeFaults({ wanted: [], counts: new Map() })).toEqual([]);
  });

  it('finds a process that ended late, badly, or by itself', () => {
    const stop = (tookMs: number, how: number | string | undefined) => ({ name: 'TH api', tookMs, how });
    expect(judgeEnds([stop(9_900, 0), stop(0, undefined)], [])).toEqual([]);
    expect(judgeEnds([stop(10_200, 0)], [])).toEqual([
      { what: 'not_ended', where: 'TH api: 10.2 s, ended with 0' },
    ]);
    expect(judgeEnds([stop(500, 1)], [])).toHaveLength(1);
    expect(judgeEnds([stop(30_000, 'SIGKILL')], [])).toHaveLength(1);
    expect(judgeEnds([], ['TH bridge 1 ended with 1; it said last: '])).toEqual([
      { what: 'ended_by_itself', where: 'TH bridge 1 ended with 1; it said last: ' },
    ]);
  });

  it('finds the mark of a name in a log, and nothing in one without it', () => {
    const log = { name: 'TH-api.log', text: '{"msg":"listening"}\n{"msg":"refused zq7m1x Ma Myint"}\n' };
    expect(judgeLog('zq7m1x', log)).toEqual([{ what: 'personal_data_in_log', where: 'TH-api.log, line 2' }]);
    expect(judgeLog('zq7m2x', log)).toEqual([]);
  });
});
