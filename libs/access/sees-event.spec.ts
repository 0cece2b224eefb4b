import { describe, expect, it } from '@jest/globals';
import { audienceOf, caseEvents, countries, holdsRole, type CaseEventType } from '#casework';
import { factsOf } from '#countries';
import { eventReader, seesEvent } from './show.js';

const types = Object.keys(caseEvents) as CaseEventType[];

/** Every office of every country as a reader, with the roles of its token. */
const readers = (roles: readonly string[]) =>
  countries.flatMap((country) => {
    const facts = factsOf(country);
    return facts.agencies.map((agency) => {
      const actor = { id: 'somebody', country, agency: agency.id, roles };
      return { facts, actor, agency, reader: eventReader(facts, { actor, agency }) };
    });
  });

describe('who holds no role', () => {
  it.each([[[]], [['guest']], [['constructor']]])(
    'knows only of events that are P1 by their mere occurrence, the own ones and the auditor too: %j',
    (roles) => {
      let known = 0;
      for (const { facts, actor, agency, reader } of readers(roles)) {
        expect(holdsRole(facts, actor, 'reader')).toBe(false);
        for (const type of types) {
          const definition = caseEvents[type];
          const audience = audienceOf(definition, { agency: agency.id });
          const sees = seesEvent(definition, { audience, agency: agency.id }, reader);
          if (sees) known += 1;
          expect([type, agency.id, sees]).toEqual([type, agency.id, audience.kind === 'involved']);
        }
      }
      expect(known).toBeGreaterThan(0);
    },
  );
});

describe('an exclusion', () => {
  it('is read by nobody at the office of who is excluded, unless that office excluded them itself', () => {
    for (const { facts, agency, reader } of readers(['approver'])) {
      if (agency.viewer === 'AU') continue;
      for (const officialId of [undefined, 'nine']) {
        const audience = audienceOf(caseEvents.PartyExcluded, { agency: agency.id, officialId });
        for (const { id: by } of facts.agencies)
          expect([
            agency.id,
            by,
            seesEvent(caseEvents.PartyExcluded, { audience, agency: by }, reader),
          ]).toEqual([agency.id, by, by === agency.id]);
      }
    }
  });

  it('of somebody of whom nobody knows whose colleague it is is read by who excluded alone, and by the auditor', () => {
    const party = { officialId: 'nine' };
    const raised = { rule: 'decided_by_excluded', about: 'x' };
    for (const { agency, reader } of readers(['approver'])) {
      const told = (fields: Readonly<Record<string, unknown>>) => ({
        excluded: audienceOf(caseEvents.PartyExcluded, { ...party, ...fields }),
        lifted: audienceOf(caseEvents.ExclusionLifted, fields),
        raised: audienceOf(caseEvents.IrregularityRaised, { ...raised, ...fields }),
      });
      const seen = ({ excluded, lifted, raised: marked }: ReturnType<typeof told>) => [
        seesEvent(caseEvents.PartyExcluded, { audience: excluded, agency: 'some-office' }, reader),
        seesEvent(caseEvents.ExclusionLifted, { audience: lifted, agency: 'some-office' }, reader),
        seesEvent(caseEvents.IrregularityRaised, { audience: marked, agency: 'some-office' }, reader),
      ];
      const auditor = agency.viewer === 'AU';
      expect([agency.id, ...seen(told({}))]).toEqual([agency.id, auditor, auditor, auditor]);
      const may = auditor || agency.viewer === 'FP';
      expect([agency.id, ...seen(told({ told: 'focal_point' }))]).toEqual([agency.id, may, may, may]);
    }
  });
});
