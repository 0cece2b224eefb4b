import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  consentPurposes,
  emptyFile,
  emptyJourney,
  noAgeEvidence,
  noDisclosure,
  notPossibleNow,
  fieldGroups,
  refuse,
  serves,
  tableViewers,
  type CaseFile,
  type Country,
  type CountryFacts,
  type Journey,
} from '#casework';
import { id, sampleActor, sampleFacts } from '../casework/spec/sample.js';
import {
  consentedGroups,
  knownTravellers,
  mayAddToJourney,
  mayKnow,
  mayKnowJourney,
} from './need-to-know.js';
import { refusalFor } from './refusal-for.js';

/** Something was recorded in it. */
const recorded = { handled: new Map([['command', { bodyHash: 'hash', events: [], revision: 0 }]]) };

const sample = sampleFacts('TH');
const facts: CountryFacts = {
  ...sample,
  agencies: [
    { id: 'focal', name: 'Focal', kind: 'focal_point', viewer: 'FP', mandates: ['coordinate'] },
    { id: 'welfare', name: 'Welfare', kind: 'social_work', viewer: 'SW', mandates: ['case_work'] },
    { id: 'police', name: 'Police', kind: 'police', viewer: 'PO', mandates: ['identify', 'escort'] },
    {
      id: 'registry',
      name: 'Registry',
      kind: 'registry',
      viewer: 'IM',
      mandates: ['confirm_nationality'],
    },
    { id: 'audit', name: 'Audit', kind: 'auditor', viewer: 'AU', mandates: ['audit'] },
  ],
};

const empty = emptyFile(id('case'));
const file = (change: Partial<CaseFile['coordination']> = {}): CaseFile => ({
  ...empty,
  revision: 3,
  ...recorded,
  coordination: { ...empty.coordination, opened: true, involved: new Set(['welfare']), ...change },
});
const knows = (agency: string, of = file(), person = 'officer-1'): boolean =>
  mayKnow(sampleActor(agency, person), of, facts);

describe('who may know that a case exists', () => {
  it('is who takes part, the focal point and the auditor', () => {
    expect(['welfare', 'focal', 'audit', 'police', 'nobody'].map((agency) => knows(agency))).toEqual([
      true,
      true,
      true,
      false,
      false,
    ]);
  });

  it('is nobody where there is no case, and nobody of another country', () => {
    for (const agency of ['welfare', 'focal', 'audit']) expect(knows(agency, empty)).toBe(false);
    expect(mayKnow(sampleActor('welfare', 'officer-1', 'MM'), file(), facts)).toBe(false);
  });

  it('is never an excluded office or person', () => {
    const without = file({
      exclusions: [
        { exclusionId: id('x'), agency: 'focal' },
        { exclusionId: id('y'), officialId: 'officer-9' },
      ],
    });
    expect(knows('focal', without)).toBe(false);
    expect(knows('welfare', without)).toBe(true);
    expect(knows('welfare', without, 'officer-9')).toBe(false);
    expect(knows('audit', without, 'officer-9')).toBe(false);
  });

  it('decides which travellers of a journey an agency sees', () => {
    const known = { ...file({ involved: new Set(['police']) }), caseId: id('known') };
    expect(knownTravellers(sampleActor('police'), [known, file()], facts)).toEqual([id('known')]);
  });

  it('decides of which journeys an agency knows: its own, and those of people it knows', () => {
    const journey = { ...emptyJourney(id('journey')), revision: 0, ...recorded, plannedBy: 'police' };
    const elsewhere = { ...journey, plannedBy: 'focal' };
    const known = file({ involved: new Set(['police']) });
    const may = (agency: string, ...args: readonly [Journey, readonly CaseFile[]]): boolean =>
      mayKnowJourney(sampleActor(agency), ...args, facts);
    expect(may('police', journey, [])).toBe(true);
    expect(may('police', elsewhere, [file()])).toBe(false);
    expect(may('police', elsewhere, [file(), known])).toBe(true);
    expect(may('focal', journey, [])).toBe(true);
    expect(may('audit', journey, [])).toBe(true);
    expect(may('welfare', journey, [file({ involved: new Set(['welfare']) })])).toBe(false);
    expect(may('focal', emptyJourney(id('journey')), [])).toBe(false);
  });

  it('lets an agency that escorts bring somebody to a journey of another', () => {
    const journey = { ...emptyJourney(id('journey')), revision: 0, ...recorded, plannedBy: 'focal' };
    expect(mayAddToJourney(sampleActor('police'), journey, [], facts)).toBe(true);
    expect(mayAddToJourney(sampleActor('welfare'), journey, [], facts)).toBe(false);
    expect(mayAddToJourney(sampleActor('police'), emptyJourney(id('journey')), [], facts)).toBe(false);
  });
});

describe('groups that a consent opens', () => {
  const now = '2013-06-03T04:00:00.000Z';
  const consent = {
    consentId: id('consent'),
    purpose: 'return' as const,
    recipient: { country: 'TH' as const, agency: 'police' },
    groups: ['identity' as const],
    givenBy: 'person' as const,
    givenAt: now,
  };
  const received = {
    messageId: id('message'),
    kind: 'CaseFormSent',
    from: 'MM' as const,
    sequence: 1,
    instrument: 'SAMPLE',
    instrumentVersion: '1',
    clause: '1',
    purpose: 'nationality_confirmation' as const,
    groups: ['documents' as const],
    outcome: 'effective' as const,
    stopped: false,
  };
  const groupsOf = (agency: string, of: CaseFile): readonly string[] => [
    ...consentedGroups(of, agency, facts, now),
  ];

  it('are those of consents in force, for the agency they name', () => {
    const adult = { ...file(), age: { ...noAgeEvidence, opened: 'adult' } };
    const given = { ...adult, consent: { consents: [consent], refusals: [], running: [] } };
    expect(groupsOf('police', given)).toEqual(['identity']);
    expect(groupsOf('welfare', given)).toEqual([]);
    const withdrawn = {
      ...adult,
      consent: { consents: [{ ...consent, withdrawnAt: now }], refusals: [], running: [] },
    };
    expect(groupsOf('police', withdrawn)).toEqual([]);
  });

  it('are on the receiving side those that messages brought, until their use is stopped', () => {
    const receiving = file({ side: 'receiving' });
    const asked = { ...receiving, disclosure: { ...noDisclosure, theirs: [received] } };
    expect(groupsOf('registry', asked)).toEqual(['documents']);
    expect(groupsOf('police', asked)).toEqual([]);
    const stopped = { ...noDisclosure, theirs: [{ ...received, stopped: true }] };
    expect(groupsOf('registry', { ...receiving, disclosure: stopped })).toEqual([]);
    expect(groupsOf('registry', { ...file(), disclosure: { ...noDisclosure, theirs: [received] } })).toEqual(
      [],
    );
  });
});

describe('a consent inside a country', () => {
  const now = '2013-06-03T04:00:00.000Z';
  const groups = fc.subarray([...fieldGroups], { minLength: 1 });
  const anyPurpose = fc.constantFrom(...consentPurposes);
  const agencies = ['focal', 'welfare', 'police', 'registry', 'audit'] as const;
  const anyConsent = fc.record({
    consentId: fc.uuid(),
    purpose: anyPurpose,
    recipient: fc.record(
      { country: fc.constantFrom<Country>('TH', 'MM'), agency: fc.constantFrom(...agencies) },
      { requiredKeys: ['country'] },
    ),
    groups,
    givenBy: fc.constantFrom('person', 'guardian_with_assent'),
    givenAt: fc.constant('2013-01-01T00:00:00.000Z'),
    expiresOn: fc.constantFrom(undefined, '2013-06-02', '2013-06-03'),
    withdrawnAt: fc.constantFrom(undefined, '2013-06-01T00:00:00.000Z'),
  });
  const anyMessage = fc.record({
    messageId: fc.uuid(),
    kind: fc.constant('CaseFormSent'),
    from: fc.constantFrom<Country>('MM', 'KH'),
    sequence: fc.constant(1),
    instrument: fc.constant('SAMPLE'),
    instrumentVersion: fc.constant('1'),
    clause: fc.constant('1'),
    purpose: anyPurpose,
    groups,
    outcome: fc.constantFrom('effective', 'refused'),
    stopped: fc.boolean(),
  });
  const anyWithdrawal = fc.record({
    from: fc.constantFrom<Country>('MM', 'KH'),
    purpose: anyPurpose,
    groups,
  });

  it('opens a group only for a purpose that the agency serves, and only to the agency that it names', () => {
    fc.assert(
      fc.property(
        fc.array(anyConsent, { maxLength: 5 }),
        fc.array(anyMessage, { maxLength: 5 }),
        fc.array(anyWithdrawal, { maxLength: 2 }),
        fc.constantFrom('sending', 'receiving'),
        fc.constantFrom(...agencies),
        (consents, theirs, withdrawn, side, agency) => {
          const of: CaseFile = {
            ...file({ side }),
            age: { ...noAgeEvidence, opened: 'adult' },
            consent: { consents: consents, refusals: [], running: [] },
            disclosure: { ...noDisclosure, theirs, withdrawn },
          };
          const given = consents
            .filter(
              ({ purpose, recipient, givenBy, withdrawnAt, expiresOn }) =>
                serves(facts, agency, purpose) &&
                recipient.country === 'TH' &&
                (recipient.agency ?? agency) === agency &&
                givenBy === 'person' &&
                withdrawnAt === undefined &&
                expiresOn !== '2013-06-02',
            )
            .flatMap((consent) => consent.groups);
          const brought = theirs
            .filter(
              ({ purpose, outcome, stopped }) =>
                side === 'receiving' && serves(facts, agency, purpose) && outcome === 'effective' && !stopped,
            )
            .flatMap(({ from, purpose, groups: all }) =>
              all.filter(
                (group) =>
                  !withdrawn.some(
                    (held) => held.from === from && held.purpose === purpose && held.groups.includes(group),
                  ),
              ),
            );
          expect([...consentedGroups(of, agency, facts, now)].toSorted()).toEqual(
            [...new Set([...given, ...brought])].toSorted(),
          );
        },
      ),
    );
  });

  it('opens of what a message brought only what came for a purpose that the agency serves', () => {
    fc.assert(
      fc.property(
        fc.array(anyConsent, { maxLength: 5 }),
        fc.array(anyMessage, { maxLength: 5 }),
        anyPurpose,
        fc.constantFrom(...agencies),
        (consents, theirs, brought, agency) => {
          const of: CaseFile = {
            ...file({ side: 'receiving' }),
            age: { ...noAgeEvidence, opened: 'adult' },
            consent: { consents, refusals: [], running: [] },
            disclosure: { ...noDisclosure, theirs },
          };
          const alone: CaseFile = {
            ...of,
            consent: {
              consents: consents.filter(({ purpose }) => purpose === brought),
              refusals: [],
              running: [],
            },
            disclosure: { ...noDisclosure, theirs: theirs.filter(({ purpose }) => purpose === brought) },
          };
          const groups = consentedGroups(of, agency, facts, now, brought);
          expect(groups).toEqual(consentedGroups(alone, agency, facts, now));
          if (!serves(facts, agency, brought)) expect(groups.size).toBe(0);
        },
      ),
    );
  });

  it('serves somebody’s work for every purpose, and an office with nothing to do opens nothing', () => {
    for (const purpose of consentPurposes) {
      expect(['focal', 'police', 'welfare'].some((agency) => serves(sample, agency, purpose))).toBe(true);
      expect(serves(sample, 'powerless', purpose)).toBe(false);
      expect(serves(facts, 'audit', purpose)).toBe(false);
    }
  });
});

describe('a refusal', () => {
  const reasonOf = (dataClass: 'P1' | 'P3' | 'P4') =>
    refuse('guardian_missing', 'A child needs a guardian who is not implicated.', dataClass).refusal!;

  it('is told as it is where its reason is operational', () => {
    expect(refusalFor('TR', reasonOf('P1'))).toEqual(reasonOf('P1'));
  });

  it('is the same sentence for all who are not cleared for its reason, and for a vital one for everyone', () => {
    expect(refusalFor('SW', reasonOf('P3'))).toEqual(reasonOf('P3'));
    for (const viewer of [...tableViewers, 'FP', 'AU'] as const) {
      expect(refusalFor(viewer, reasonOf('P4'))).toEqual(notPossibleNow().refusal);
      if (viewer !== 'SW') expect(refusalFor(viewer, reasonOf('P3'))).toEqual(notPossibleNow().refusal);
    }
  });
});
