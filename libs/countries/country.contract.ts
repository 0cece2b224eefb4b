import { describe, expect, it } from '@jest/globals';
import {
  ageBandsOf,
  bandOf,
  codeKey,
  countries,
  deadlineKeys,
  isChildBand,
  mandates,
  officesFor,
  officesNeeded,
  sexes,
  type CountryFacts,
  type Lacking,
  type Mandate,
} from '#casework';
import { practiceContract } from './practice.contract.js';
import { factsOf } from './index.js';

const code = /^[a-z0-9][a-z0-9-]*$/;
const ownMandates = mandates.filter((mandate) => mandate !== 'system');
/** Of what another office is needed where one is excluded, and what takes four eyes. */
const secondNeeded = [
  'approve_return',
  'erase',
  'identify',
  'confirm_nationality',
  'trace_family',
  'case_work',
] as const;
/** What somebody must be able to do, or the person goes home never. */
const wayHome = [
  'open_case',
  'coordinate',
  'screen',
  'identify',
  'review_identification',
  'case_work',
  'child_protection',
  'confirm_nationality',
  'issue_travel_document',
  'assign_tracing',
  'trace_family',
  'shelter',
  'health',
  'approve_return',
  'escort',
  'receive_return',
] as const satisfies readonly Mandate[];
const holders = (facts: CountryFacts, mandate: Mandate) =>
  facts.agencies.filter((agency) => agency.mandates.includes(mandate));
/** Whether a country says that it lacks something, and what serves instead. */
const lacks = (facts: CountryFacts, what: Lacking): boolean => facts.lacks.some((lack) => lack.what === what);

/** Every fact that stands alone, with where it is from. */
const sourced = (facts: CountryFacts): readonly { readonly source?: string }[] => [
  ...facts.agencies,
  ...facts.shelters,
  ...facts.handoverPoints,
  ...facts.channels,
  ...facts.travelDocuments,
  ...facts.paymentHeads,
  ...facts.hotlines,
  ...facts.lacks,
  ...facts.standIns,
  ...Object.values(facts.deadlines),
];

const opaque = (name: string) =>
  name
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word) => word.length > 4);

/** What must hold of the facts of every country, node or not. */
export const anyCountry = (facts: CountryFacts): void => {
  it('has a focal point that answers for it towards others', () => {
    const focalPoint = facts.agencies.find(({ id }) => id === facts.focalPoint);
    expect(focalPoint).toMatchObject({ kind: 'focal_point', viewer: 'FP' });
    expect(focalPoint?.mandates).toContain('coordinate');
  });

  it('names every agency by a code of its own', () => {
    const ids = facts.agencies.map(({ id }) => id);
    expect(ids).toEqual([...new Set(ids)]);
    for (const id of ids) expect(id).toMatch(code);
  });

  it('is found by its country code, in a zone whose days can be told', () => {
    const { handoverPoints, ...others } = factsOf(facts.country);
    expect({ ...others, handoverPoints: expect.anything() }).toEqual({
      ...facts,
      handoverPoints: expect.anything(),
    });
    expect(handoverPoints).toEqual(expect.arrayContaining([...facts.handoverPoints]));
    expect(() => new Intl.DateTimeFormat('en', { timeZone: facts.timeZone })).not.toThrow();
  });

  it('tells children from adults at eighteen', () => {
    for (let years = 0; years < 100; years += 1)
      expect(isChildBand(facts, bandOf(facts, years))).toBe(years < 18);
  });

  it('names its bands of age from birth on, each once, in order', () => {
    const from = facts.ageBands.map((band) => band.from);
    expect(from[0]).toBe(0);
    expect(from).toEqual([...new Set(from)].sort((one, other) => one - other));
    expect(ageBandsOf(facts)).toEqual([...new Set(ageBandsOf(facts))]);
  });

  it('knows each handover point by the code that the other side uses', () => {
    expect(facts.handoverPoints.length).toBeGreaterThan(0);
    for (const point of facts.handoverPoints) {
      const [one, other] = point.between;
      expect(point.between).toContain(facts.country);
      const neighbour = factsOf(one === facts.country ? other : one);
      expect(neighbour.handoverPoints).toContainEqual(point);
    }
  });

  it('writes every code in the one form in which codes are compared', () => {
    const { agencies, shelters, handoverPoints, travelDocuments, legalBases, paymentHeads } = facts;
    const codes = [
      ...agencies.map(({ id }) => id),
      ...[...shelters, ...handoverPoints, ...travelDocuments, ...paymentHeads].map((listed) => listed.code),
      ...legalBases,
    ];
    expect(codes).toEqual(codes.map(codeKey));
  });

  it('puts every shelter under a shelter agency, and neither code nor agency says where it is', () => {
    for (const shelter of facts.shelters) {
      const agency = facts.agencies.find(({ id }) => id === shelter.agency);
      expect(agency).toMatchObject({ kind: 'shelter', viewer: 'SH' });
      expect(agency?.mandates).toContain('shelter');
      expect(shelter.capacity).toBeGreaterThan(0);
      const shown = `${shelter.code} ${shelter.agency} ${agency?.name}`.toLowerCase();
      for (const word of opaque(shelter.name).filter(
        (word) => !['shelter', 'temporary', 'protection'].includes(word),
      ))
        expect(shown).not.toContain(word);
    }
  });

  it('keeps who takes part as a shelter, and calls no office by the name of a kind', () => {
    for (const shelter of facts.shelters)
      expect(facts.agencies.find(({ id }) => id === shelter.agency)?.discreet).toBeDefined();
    for (const { id } of facts.agencies) expect(facts.agencies.map(({ kind }) => kind)).not.toContain(id);
  });

  it('gives every clock a length and a source', () => {
    for (const [key, duration] of Object.entries(facts.deadlines)) {
      expect(deadlineKeys).toContain(key);
      expect(duration.days).toBeGreaterThan(0);
      expect(duration.source).not.toBe('');
    }
  });

  it('names the source of each fact, or that it is assumed', () => {
    for (const fact of sourced(facts)) expect(fact.source).toMatch(/^\d+\.\d+|\(A\)|\(GK\)|domain\.md/);
  });

  it('says in which scripts it writes, and each hotline by a number that can be called', () => {
    expect(facts.scripts.length).toBeGreaterThan(0);
    for (const { number } of facts.hotlines) expect(number).toMatch(/^\+?[\d ]{3,20}$/);
  });

  it('has each mission in another country', () => {
    for (const { abroad, kind } of facts.agencies.filter((agency) => agency.abroad !== undefined)) {
      expect(kind).toBe('embassy');
      expect(abroad).not.toBe(facts.country);
    }
  });

  it('has a table of days off with a version, a source and two ends', () => {
    const { version, from, until, source } = facts.daysOff;
    expect(version).toMatch(new RegExp(`^${facts.country}-\\d+$`));
    expect(source).not.toBe('');
    expect(from < until).toBe(true);
    expect(daysOffContract(facts.daysOff)).toEqual([]);
  });

  practiceContract(facts);

  it('deals only with countries of the programme', () => {
    for (const channel of facts.channels) {
      expect(channel.with).not.toContain(facts.country);
      for (const country of channel.with) expect(countries).toContain(country);
    }
  });
};

/** Days of a table that are no calendar days of a working week within it, in order, each once. */
const daysOffContract = ({ from, until, days }: CountryFacts['daysOff']): string[] =>
  days.filter((day, index) => {
    const at = new Date(`${day}T00:00:00Z`);
    const written = !Number.isNaN(at.getTime()) && at.toISOString().slice(0, 10) === day;
    const previous = days[index - 1];
    return (
      !written ||
      [0, 6].includes(at.getUTCDay()) ||
      day < from ||
      day > until ||
      (previous !== undefined && previous >= day)
    );
  });

/** What a country must also bring before it can run a node. */
export const countryContract = (facts: CountryFacts): void => {
  describe(`${facts.name} as any country`, () => anyCountry(facts));

  describe(`${facts.name} as a country with a node`, () => {
    const here = { country: facts.country, facts: factsOf };
    const excluded = (agency: string) => ({ coordination: { exclusions: [{ exclusionId: '', agency }] } });

    it.each(ownMandates)('charges some agency with %s, or says who serves instead', (mandate) => {
      expect(holders(facts, mandate).length > 0).toBe(!lacks(facts, `an office for ${mandate}`));
    });

    it.each(secondNeeded)('has a second agency for %s, or says what serves instead', (mandate) => {
      expect(holders(facts, mandate).length > 1).toBe(!lacks(facts, `a second office for ${mandate}`));
    });

    it('lacks only what is asked of every country, each thing once', () => {
      const asked = new Set<Lacking>([
        ...ownMandates.map((mandate): Lacking => `an office for ${mandate}`),
        ...secondNeeded.map((mandate): Lacking => `a second office for ${mandate}`),
        ...[...sexes, 'families' as const].map((whom): Lacking => `a shelter for ${whom}`),
        'a team of two disciplines',
      ]);
      const named = facts.lacks.map(({ what }) => what);
      expect(named).toEqual([...new Set(named)]);
      for (const { what, instead } of facts.lacks) {
        expect([...asked]).toContain(what);
        expect(instead).toMatch(/^[A-Z].*\.$/);
      }
    });

    it('names as standing in for a step somebody who is not charged with it, nor audits', () => {
      for (const { agency, for: steps } of facts.standIns) {
        expect(steps.length).toBeGreaterThan(0);
        const office = facts.agencies.find(({ id }) => id === agency);
        expect(office?.mandates).not.toContain('audit');
        for (const step of steps) expect(office?.mandates).not.toContain(step);
      }
    });

    it.each(facts.agencies.map(({ id }) => id))('goes on where %s is excluded from a case', (agency) => {
      const without = excluded(agency);
      const left = wayHome.filter(
        (mandate) =>
          !lacks(facts, `an office for ${mandate}`) &&
          officesFor(mandate, without, here).length < officesNeeded(mandate, facts),
      );
      expect(left).toEqual([]);
      const identify = officesFor('identify', without, here);
      for (const one of identify)
        for (const other of identify) {
          const reviewers = officesFor('review_identification', without, here, new Set([one, other]));
          expect(reviewers.filter((id) => ![agency, one, other].includes(id)).length).toBeGreaterThan(0);
        }
    });

    it('leaves what belongs to the node to the node', () => {
      expect(holders(facts, 'system')).toEqual([]);
    });

    it('keeps audit apart from all that is audited', () => {
      for (const agency of facts.agencies) {
        const audits = agency.mandates.includes('audit');
        expect(agency.viewer === 'AU').toBe(audits);
        if (audits) expect(agency.mandates).toEqual(['audit']);
      }
    });

    it('has beside every discreet office another of its kind with the same work: the kind gives nothing away', () => {
      for (const { id, kind, mandates: work } of facts.agencies.filter(({ discreet }) => discreet))
        expect(
          facts.agencies.some(
            (other) =>
              other.id !== id &&
              other.kind === kind &&
              work.every((mandate) => other.mandates.includes(mandate)),
          ),
        ).toBe(true);
    });

    it('charges every agency with something', () => {
      for (const agency of facts.agencies) expect(agency.mandates.length).toBeGreaterThan(0);
    });

    it('names the law on which it identifies', () => {
      expect(facts.legalBases.length).toBeGreaterThan(0);
    });

    it('can bring two disciplines to a team, or says what serves instead', () => {
      const disciplines = new Set(facts.agencies.flatMap((agency) => agency.disciplines ?? []));
      expect(disciplines.size > 1).toBe(!lacks(facts, 'a team of two disciplines'));
    });

    it.each([...sexes, 'families'] as const)('has a shelter for %s, or says what serves instead', (whom) => {
      const taking = facts.shelters.filter(({ admits }) =>
        whom === 'families' ? admits.families : admits.sexes.includes(whom) && admits.belowAge === undefined,
      );
      expect(taking.length > 0).toBe(!lacks(facts, `a shelter for ${whom}`));
    });

    it('says how long results, documents and files are good for', () => {
      for (const key of [
        'nationality_result_valid',
        'family_result_valid',
        'departure_notice',
        'tracing_visit',
        'hold_review',
        'retention',
      ] as const)
        expect(facts.deadlines[key]).toBeDefined();
    });

    it('has papers to travel with, a channel, and languages', () => {
      expect(facts.travelDocuments.length).toBeGreaterThan(0);
      expect(facts.channels.length).toBeGreaterThan(0);
      expect(facts.languages.length).toBeGreaterThan(0);
    });

    it('lists more than three days off in each year of its table', () => {
      const { from, until, days } = facts.daysOff;
      for (let year = Number(from.slice(0, 4)); year <= Number(until.slice(0, 4)); year += 1)
        expect(days.filter((day) => day.startsWith(`${year}-`)).length).toBeGreaterThan(3);
    });
  });
};
