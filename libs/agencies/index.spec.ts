import { describe, expect, it } from '@jest/globals';
import { agencyQueries, viewsFor } from './index.js';
import { prepare } from './spec/prepare.js';

describe('the list of views', () => {
  it('gives a node what its agencies need, and what their queries join', () => {
    expect(viewsFor(['embassy']).map(({ agency, name: view }) => `${agency}.${view}`)).toEqual([
      'every_agency.case_register',
      'embassy.nationality_inbox',
    ]);
    expect(viewsFor(['social_work']).map(({ name: view }) => view)).toEqual([
      'case_register',
      'tracing_inbox',
      'caseload',
      'stays',
    ]);
  });

  it('has one path and one name for each query, and one schema for each agency', () => {
    expect(new Set(agencyQueries.map(({ path }) => path)).size).toBe(agencyQueries.length);
    expect(new Set(agencyQueries.map(({ name: query }) => query)).size).toBe(agencyQueries.length);
    for (const view of new Set(agencyQueries.flatMap(({ views }) => views)))
      if (view.agency !== 'every_agency')
        expect(
          agencyQueries.filter(({ views }) => views.includes(view)).flatMap(({ kinds }) => kinds),
        ).toContain(view.agency);
  });

  it('names the parameter that is wrong', () => {
    const [board] = agencyQueries;
    const wrong = board && prepare(board, { stage: 'nowhere', cursor: 'zzz', unknown: '1' });
    expect(wrong?.ok === false && wrong.issues.flatMap(({ path }) => path)).toEqual(
      expect.arrayContaining(['stage', 'cursor']),
    );
  });
});
