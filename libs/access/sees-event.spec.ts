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
      return { facts, actor, agency, reader: eventReader(facts, { actor, agency, sandbox: true }) };
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
});
