import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { NewCaseEvent } from './catalogue.js';
import { addDays } from '../words/calendar.js';
import { given, givenOn } from '../spec/given.js';
import { caseOpened } from '../spec/histories.js';
import { interviewed, screened } from '../spec/identifying.js';
import { agreed, proposalId, proposed, ready, secondPerson } from '../spec/returning.js';
import { id, sampleActor } from '../spec/sample.js';

const requested: NewCaseEvent = {
  type: 'ErasureRequested',
  data: { requestId: id('request'), ground: 'person_request' },
};
const denialProposed: NewCaseEvent = {
  type: 'VictimStatusDenialProposed',
  data: { findingId: id('finding'), authority: 'focal', reason: 'Nothing was found.' },
};
const excluded: NewCaseEvent = {
  type: 'PartyExcluded',
  data: { exclusionId: id('exclusion'), officialId: 'officer-1', reason: 'Named by the person.' },
};
const denial = { findingId: id('finding'), referral: 'labour' as const, toldIn: 'my' };

describe('the first of two signatures', () => {
  it('does not count once who gave it is excluded: for a return, an erasure, a denial', () => {
    given(...ready(), proposed, agreed)
      .when('ApproveReturn', { proposalId })
      .when('ExcludeParty', { officialId: 'officer-1', reason: 'Named by the person.' }, secondPerson)
      .when('ApproveReturn', { proposalId }, secondPerson)
      .thenRecords({ ReturnApprovalGiven: { agency: 'welfare' } });
    given(caseOpened, requested, excluded)
      .when('ConfirmErasure', { requestId: id('request') }, secondPerson)
      .thenRefuses('wrong_state');
    given(caseOpened, screened, interviewed, denialProposed, excluded)
      .when('ConfirmDenial', denial, secondPerson)
      .thenRefuses('wrong_state');
  });

  it('takes an approval that is not used yet with it', () => {
    const approvedThenExcluded = given(...ready(), proposed, agreed)
      .when('ApproveReturn', { proposalId })
      .when('ApproveReturn', { proposalId }, secondPerson)
      .thenRecords({ ReturnApprovalGiven: { agency: 'welfare' }, RepatriationApproved: {} })
      .when('ExcludeParty', { officialId: 'officer-1', reason: 'Named by the person.' }, secondPerson);
    expect(approvedThenExcluded.types).toContain('ReturnApprovalLapsed');
    expect(approvedThenExcluded.file.repatriation.stage).toBe('proposed');
  });

  it('lapses after the term of the country, and can be given anew', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 90 }), (days) => {
        const now = `${addDays('2013-06-03', days)}T04:00:00.000Z`;
        const later = givenOn('2013-06-03T04:00:00.000Z', caseOpened, requested).when(
          'ConfirmErasure',
          { requestId: id('request') },
          { ...secondPerson, now },
        );
        expect(later.decision.refusal?.code).toBe(days > 30 ? 'wrong_state' : undefined);
        if (days > 30)
          givenOn('2013-06-03T04:00:00.000Z', caseOpened, requested)
            .when('RequestErasure', { ground: 'person_request' }, { now })
            .thenRecords({ ErasureRequested: { ground: 'person_request' } });
      }),
    );
  });

  it('is asked of another person of another agency all the same', () => {
    given(caseOpened, requested)
      .when('ConfirmErasure', { requestId: id('request') }, { actor: sampleActor('focal', 'officer-2') })
      .thenRefuses('same_person');
  });
});
