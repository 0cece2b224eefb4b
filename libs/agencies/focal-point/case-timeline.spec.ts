import { describe, expect, it } from '@jest/globals';
import { nameClaim } from '../spec/claims.js';
import { hold, screened } from '../spec/bars.js';
import { happened, id, opened, rowsAfter } from '../spec/happened.js';
import { caseTimeline } from './case-timeline.js';

describe('case timeline', () => {
  it('keeps both time axes and the open fields, and nothing of what is sealed', () => {
    const recordedAt = '2014-08-06T05:00:00.000Z';
    const claimed = happened('NameClaimed', nameClaim('one'), { on: '2014-08-01', meta: { recordedAt } });
    const row = rowsAfter(caseTimeline, claimed)[claimed.id];
    expect(row).toMatchObject({ type: 'NameClaimed', occurredAt: '2014-08-01T02:00:00.000Z', recordedAt });
    expect(JSON.stringify(row)).not.toContain('Marker');
    expect(row?.['open']).toEqual({ claimId: id('one'), source: 'person', confidence: 'high' });
  });

  it('does not know that a witness is held, or that someone was asked about fear', () => {
    expect(Object.keys(rowsAfter(caseTimeline, opened(), hold, screened))).toHaveLength(1);
  });
});
