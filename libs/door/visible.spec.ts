import { describe, expect, it } from '@jest/globals';
import { eventReader } from '#access';
import { audienceIn, caseEvents } from '#casework';
import { factsOf } from '#countries';
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

const thaiReader = (agency: string) => eventReader(factsOf('TH'), thaiCaller(agency));

const etagAfter = (agency: string, count: number): string =>
  visibleEtag('secret', caseEvents, thaiReader(agency), { id: 'case', traces: traces.slice(0, count) });

const seenBy = (agency: string): readonly string[] =>
  visible(caseEvents, traces, thaiReader(agency)).map(({ type }) => type);

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
        thaiReader('state-audit'),
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

  it('has no trace of a discreet office’s part for who must not work with it, and has one for who must', () => {
    const part = (agency: string) => ({
      type: 'AgencyInvolved',
      revision: 9,
      eventId: 'part',
      position: '9',
      agency: 'msdhs-pathum-thani',
      audience: audienceIn(caseEvents)({ type: 'AgencyInvolved', data: { agency } }),
    });
    const etag = (reader: string, ...more: readonly ReturnType<typeof part>[]): string =>
      visibleEtag('secret', caseEvents, thaiReader(reader), { id: 'case', traces: [...traces, ...more] });
    for (const reader of ['atpd', 'shelter-k7', 'health-pathum-thani', 'datip', 'immigration']) {
      expect(etag(reader, part('witness-protection'))).toBe(etag(reader));
      expect(visible(caseEvents, [part('witness-protection')], thaiReader(reader))).toEqual([]);
    }
    for (const reader of ['msdhs-pathum-thani', 'prosecutor', 'witness-protection'])
      expect(etag(reader, part('witness-protection'))).not.toBe(etag(reader));
    for (const reader of ['atpd', 'embassy-yangon', 'shelter-m2'])
      expect(etag(reader, part('shelter-k7'))).toBe(etag(reader));
  });
});
