import { Readable } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import type { PlacedEvent } from '#event-store';
import { caseRegister } from '../case-register.js';
import { caseId, happened, id } from '../spec/happened.js';
import { stays } from '../shelter/stays.js';
import { caseload } from '../social-work/caseload.js';
import { caseTimeline } from '../focal-point/case-timeline.js';
import { memoryStore } from '../../../test/doubles/memory-store.js';
import { disturbedBy, historiesOf, unreadBy } from './again.js';
import { foldBatch } from './batch.js';

const set = (ageBand: string, on: string, recordedOn = on): PlacedEvent =>
  happened(
    'AgeBandSet',
    { ageBand, jurisdiction: 'TH', source: 'person' },
    { on, meta: { country: 'TH', recordedAt: `${recordedOn}T02:00:00.000Z` } },
  );

describe('a batch with an event that was typed late', () => {
  it('makes anew the rows of the views that take its type', () => {
    const late = set('child', '2014-01-01', '2014-09-01');
    expect([...disturbedBy(caseRegister, [late]).keys()]).toEqual([`case-${caseId}`]);
    expect(disturbedBy(caseload, [late]).size).toBe(0);
    expect(disturbedBy(caseTimeline, [late]).size).toBe(0);
  });

  it('leaves alone what was typed as it happened', () => {
    expect(disturbedBy(caseRegister, [set('child', '2014-01-01')]).size).toBe(0);
  });

  it('is told of what was taken back, by the type of the entry', () => {
    const entry = set('child', '2014-01-01');
    const back = happened('EntryTakenBack', {
      entryId: entry.id,
      entry: 'AgeBandSet',
      mistake: 'wrong_file',
    });
    expect(disturbedBy(caseRegister, [back]).size).toBe(1);
    expect(disturbedBy(caseload, [back]).size).toBe(0);
    expect(unreadBy(caseload)).not.toContain('EntryTakenBack');
  });

  it('folds the whole case as it counts, and leaves no row that it has no more', async () => {
    const stayId = id('stay');
    const referred = happened('ShelterReferred', { stayId, shelterCode: 'k7', withFamily: false });
    const admitted = happened('AdmittedToShelter', { stayId, shelterCode: 'k7' }, { on: '2014-01-02' });
    const away = happened('HospitalStayStarted', { stayId, hospital: 'Provincial' }, { on: '2014-06-01' });
    const back = happened(
      'HospitalStayEnded',
      { stayId },
      { on: '2014-02-01', meta: { recordedAt: '2014-09-01T02:00:00.000Z' } },
    );
    const stateAfter = async (...events: readonly PlacedEvent[]): Promise<unknown> => {
      const { stream } = referred;
      const store = {
        ...memoryStore(),
        read: (): AsyncIterable<PlacedEvent> => Readable.from(events),
      };
      const histories = await historiesOf(store, new Map([[stream, Number.MAX_SAFE_INTEGER]]));
      return foldBatch(stays, events, [], histories).stored[0]?.fields['state'];
    };
    expect(await stateAfter(referred, admitted, away)).toBe('in_hospital');
    expect(await stateAfter(referred, admitted, away, back)).toBe('in_hospital');
    const mistaken = happened('EntryTakenBack', {
      entryId: away.id,
      entry: 'HospitalStayStarted',
      mistake: 'wrong_entry',
    });
    expect(await stateAfter(referred, admitted, away, back, mistaken)).toBe('resident');
    const before = [
      { caseId, key: 'gone', fields: {} },
      { caseId, key: stayId, fields: {} },
    ];
    const history = [referred, admitted];
    const { removed } = foldBatch(stays, [back], before, new Map([[referred.stream, history]]));
    expect(removed).toEqual([{ caseId, key: 'gone' }]);
  });

  it('reads no further than its own events', async () => {
    const store = memoryStore();
    expect(await historiesOf(store, new Map([[`case-${id('none')}`, 3]]))).toEqual(
      new Map([[`case-${id('none')}`, []]]),
    );
  });
});
