import { describe, expect, it } from '@jest/globals';
import { embassyInbox } from './embassy/nationality-inbox.js';
import { registryInbox } from './registry/nationality-inbox.js';
import { caseId, happened, id, rowsAfter } from './spec/happened.js';

describe.each([
  ['embassy', embassyInbox],
  ['registry', registryInbox],
])('nationality inbox of the %s', (agency, inbox) => {
  const requestId = id('request');
  const asked = happened('NationalityCheckReceived', {
    requestId,
    from: 'TH',
    messageId: id('ask'),
    dueOn: '2014-03-01',
  });
  const row = (...events: Parameters<typeof rowsAfter>[1][]) => rowsAfter(inbox, asked, ...events)[requestId];

  it('stands in its own schema', () => expect(inbox.agency).toBe(agency));

  it('shows a request from its receipt to its decision', () => {
    expect(row()).toMatchObject({ state: 'received', askedBy: 'TH', due: '2014-03-01', answered: false });
    const forwarded = happened('CheckForwarded', { requestId, to: 'national-registration' });
    expect(row(forwarded)).toMatchObject({ state: 'forwarded', forwardedTo: ['national-registration'] });
    const decided = happened('NationalityDecided', {
      decisionId: id('d'),
      requestId,
      answered: true,
      finding: { result: 'confirmed', basis: 'household_list' },
      validUntil: '2015-03-01',
    });
    expect(row(forwarded, decided)).toMatchObject({
      state: 'decided',
      answered: true,
      findings: [{ part: `${caseId}/P2`, field: 'finding' }],
    });
    expect(JSON.stringify(row(decided))).not.toContain('confirmed');
    const withdrawn = happened('NationalityResultWithdrawn', { decisionId: id('d') });
    expect(row(decided, withdrawn)?.['decisions']).toMatchObject([{ withdrawn: true }]);
  });

  it('stops when the message may no longer be used, and is empty after erasure', () => {
    const stopped = happened('MessageUseStopped', {
      from: 'TH',
      messageIds: [id('ask')],
      because: 'consent_withdrawn',
    });
    expect(row(stopped)).toMatchObject({ state: 'stopped', answered: true });
    const erased = happened('PersonErased', { requestId: id('e'), ground: 'retention', subjects: [] });
    expect(row(erased)).toBeUndefined();
  });
});
