import { describe, expect, it } from '@jest/globals';
import { audienceIn, caseEvents } from '#casework';
import { thaiCaller } from './spec/caller.js';
import { visible, visibleEtag } from './visible.js';

const traces = ['CaseOpened', 'ProtectionScreened', 'NameClaimed', 'HoldPlaced', 'IrregularityRaised'].map(
  (type, revision) => ({
    type,
    revision,
    eventId: `${revision}`,
    position: `${revision}`,
    agency: 'msdhs-pathum-thani',
    audience: audienceIn(caseEvents)({ type, data: {} }),
  }),
);

const etagAfter = (agency: string, count: number): string =>
  visibleEtag('secret', caseEvents, thaiCaller(agency), { id: 'case', traces: traces.slice(0, count) });

const seenBy = (agency: string): readonly string[] =>
  visible(caseEvents, traces, thaiCaller(agency)).map(({ type }) => type);

describe('what a caller may know of a file’s events', () => {
  it('follows the audience of each type', () => {
    expect(seenBy('atpd')).toEqual(['CaseOpened', 'NameClaimed', 'HoldPlaced']);
    expect(seenBy('shelter-k7')).toEqual(['CaseOpened', 'NameClaimed', 'HoldPlaced']);
    expect(seenBy('immigration')).toEqual(['CaseOpened', 'NameClaimed']);
    expect(seenBy('msdhs-pathum-thani')).toEqual([
      'CaseOpened',
      'ProtectionScreened',
      'NameClaimed',
      'HoldPlaced',
    ]);
    expect(seenBy('state-audit')).toHaveLength(5);
  });

  it('never holds a type that the catalogue does not know', () => {
    expect(
      visible(
        caseEvents,
        ['constructor', 'Later'].map((type) => ({
          type,
          agency: 'datip',
          audience: audienceIn(caseEvents)({ type, data: {} }),
        })),
        thaiCaller('state-audit'),
      ),
    ).toEqual([]);
  });

  it('alone moves the ETag', () => {
    expect(etagAfter('atpd', 2)).toBe(etagAfter('atpd', 1));
    expect(etagAfter('atpd', 3)).not.toBe(etagAfter('atpd', 2));
    expect(etagAfter('immigration', 5)).toBe(etagAfter('immigration', 3));
    expect(etagAfter('atpd', 4)).not.toBe(etagAfter('atpd', 3));
    expect(etagAfter('datip', 4)).toBe(etagAfter('datip', 3));
  });
});
