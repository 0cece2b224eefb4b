import { describe, expect, it } from '@jest/globals';
import type { Country } from '#casework';
import type { Evidence, KeptEvent } from './evidence.js';
import type { Finding } from './index.js';
import { judgePassing, judgeShown } from './passing.js';

const event = (type: string, open: Record<string, unknown>, stream = 'case-1'): KeptEvent => ({
  ...{ id: `${type}-${stream}`, type, stream, revision: 0, position: '0', open },
  meta: { agency: 'focal', commandId: 'command', causationId: 'cause' },
});
const approved = (kind: string, to: Country, fields: readonly string[] = []): KeptEvent =>
  event('MessageApproved', { messageId: kind, kind, to, fields });

const asked = event('TransitAsked', { of: 'TH' });
const permitted = event('TransitPermitted', { by: 'TH', to: 'MM' });
const refused = event('TransitRefused', { by: 'TH', to: 'MM' });
const departs = event('DepartureAuthorised', {});
const line = approved('TransitNotified', 'TH', ['on', 'legs', 'names']);
const answer = approved('TransitPermitted', 'MM', ['on']);
const another = event('TransitRefused', { by: 'TH', to: 'MM' }, 'case-2');

const judged = (from: readonly KeptEvent[], through: readonly KeptEvent[] = [answer]): readonly Finding[] => {
  const stores: Evidence['stores'] = new Map([
    ['MM', [another, ...from]],
    ['TH', through],
    ['LA', []],
  ]);
  return judgePassing({ stores });
};

describe('the judge of who passes', () => {
  it('finds nothing where somebody was let pass, somebody not, and a line of the manifest was told', () => {
    expect(judged([asked, line, permitted, departs])).toEqual([]);
  });

  it.each<[string, readonly KeptEvent[]]>([
    ['that was not asked', [departs, permitted]],
    ['that has not answered', [asked, departs, permitted]],
    ['that refused', [asked, permitted, refused, departs]],
    ['that was asked anew', [asked, permitted, asked, departs]],
  ])('finds a departure through a state %s', (_how, events) => {
    expect(judged(events)).toEqual([{ what: 'departed_without_permit', where: 'case-1 through TH' }]);
  });

  it('finds that a state on the way was told more than a line of the manifest, or told somebody else', () => {
    const whats = (from: readonly KeptEvent[], through?: readonly KeptEvent[]) =>
      judged([asked, permitted, departs, ...from], through).map(({ what }) => what);
    expect(whats([approved('CaseFormSent', 'TH')])).toEqual(['told_too_much']);
    expect(whats([approved('TransitNotified', 'TH', ['on', 'origins'])])).toEqual(['told_too_much']);
    expect(whats([], [answer, approved('CaseNotified', 'LA')])).toEqual(['told_too_much']);
  });

  it('finds that nobody was let pass, or nobody departed', () => {
    expect(judged([asked, permitted]).map(({ what }) => what)).toEqual(['nothing_happened']);
    expect(judged([]).map(({ what }) => what)).toEqual(['nothing_happened', 'nothing_happened']);
  });

  it('finds a page that showed what is not its reader’s', () => {
    const shown = {
      country: 'TH' as const,
      agency: 'immigration',
      path: '/v1/police/passages',
      what: 'a name',
    };
    expect(judgeShown([shown])).toEqual([
      { what: 'shown_too_much', where: 'TH immigration at /v1/police/passages: a name' },
    ]);
    expect(judgeShown([])).toEqual([]);
  });
});
