import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays } from '#casework';
import { heldKeys, whyKept, type HeldKey } from './key-ends.js';
import type { NodeKeys, PartyKey, PartyKeys } from './keys.js';

const jwk = { kty: 'OKP' as const, crv: 'X25519' as const, x: 'x'.repeat(43) };
const limits = { keepsDays: 14, livesDays: 365 };
const dayOf = (day: number): string => addDays('2026-01-01', day);
const instantOf = (day: number): string => `${dayOf(day)}T00:00:00.000Z`;

const aKey = fc.record({
  from: fc.integer({ min: -300, max: 60 }),
  used: fc.option(fc.integer({ min: 1, max: 900 }), { nil: undefined }),
});

const ringOf = (keys: readonly { from: number; used?: number | undefined }[]) => {
  const party = keys.map(({ from, used }, index): PartyKey => ({
    ...{ kid: `key ${index}`, use: 'enc', jwk, validFrom: instantOf(from) },
    ...(used === undefined ? {} : { validUntil: instantOf(from + used) }),
  }));
  const own: NodeKeys = party.map(({ kid }) => ({ kid, use: 'enc', jwk: { ...jwk, d: jwk.x } }));
  return { own, parties: { MM: party } satisfies PartyKeys };
};
const heldOn = (day: number, keys: readonly { from: number; used?: number | undefined }[]) => {
  const { own, parties } = ringOf(keys);
  return heldKeys(own, parties, 'MM', instantOf(day), limits);
};

describe('a private key that opens messages', () => {
  it('is overdue after the day that any certificate names of what it opens, whatever its list says', () => {
    fc.assert(
      fc.property(
        fc.array(aKey, { minLength: 1, maxLength: 4 }),
        fc.nat(60),
        fc.integer({ min: 1, max: 400 }),
        (keys, erased, later) => {
          const named = erased + limits.keepsDays + limits.livesDays;
          const inUse = keys.filter(({ from }) => from <= erased);
          expect(new Set(heldOn(named + later, inUse).map(({ state }) => state))).toEqual(
            new Set(inUse.length === 0 ? [] : ['overdue']),
          );
        },
      ),
    );
  });

  it('may be destroyed exactly when nothing that it opens is kept, and another opens what comes', () => {
    fc.assert(
      fc.property(
        fc.array(aKey, { minLength: 1, maxLength: 4 }),
        fc.integer({ min: -300, max: 1300 }),
        (keys, day) => {
          const held = heldOn(day, keys);
          keys.forEach(({ from, used = Infinity }, index) => {
            const gone = from + Math.min(used, limits.livesDays) + limits.keepsDays <= day;
            const another = held.some(({ kid, state }) => kid !== `key ${index}` && state === 'in_use');
            expect(whyKept(`key ${index}`, held) === undefined).toBe(gone && another);
          });
        },
      ),
    );
  });

  it('is named with its day while it is too early, and must go at once where it was revoked', () => {
    const keys = [{ from: 0, used: 30 }, { from: 20 }];
    const [old] = heldOn(40, keys);
    expect(old).toEqual({ kid: 'key 0', state: 'ended', until: instantOf(44) } satisfies HeldKey);
    expect(whyKept('key 0', heldOn(40, keys))).toContain(instantOf(44));
    expect(whyKept('key 0', heldOn(44, keys))).toBeUndefined();
    expect(whyKept('unknown', heldOn(44, keys))).toContain('no private key');
    const { own, parties } = ringOf(keys);
    const revoked = { MM: parties.MM.map((key, index) => ({ ...key, revoked: index === 0 })) };
    expect(heldKeys(own, revoked, 'MM', instantOf(10), limits)[0]?.state).toBe('overdue');
    expect(heldKeys(own, {}, 'MM', instantOf(10), limits)[0]?.state).toBe('unlisted');
  });
});
