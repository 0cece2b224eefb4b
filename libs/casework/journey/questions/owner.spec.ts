import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { emptyFile } from '../../records/file.js';
import { id, sampleContext, sampleFacts } from '../../spec/sample.js';
import { ownsJourney } from './owner.js';
import { emptyJourney } from '../state.js';
import { Here } from '../../spec/lands.js';

const offices = ['focal', 'police', 'welfare'];
const empty = emptyFile(id('case'));

describe('a journey', () => {
  it('has an office that answers for it at all times, which is excluded from the case of nobody on it', () => {
    let passed = 0;
    fc.assert(
      fc.property(
        fc.constantFrom(...offices),
        fc.array(
          fc.record({ owner: fc.constantFrom(...offices), out: fc.subarray(offices, { maxLength: 2 }) }),
          {
            minLength: 1,
            maxLength: 4,
          },
        ),
        (plannedBy, cases) => {
          const files = new Map(
            cases.map(({ owner, out }, index) => {
              const caseId = id(`case ${index}`);
              const exclusions = out.map((agency) => ({ exclusionId: id(agency), agency }));
              const involved = new Set(offices);
              const coordination = { ...empty.coordination, opened: true, owner, involved, exclusions };
              return [caseId, { ...empty, caseId, revision: 3, coordination }];
            }),
          );
          const journey = {
            ...emptyJourney(id('journey')),
            revision: 0,
            plannedBy,
            travellers: [...files.keys()],
          };
          const out = new Set(cases.flatMap((one) => one.out));
          const owners = sampleFacts(Here)
            .agencies.map(({ id: agency }) => agency)
            .filter((agency) => ownsJourney(agency, journey, files, sampleContext()));
          expect(owners.length).toBeGreaterThan(0);
          for (const owner of owners) expect(out.has(owner)).toBe(false);
          if (!out.has(plannedBy)) expect(owners).toEqual([plannedBy]);
          else passed += 1;
        },
      ),
    );
    expect(passed).toBeGreaterThan(10);
  });
});
