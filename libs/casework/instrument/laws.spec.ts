import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Here, There, Third } from '../spec/lands.js';
import { binds } from '../words/instrument.js';
import { changeKinds } from './values.js';
import { instrumentsAt, missingOf } from './questions/standing.js';
import { emptyInstrumentRegister, proposedIn, type InstrumentRegister } from './state.js';
import {
  brought,
  builtIn,
  code,
  decided,
  notice,
  signature,
  text,
  withEvents,
  type Paper,
} from './spec/told.js';

const now = '2018-03-01T04:00:00.000Z';
const instants = Array.from({ length: 8 }, (_, day) => `2018-03-0${day + 2}T0${day}:30:00.000Z`);
const versions = ['2018', '2019'];

const signers = fc.subarray<string>([Here, There, Third], { minLength: 1 });
const aPaper: fc.Arbitrary<Paper> = fc.oneof(
  { weight: 1, arbitrary: fc.constantFrom(...versions).map(text) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.constantFrom(...versions), fc.constantFrom(Here, There, Third))
      .map(([version, by]) => signature(version, by)),
  },
  {
    weight: 4,
    arbitrary: fc
      .record({
        version: fc.constantFrom('2009', ...versions),
        change: fc.constantFrom(...changeKinds),
        at: fc.constantFrom(...instants),
        by: fc.oneof(
          { weight: 3, arbitrary: fc.constant<string[]>([Here, There]) },
          { weight: 1, arbitrary: signers },
        ),
        replaces: fc.option(fc.constantFrom('2009', ...versions), { nil: undefined }),
      })
      .map(({ version, change, at, by, replaces }) =>
        notice(version, change, at, by, change === 'in_force' ? replaces : undefined),
      ),
  },
);

/** All that makes both later versions ready to come into force, so that much can happen to them. */
const ready = versions.flatMap((version) => [
  text(version),
  signature(version, Here),
  signature(version, There),
]);
const papers = fc
  .tuple(fc.boolean(), fc.array(aPaper, { maxLength: 14 }))
  .map(([signed, some]): readonly Paper[] => (signed ? [...ready, ...some] : some));

/** Papers brought to a node in an order, and those that were refused again, until none is taken any more. */
const untilNothingChanges = (some: readonly Paper[]): InstrumentRegister => {
  let register: InstrumentRegister = emptyInstrumentRegister;
  for (;;) {
    const after = brought(some, now, register);
    if (after.revision === register.revision) return register;
    register = after;
  }
};

const statusesAt = (register: InstrumentRegister, instant: string) =>
  Object.fromEntries(
    instrumentsAt([builtIn], register, instant)
      .filter((each) => binds(each))
      .map(({ version, status }) => [version, status]),
  );

const justBefore = (instant: string): string => new Date(Date.parse(instant) - 1).toISOString();
const moments = [
  now,
  ...instants.flatMap((instant) => [justBefore(instant), instant]),
  '2018-12-31T00:00:00.000Z',
];

describe('the laws of instruments', () => {
  it('no history makes a text count without the signatures of all its parties, on text and notice', () => {
    fc.assert(
      fc.property(papers, (some) => {
        const register = brought(some, now);
        for (const moment of moments)
          for (const instrument of instrumentsAt([builtIn], register, moment)) {
            const { version, status } = instrument;
            if (version === builtIn.version || status !== 'in_force') continue;
            const proposed = proposedIn(register, code, version);
            expect(proposed && missingOf(instrument, proposed)).toEqual([]);
            const stated = register.changes.filter(
              ({ at, change, ...each }) => each.version === version && change === 'in_force' && at <= moment,
            );
            expect(stated.some((each) => missingOf(instrument, each).length === 0)).toBe(true);
          }
      }),
      { numRuns: 300 },
    );
  });

  it('nothing changes but at an instant that a notice states, and one version of a code holds at a time', () => {
    fc.assert(
      fc.property(papers, fc.integer({ min: 0, max: 8 * 86_400 }), (some, seconds) => {
        const register = brought(some, now);
        const moment = new Date(Date.parse(now) + seconds * 1_000).toISOString();
        const last = [now, ...register.changes.map(({ at }) => at)]
          .filter((at) => at <= moment)
          .toSorted()
          .at(-1)!;
        expect(statusesAt(register, moment)).toEqual(statusesAt(register, last));
        const holding = Object.values(statusesAt(register, moment)).filter(
          (status) => status === 'in_force' || status === 'suspended',
        );
        expect(holding.length).toBeLessThanOrEqual(1);
      }),
      { numRuns: 300 },
    );
  });

  it('two nodes to which the same papers come hold the same at every instant, in whatever order they come', () => {
    let taken = 0;
    fc.assert(
      fc.property(
        papers.chain((some) =>
          fc.tuple(fc.constant(some), fc.shuffledSubarray([...some], { minLength: some.length })),
        ),
        ([some, otherwise]) => {
          const [one, other] = [untilNothingChanges(some), untilNothingChanges(otherwise)];
          taken = Math.max(taken, one.changes.length);
          for (const moment of moments) expect(statusesAt(other, moment)).toEqual(statusesAt(one, moment));
        },
      ),
      { numRuns: 500 },
    );
    expect(taken).toBeGreaterThan(2);
  });

  it('a paper that is refused changes nothing, and one that is taken is not taken again', () => {
    fc.assert(
      fc.property(papers, aPaper, (some, paper) => {
        const register = brought(some, now);
        const decision = decided(paper, register, now);
        expect(decision.events.length).toBe(decision.refusal ? 0 : 1);
        expect(decided(paper, withEvents(register, decision), now).refusal).toBeDefined();
      }),
      { numRuns: 300 },
    );
  });
});
