import { describe, expect, it } from '@jest/globals';
import { caseRegister } from './case-register.js';
import { nameClaim } from './spec/claims.js';
import { caseId, happened, id, opened, received, rowsAfter } from './spec/happened.js';

describe('case register', () => {
  it('keeps names sealed, side by side, until they are corrected or erased', () => {
    const two = [
      opened(),
      happened('NameClaimed', nameClaim('one')),
      happened('NameClaimed', nameClaim('two')),
    ];
    const row = rowsAfter(caseRegister, ...two)[caseId];
    expect(row?.['names']).toHaveLength(2);
    expect(row?.['names']).toMatchObject([
      {
        claimId: id('one'),
        value: { part: `${caseId}/P2`, cipher: 'cipher', field: 'name', type: 'NameClaimed' },
      },
      { claimId: id('two') },
    ]);
    const corrected = happened('ClaimCorrected', { claimId: id('one'), reason: 'mistaken' });
    expect(rowsAfter(caseRegister, ...two, corrected)[caseId]?.['names']).toMatchObject([
      { claimId: id('two') },
    ]);
    const erased = happened('PersonErased', {
      requestId: id('e'),
      ground: 'person_request',
      subjects: [caseId],
    });
    expect(rowsAfter(caseRegister, ...two, erased)[caseId]).toMatchObject({ names: [], erased: true });
  });

  it('forgets what came with a message that may no longer be used', () => {
    const meta = { commandId: id('receive') };
    const row = rowsAfter(
      caseRegister,
      opened(),
      happened('NameClaimed', nameClaim('own')),
      received('NationalityConfirmationRequested', 'request', { from: 'TH' }, { meta }),
      happened('NameClaimed', nameClaim('brought'), { meta }),
      happened('MessageUseStopped', { from: 'TH', messageIds: [id('request')], because: 'recalled' }),
    )[caseId];
    expect(row?.['names']).toMatchObject([{ claimId: id('own') }]);
  });

  it('keeps a relative under the key of the relative', () => {
    const relative = happened('RelativeRecorded', {
      relativeId: id('mother'),
      relation: 'mother',
      source: 'person',
      name: nameClaim('x').name,
      details: { age: 50 },
    });
    expect(rowsAfter(caseRegister, opened(), relative)[caseId]?.['relatives']).toMatchObject([
      { claimId: id('mother'), value: { part: `${id('mother')}/P3`, field: 'name' } },
      { claimId: id('mother'), value: { part: `${id('mother')}/P3`, field: 'details' } },
    ]);
  });

  it('knows who takes part and who is kept out', () => {
    const excluded = happened('PartyExcluded', { exclusionId: id('x'), agency: 'atpd', reason: 'related' });
    const row = rowsAfter(
      caseRegister,
      opened(),
      happened('AgencyInvolved', { agency: 'msdhs-tak', reason: 'r' }),
      excluded,
    );
    expect(row[caseId]).toMatchObject({
      involved: ['datip', 'msdhs-tak'],
      exclusions: [{ exclusionId: id('x'), agency: 'atpd', officialId: null }],
    });
    expect(JSON.stringify(row)).not.toContain('related');
    const lifted = happened('ExclusionLifted', { exclusionId: id('x') });
    expect(rowsAfter(caseRegister, opened(), excluded, lifted)[caseId]).toMatchObject({ exclusions: [] });
  });
});
