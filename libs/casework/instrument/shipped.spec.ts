import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Here, There } from '../spec/lands.js';
import { inForceOn, type Instrument } from '../words/instrument.js';
import { hashOfStanding, instrumentsAt } from './questions/standing.js';
import { emptyInstrumentRegister, proposedIn, type InstrumentRegister } from './state.js';
import { brought, builtIn, code, notice, signature, text, type Paper } from './spec/told.js';

const now = '2018-03-01T04:00:00.000Z';
const later = '2018-03-09T00:00:00.000Z';
const both = [Here, There];
const inForce = notice('2018', 'in_force', '2018-03-05T00:00:00.000Z', both, builtIn.version);
const signed: readonly Paper[] = [text('2018'), signature('2018', Here), signature('2018', There)];

/** What a later release has under a version: a text of its own. */
const shippedAs = (version: string, hash = 'e'.repeat(64)): Instrument => ({
  ...builtIn,
  version,
  hash,
  from: '2017-01-01',
});
const standing = (
  register: InstrumentRegister,
  shipped: Instrument,
  instant = later,
): Instrument | undefined => {
  const release = [builtIn, shipped].filter((each, place) => place === 1 || each.version !== shipped.version);
  const found = instrumentsAt(release, register, instant).filter(
    ({ version }) => version === shipped.version,
  );
  expect(found).toHaveLength(1);
  return found[0];
};

describe('a release that has another text than was signed', () => {
  it('changes nothing of what all parties signed: that stands as their notices say, and the difference is noted', () => {
    const register = brought([...signed, inForce], now);
    const { hash } = proposedIn(register, code, '2018')!;
    expect(standing(register, shippedAs('2018'))).toMatchObject({
      ...{ hash, status: 'in_force', conflictsWith: 'e'.repeat(64) },
      clauses: [{ kind: 'ConsentWithdrawn' }],
    });
    expect(hashOfStanding({ builtIn: [shippedAs('2018')], register }, code, '2018')).toBe(hash);
    const draft = brought(signed, now);
    expect(standing(draft, shippedAs('2018'))?.status).toBe('in_process');
  });

  it('has no effect with it while somebody signed another, itself or in a notice, and all have signed neither', () => {
    const some = brought(signed.slice(0, 2), now);
    const stopped = brought([notice(builtIn.version, 'suspended', '2018-03-02T00:00:00.000Z', [There])], now);
    const goesOn = brought([notice(builtIn.version, 'resumed', later, both)], now, stopped);
    for (const [register, version] of [
      [some, '2018'],
      [goesOn, builtIn.version],
    ] as const) {
      const other = version === '2018' ? proposedIn(some, code, '2018')!.hash : builtIn.hash;
      expect(standing(register, shippedAs(version))).toMatchObject({
        ...{ status: 'suspended', hash: 'e'.repeat(64), conflictsWith: other },
      });
    }
    expect(standing(goesOn, builtIn)?.conflictsWith).toBeUndefined();
    expect(standing(goesOn, builtIn)?.status).toBe('in_force');
  });

  it('is held back by nobody who only drafted another', () => {
    const drafted = brought(signed.slice(0, 1), now);
    expect(standing(drafted, shippedAs('2018'))).toMatchObject({ status: 'in_force' });
    expect(standing(drafted, shippedAs('2018'))?.conflictsWith).toBeUndefined();
  });

  it('never lets anything go under a text of which somebody signed another, whatever papers there are', () => {
    const papers = fc.shuffledSubarray<Paper>([
      ...signed,
      inForce,
      notice('2018', 'suspended', '2018-03-06T00:00:00.000Z', [Here]),
      notice('2018', 'resumed', '2018-03-07T00:00:00.000Z', both),
      notice(builtIn.version, 'suspended', '2018-03-02T00:00:00.000Z', [There]),
    ]);
    let conflicts = 0;
    fc.assert(
      fc.property(papers, fc.constantFrom('2018', builtIn.version), (some, version) => {
        const register = [1, 2, 3].reduce((before) => brought(some, now, before), emptyInstrumentRegister);
        const others = [
          ...register.changes.filter((each) => each.version === version).map(({ hash }) => hash),
          ...register.proposed.flatMap((each) =>
            each.text.version === version && each.signatures.length > 0 ? [each.hash] : [],
          ),
        ];
        const found = standing(register, shippedAs(version));
        if (others.length === 0) return;
        conflicts += 1;
        expect(found?.conflictsWith).toBeDefined();
        if (found && inForceOn(found, later.slice(0, 10))) expect(others).toContain(found.hash);
      }),
      { numRuns: 300 },
    );
    expect(conflicts).toBeGreaterThan(50);
  });
});
