import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isTold, type Announced, type Instrument } from '#casework';
import { sampleInstrument } from '../casework/spec/sample.js';
import { Here, There, Third } from '../casework/spec/lands.js';
import { disputedWith } from './disputed.js';

const comparing = { own: Here, other: There, now: '2018-03-01T04:00:00.000Z', timeZone: 'Asia/Bangkok' };
const sample = sampleInstrument();
const held = (code: string, change: Partial<Instrument> = {}): Instrument => ({
  ...{ ...sample, code, hash: 'a', parties: [Here, There] },
  ...change,
});
const said = (...texts: readonly [code: string, hash: string, inForce: boolean][]): Announced => ({
  wireVersions: [1, 2],
  instruments: texts.map(([code, hash, inForce]) => ({
    code,
    version: sample.version,
    hash,
    inForce,
    kinds: {},
  })),
});
const disputed = (ours: readonly Instrument[], theirs: Announced) => [
  ...disputedWith(ours, theirs, comparing),
];

describe('a text that two nodes compare', () => {
  it('is no dispute where both hold the same, whatever else each holds that neither has in force', () => {
    expect(disputed([held('mou'), held('plan', { status: 'draft' })], said(['mou', 'a', true]))).toEqual([]);
    expect(disputed([held('mou')], said(['mou', 'a', true], ['old', 'b', false]))).toEqual([]);
  });

  it('is one where the hash is another, or one of the two lacks what the other has in force', () => {
    expect(disputed([held('mou')], said(['mou', 'b', true]))).toEqual(['mou']);
    expect(disputed([held('mou')], said())).toEqual(['mou']);
    expect(disputed([], said(['mou', 'a', true]))).toEqual(['mou']);
  });

  it('is none where one has in force what the other holds too: an instant comes to one before the other', () => {
    expect(disputed([held('mou', { status: 'suspended' })], said(['mou', 'a', true]))).toEqual([]);
    expect(disputed([held('mou')], said(['mou', 'a', false]))).toEqual([]);
  });

  it('concerns the two alone', () => {
    expect(disputed([held('sop', { parties: [Here, Third] })], said())).toEqual([]);
    expect(disputed([held('sop', { parties: [Here, Third] })], said(['sop', 'b', true]))).toEqual([]);
  });

  it('is found by both or by neither', () => {
    const code = fc.constantFrom('mou', 'sop', 'plan');
    const status = fc.constantFrom('in_force', 'suspended', 'draft');
    const text = fc.record({ code, hash: fc.constantFrom('a', 'b'), status });
    const texts = fc.uniqueArray(text, { selector: (one) => one.code });
    type Texts = readonly {
      readonly code: string;
      readonly hash: string;
      readonly status: 'in_force' | 'suspended' | 'draft';
    }[];
    const own = (all: Texts) =>
      all.map(({ hash, status: stands, code: named }) => held(named, { hash, status: stands }));
    const heard = (all: Texts) =>
      said(
        ...own(all)
          .filter(isTold)
          .map(
            (each) => [each.code, each.hash ?? '', each.status === 'in_force'] as [string, string, boolean],
          ),
      );
    fc.assert(
      fc.property(texts, texts, (ours, theirs) => {
        const here = disputed(own(ours), heard(theirs)).toSorted();
        const there = [
          ...disputedWith(own(theirs), heard(ours), { ...comparing, own: There, other: Here }),
        ].toSorted();
        expect(here).toEqual(there);
      }),
    );
  });
});
