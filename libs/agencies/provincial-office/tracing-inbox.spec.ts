import { describe, expect, it } from '@jest/globals';
import { countries, holdsMandate } from '#casework';
import { factsOf } from '#countries';
import { caseId, happened, id, rowsAfter } from '../spec/happened.js';
import { tracingInbox, tracingInboxQuery } from './tracing-inbox.js';

describe('tracing inbox', () => {
  it.each(countries)('is open to every office that can be charged with a search, in %s', (country) => {
    const facts = factsOf(country);
    for (const { id: agency, kind } of facts.agencies)
      if (holdsMandate(facts, agency, 'trace_family')) expect(tracingInboxQuery.kinds).toContain(kind);
  });

  const requestId = id('request');
  const asked = happened('TracingRequestReceived', {
    requestId,
    householdId: id('household'),
    from: 'TH',
    messageId: id('ask'),
    dueOn: '2014-04-01',
    coverStory: 'a friend asks',
  });

  it('follows a request through assignment and visits to its end', () => {
    const assigned = happened('TracingAssigned', {
      requestId,
      office: 'dsw-kayin',
      visitDueOn: '2014-02-15',
    });
    const visited = happened('TracingVisitRecorded', {
      requestId,
      visitId: id('v'),
      householdId: id('household'),
      visitedOn: '2014-02-10',
      result: { found: 'met' },
    });
    expect(rowsAfter(tracingInbox, asked)[requestId]).toMatchObject({ office: null, due: '2014-04-01' });
    const row = rowsAfter(tracingInbox, asked, assigned, visited)[requestId];
    expect(row).toMatchObject({
      office: 'dsw-kayin',
      due: '2014-02-15',
      visits: 1,
      lastVisitOn: '2014-02-10',
    });
    expect(row?.['coverStory']).toMatchObject({ part: `${caseId}/P3`, field: 'coverStory' });
    expect(JSON.stringify(row)).not.toContain('friend');
    const concluded = happened('TracingConcluded', {
      requestId,
      householdId: id('household'),
      answer: { option: 'available', conditions: [] },
      outcome: 'suitable',
    });
    expect(rowsAfter(tracingInbox, asked, assigned, concluded)[requestId]).toMatchObject({ concluded: true });
  });
});
