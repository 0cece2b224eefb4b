import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { emptyFile, emptyJourney, type CaseFile } from '#casework';
import { id, sampleActor, sampleFacts } from '../casework/spec/sample.js';
import { mayAddToJourney, mayKnow, mayKnowJourney } from './need-to-know.js';

/** Something was recorded in it. */
const recorded = { handled: new Map([['command', { bodyHash: 'hash', events: [], revision: 0 }]]) };

const facts = sampleFacts('TH');
const empty = emptyFile(id('case'));
const file = (change: Partial<CaseFile['coordination']>): CaseFile => ({
  ...empty,
  revision: 3,
  ...recorded,
  coordination: { ...empty.coordination, opened: true, ...change },
});

describe('who is excluded from the case of somebody on a journey', () => {
  it('may know neither of the case nor of the journey, nor write to it, whatever else the office is', () => {
    const offices = facts.agencies.map(({ id: office }) => office);
    fc.assert(
      fc.property(
        fc.constantFrom(...offices),
        fc.constantFrom(...offices),
        fc.subarray(offices, { minLength: 1 }),
        fc.boolean(),
        fc.nat({ max: 3 }),
        (office, plannedBy, taking, whole, others) => {
          const exclusion = whole ? { agency: office } : { officialId: 'OFFICER-1' };
          const involved = new Set(taking);
          const kept = file({ involved, exclusions: [{ exclusionId: id('exclusion'), ...exclusion }] });
          const files = [...Array.from({ length: others }, () => file({ involved })), kept];
          const journey = { ...emptyJourney(id('journey')), revision: 0, ...recorded, plannedBy };
          const actor = sampleActor(office);
          expect([
            mayKnow(actor, kept, facts),
            mayKnowJourney(actor, journey, files, facts),
            mayAddToJourney(actor, journey, files, facts),
          ]).toEqual([false, false, false]);
        },
      ),
    );
  });
});
