import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { CaseCommand, Country, NewCaseEvent, RecordedCaseEvent } from '#casework';
import { commandOf, commandTypes } from '../casework/spec/any-step.js';
import { caseOpened, identityKnown, screenedFor } from '../casework/spec/histories.js';
import { readyUntold } from '../casework/spec/returning.js';
import { twoNodes, type Answered, type Given, type TwoNodes } from '../casework/spec/two-nodes.js';
import { facts, readBy, readers } from './spec/every-reader.js';

/*
 * A fear cannot be told from a full withdrawal (domain.md 2.1, 3.1 no. 24a). Two worlds are led through one history; in the
 * one the person tells of a fear, in the other she withdraws everything; then both go on alike. Whatever a reader gets of the
 * one, it gets of the other, and so does the partner. Ids are derived from the commands' numbers and are equal by themselves.
 */

const asked = { language: 'my', inPrivate: true } as const;
const fears = (
  result: 'fears_state' | 'fears_officials' | 'asylum_sought',
  inPrivate = true,
): CaseCommand => ({
  type: 'ScreenProtection',
  body: { ...asked, about: 'MM', inPrivate, result },
});
const withdraws = (inPrivate = true): CaseCommand => ({
  type: 'WithdrawEverything',
  body: { ...asked, towards: 'MM', inPrivate },
});
const byWelfare = (command: CaseCommand): Given => ({ country: 'TH', agency: 'welfare', command });

/** The way of a case from the first notice to the departure. */
const way: readonly Pick<Step, 'country' | 'agency' | 'type'>[] = [
  { country: 'TH', agency: 'focal', type: 'NotifyCountry' },
  { country: 'MM', agency: 'focal', type: 'AcknowledgeCase' },
  { country: 'TH', agency: 'focal', type: 'SendCaseForm' },
  { country: 'TH', agency: 'focal', type: 'RequestNationalityConfirmation' },
  { country: 'MM', agency: 'police', type: 'AskAdditionalInformation' },
  { country: 'TH', agency: 'focal', type: 'RequestFamilyTracing' },
  { country: 'TH', agency: 'focal', type: 'ProposeRepatriation' },
  { country: 'MM', agency: 'focal', type: 'AgreeRepatriation' },
  { country: 'TH', agency: 'focal', type: 'ApproveReturn' },
  { country: 'TH', agency: 'welfare', type: 'ApproveReturn' },
  { country: 'TH', agency: 'focal', type: 'NotifyDeparture' },
];

/** Days, places and countries that fit the sample facts, where an example names others. */
const fitting: Partial<Record<CaseCommand['type'], object>> = {
  ProposeRepatriation: { to: 'MM', point: 'bridge', plannedOn: '2013-07-01' },
  NotifyDeparture: { point: 'bridge', on: '2013-07-01' },
  AcknowledgeCase: { country: 'TH' },
};
const fitted = ({ type, body }: CaseCommand) =>
  ({ type, body: { ...body, ...fitting[type] } }) as CaseCommand;

const aStep = fc.record({
  type: fc.constantFrom(...commandTypes),
  country: fc.constantFrom<'TH' | 'MM'>('TH', 'TH', 'MM'),
  agency: fc.constantFrom('focal', 'police', 'welfare'),
  pick: fc.nat(),
  settles: fc.boolean(),
});
type Step = typeof aStep extends fc.Arbitrary<infer S> ? S : never;

const aHistory = fc.record({
  /** How far the case came before. */
  reached: fc.nat({ max: way.length }),
  before: fc.array(aStep, { maxLength: 8 }),
  /** Whether what was approved last has crossed. */
  crossed: fc.boolean(),
  result: fc.constantFrom('fears_state' as const, 'fears_officials' as const, 'asylum_sought' as const),
  inPrivate: fc.oneof({ weight: 4, arbitrary: fc.constant(true) }, fc.constant(false)),
  after: fc.array(aStep, { minLength: 4, maxLength: 14 }),
  /** Asked again, and what follows then. */
  again: fc.option(fc.array(aStep, { maxLength: 6 })),
});
type History = typeof aHistory extends fc.Arbitrary<infer H> ? H : never;

const beginning: readonly NewCaseEvent[] = [...readyUntold(), ...identityKnown];

const take = (world: TwoNodes, step: Omit<Step, 'settles'>, settles: boolean): Answered => {
  const command = fitted(commandOf(step, world.history(step.country)));
  const answer = world.give({ country: step.country, agency: step.agency, command });
  if (settles) world.settle();
  return answer;
};

const led = ({ reached, before, crossed }: Pick<History, 'reached' | 'before' | 'crossed'>): TwoNodes => {
  const world = twoNodes(beginning, facts);
  way.slice(0, reached).forEach((step, index) => {
    take(world, { ...step, pick: 0 }, crossed || index < reached - 1);
  });
  for (const step of before) take(world, step, step.settles);
  return world;
};

/** A whole history with one word of the person in it, and all that was answered from it on. */
const play = (history: History, word: CaseCommand) => {
  const world = led(history);
  const answers = [world.give(byWelfare(word))];
  world.settle();
  for (const step of history.after) answers.push(take(world, step, step.settles));
  if (history.again) {
    answers.push(
      world.give(byWelfare({ type: 'ScreenProtection', body: { ...asked, about: 'MM', result: 'no_fear' } })),
    );
    for (const step of history.again) answers.push(take(world, step, step.settles));
  }
  world.settle();
  return { world, answers };
};

/** A history without what the person said: sealed for the case owner alone. */
const withoutResult = (history: readonly RecordedCaseEvent[]) =>
  history.map(({ type, data, meta }) => ({
    ...{ type, meta },
    data: type === 'ProtectionScreened' ? { ...data, result: undefined } : data,
  }));

const lives = (world: ReturnType<typeof led>): boolean => world.file('TH').repatriation.diedAt === undefined;

describe('a fear of a state', () => {
  it('gives every reader but the case owner, and the partner, what a full withdrawal gives them, now and later', () => {
    let stopped = 0;
    fc.assert(
      fc.property(aHistory, (history) => {
        const { result, inPrivate } = history;
        const afraid = play(history, fears(result, inPrivate));
        const withdrawn = play(history, withdraws(inPrivate));
        for (const country of ['TH', 'MM'] as const)
          for (const agency of readers)
            expect(readBy(agency, country, withdrawn)).toEqual(readBy(agency, country, afraid));
        if (afraid.answers[0]?.recorded.some(({ type }) => type === 'ContactStopped')) stopped += 1;
      }),
      { numRuns: 15 },
    );
    expect(stopped).toBeGreaterThan(5);
  });

  it('differs from a full withdrawal in one sealed field alone, on either side, and every step after it is answered alike', () => {
    fc.assert(
      fc.property(aHistory, (history) => {
        const afraid = play(history, fears(history.result));
        const withdrawn = play(history, withdraws());
        for (const country of ['TH', 'MM'] as const)
          expect(withoutResult(withdrawn.world.history(country))).toEqual(
            withoutResult(afraid.world.history(country)),
          );
        expect(withdrawn.answers.map(({ refusal }) => refusal)).toEqual(
          afraid.answers.map(({ refusal }) => refusal),
        );
      }),
      { numRuns: 30 },
    );
  });

  it('is known to the case owner', () => {
    const history: History = {
      ...{ reached: 3, before: [], crossed: true, after: [], again: null },
      ...{ result: 'fears_state', inPrivate: true },
    };
    const seen = (word: CaseCommand) => {
      const played = play(
        { ...history, after: [], before: [], result: 'fears_state', inPrivate: true },
        word,
      );
      const owner = facts('TH').agencies.find(({ id }) => id === 'welfare')!;
      return readBy(owner, 'TH', played).body.events.findLast(({ type }) => type === 'ProtectionScreened')
        ?.data;
    };
    expect(seen(fears('fears_officials'))).toMatchObject({ result: 'fears_officials' });
    expect(seen(withdraws())).toMatchObject({ result: 'no_contact' });
  });

  it('leaves no trace for anybody but case owner and auditor where nothing was ever exchanged with that state', () => {
    fc.assert(
      fc.property(aHistory, fc.constantFrom<Country>('KH', 'LA', 'VN'), (history, about) => {
        const screen: CaseCommand = {
          type: 'ScreenProtection',
          body: { ...asked, about, result: history.result },
        };
        const [screened, unasked] = [led(history), led(history)];
        const spoken = screened.give(byWelfare(screen));
        const crossedWith = screened.file('TH').disclosure.own.some(({ to }) => to === about);
        fc.pre(!crossedWith && lives(screened));
        expect(spoken.recorded.map(({ type }) => type)).toEqual(['ProtectionScreened']);
        for (const agency of readers.filter(({ viewer }) => viewer !== 'AU'))
          expect(readBy(agency, 'TH', { world: screened, answers: [] })).toEqual(
            readBy(agency, 'TH', { world: unasked, answers: [] }),
          );
      }),
      { numRuns: 12 },
    );
  });
});

describe('a stop that the focal point decides', () => {
  it('looks the same to everybody else and to the partner as one that the person wants', () => {
    const decides: Given = {
      country: 'TH',
      agency: 'focal',
      command: { type: 'StopContact', body: { with: 'MM', reason: 'She was followed.' } },
    };
    fc.assert(
      fc.property(aHistory, (history) => {
        const [decided, wanted] = [led(history), led(history)];
        // The dead want nothing: only the focal point's word would be left to compare.
        fc.pre(!decided.file('TH').contact.decided.includes('MM') && lives(wanted));
        const worlds = [
          { world: decided, answers: [decided.give(decides)] },
          { world: wanted, answers: [wanted.give(byWelfare(withdraws()))] },
        ] as const;
        for (const { world } of worlds) world.settle();
        for (const agency of readers.filter(({ viewer }) => !['SW', 'FP', 'AU'].includes(viewer))) {
          const [one, other] = worlds.map(({ world }) => readBy(agency, 'TH', { world, answers: [] }).body);
          expect(one?.events.map(({ eventId: _id, ...event }) => event)).toEqual(
            other?.events.map(({ eventId: _id, ...event }) => event),
          );
        }
        expect(decided.history('MM')).toEqual(wanted.history('MM'));
      }),
      { numRuns: 12 },
    );
  });
});

describe('contact that has stopped', () => {
  const stopAt = (reached: number) => {
    const world = led({ reached, before: [], crossed: true });
    world.give(byWelfare(fears('fears_state')));
    world.settle();
    return world;
  };

  it('ends the return on both sides, the use of all that was sent and every consent towards that state', () => {
    const world = stopAt(way.length);
    for (const country of ['TH', 'MM'] as const)
      expect(world.file(country).repatriation.stage).toBe('cancelled');
    const theirs = world.file('MM').disclosure.theirs.filter(({ kind }) => kind !== 'ContactStopped');
    expect(theirs.length).toBeGreaterThan(4);
    expect(theirs.every(({ stopped, outcome }) => stopped || outcome === 'refused')).toBe(true);
    expect(world.file('TH').consent.consents.every(({ withdrawnAt }) => withdrawnAt !== undefined)).toBe(
      true,
    );
    expect(world.file('TH').repatriation.consent?.status).toBe('withdrawn');
  });

  it('keeps back what was approved and had not gone', () => {
    const world = twoNodes([caseOpened, screenedFor('no_fear'), ...beginning.slice(1)], facts);
    take(world, { ...way[0]!, pick: 0 }, false);
    world.give(byWelfare(withdraws()));
    world.settle();
    expect(world.history('MM')).toEqual([]);
    expect(world.file('TH').disclosure.own.map(({ status }) => status)).toEqual(['withheld', 'withheld']);
  });
});
