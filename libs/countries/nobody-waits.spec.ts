import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { countries, officesFor, type BodyOf, type CaseFile, type Mandate } from '#casework';
import { conditionsOfReturn } from '../casework/repatriation/questions/conditions.js';
import { given, type Outcome } from '../casework/spec/given.js';
import { interview } from '../casework/spec/identifying.js';
import { sampleActor, sampleContext } from '../casework/spec/sample.js';
import { nationOf } from './index.js';
import type { Nation } from './nation.js';
import { home, of, toAnInterview, type Home } from './spec/at-home.js';

const otherThan = (country: string) => (country === 'MM' ? 'TH' : 'MM');
/** Of every country but one that says it looks for no family itself: such a case goes on by hand. */
const homes = countries
  .map(nationOf)
  .filter(({ facts }) => !facts.lacks.some(({ what }) => what === 'an office for trace_family'))
  .map(({ facts, policy }: Nation): Home => home(facts, policy, otherThan(facts.country)));
const disciplines: BodyOf<'RecordIdentificationInterview'>['disciplines'] = [
  'social_work',
  'psychology',
  'child_protection',
  'law_enforcement',
  'law',
  'immigration',
];

const by = (here: Home, agency: string, person = 'one') => ({
  ...of(here, agency),
  actor: sampleActor(agency, `${agency}-${person}`, here.facts.country),
});
const mayTake = (
  here: Home,
  mandate: Mandate,
  file: Pick<CaseFile, 'coordination'>,
  less: readonly string[] = [],
) => officesFor(mandate, file, sampleContext(of(here, '')), new Set(less));

/** Any country with a node, and any of its offices that somebody can be asked to keep out of a case. */
const excluding = fc
  .constantFrom(...homes.keys())
  .chain((at) =>
    fc.tuple(
      fc.constant(at),
      fc.constantFrom(
        ...(homes[at]?.facts.agencies ?? [])
          .filter(({ mandates }) => !mandates.includes('audit'))
          .map(({ id }) => id),
      ),
    ),
  );
const homeAt = (at: number): Home => {
  const here = homes[at];
  if (!here) throw new Error('no such home');
  return here;
};

/** Somebody screened, in a case that an office of case work runs; another of them excludes an office that took part. */
const without = (here: Home, excluded: string): { readonly last: Outcome; readonly owner: string } => {
  const { agencies, languages } = here.facts;
  const holding = (mandate: Mandate) =>
    agencies.filter(({ id, mandates }) => id !== excluded && mandates.includes(mandate));
  const [owner = '', other = ''] = holding('case_work')
    .filter((office) => office.disciplines?.includes('social_work'))
    .map(({ id }) => id);
  const [opener = ''] = holding('open_case').map(({ id }) => id);
  const [screener = ''] = holding('screen').map(({ id }) => id);
  const [language = ''] = languages;
  const known = agencies.find(({ id }) => id === excluded)?.discreet === undefined;
  const opened = given()
    .when(
      'OpenCase',
      {
        ...({ channel: 'raid', sex: 'female', ageBand: 'adult', urgency: 'normal' } as const),
        mainLanguage: language,
        referTo: [...new Set([owner, other, ...(known && excluded ? [excluded] : [])])].filter(
          (id) => id !== opener,
        ),
      },
      by(here, opener),
    )
    .when(
      'CompleteScreening',
      { outcome: 'presumed', urgentNeeds: [], indicators: ['debt'] },
      by(here, screener),
    )
    .when('GiveConsent', toAnInterview(here, language), by(here, owner));
  const last = opened.when('ExcludeParty', { agency: excluded, reason: 'Named.' }, by(here, other));
  return { last, owner };
};

const refusalsOf = (steps: readonly Outcome[]) => steps.flatMap(({ decision }) => decision.refusal ?? []);

describe('whoever is excluded from a case', () => {
  it('somebody identifies, denies and reviews, none of it alone nor of what they decided, and the person can go', () => {
    fc.assert(
      fc.property(excluding, ([at, excluded]) => {
        const here = homeAt(at);
        const { last, owner } = without(here, excluded);
        const identify = mayTake(here, 'identify', last.file);
        const [first = '', second = first] = identify;
        expect(identify).not.toContain(excluded);
        const involved = identify
          .filter((id) => !last.file.coordination.involved.has(id))
          .reduce<Outcome>(
            (file, agency) => file.when('ReferToAgency', { agency, reason: 'identify' }, by(here, owner)),
            last,
          );
        const [language = ''] = here.facts.languages;
        const heard = involved.when(
          'RecordIdentificationInterview',
          { ...interview, agencies: [first, owner], disciplines, language },
          by(here, first),
        );
        const proposed = heard.when('ProposeDenial', { reason: 'No purpose found.' }, by(here, first));
        expect(refusalsOf([last, involved, heard, proposed])).toEqual([]);
        const findingId = proposed.file.identification.findings[0]?.findingId ?? '';
        const confirm = { findingId, referral: 'labour', toldIn: language } as const;
        proposed.when('ConfirmDenial', confirm, by(here, first)).thenRefuses('same_person');
        const denied = proposed.when('ConfirmDenial', confirm, by(here, second, 'two'));
        expect(denied.decision.refusal).toBeUndefined();
        const [finding] = denied.file.identification.findings;
        if (first === second) expect(finding?.reviewRequested).toBe(true);
        const asked = denied.when(
          'RequestIdentificationReview',
          { findingId, requestedBy: 'lawyer' },
          by(here, owner),
        );
        const [reviewer = ''] = mayTake(here, 'review_identification', asked.file, [first, second]);
        expect([excluded, first, second]).not.toContain(reviewer);
        const ready = asked.file.coordination.involved.has(reviewer)
          ? asked
          : asked.when('ReferToAgency', { agency: reviewer, reason: 'review' }, by(here, owner));
        const reason = 'Heard again.';
        for (const agency of [first, second])
          expect(
            ready.when('UpholdDecision', { findingId, reason }, by(here, agency, 'three')).decision.refusal,
          ).toBeDefined();
        const upheld = ready.when('UpholdDecision', { findingId, reason }, by(here, reviewer));
        expect(refusalsOf([asked, ready, upheld])).toEqual([]);
        const lacking = conditionsOfReturn(
          upheld.file,
          here.partner,
          sampleContext(by(here, here.facts.focalPoint)),
        );
        expect(lacking).not.toContain('identification');
        expect(lacking).not.toContain('review');
      }),
      { numRuns: 60 },
    );
  });

  it('two offices approve, one coordinates, and who stands in takes part without a word of why', () => {
    fc.assert(
      fc.property(excluding, ([at, excluded]) => {
        const here = homeAt(at);
        const { last } = without(here, excluded);
        expect(last.decision.refusal).toBeUndefined();
        expect(mayTake(here, 'approve_return', last.file).length).toBeGreaterThan(1);
        for (const mandate of ['coordinate', 'approve_return', 'identify'] as const) {
          const held = here.facts.agencies.filter((one) => one.mandates.includes(mandate));
          if (!held.some(({ id }) => id === excluded)) continue;
          for (const agency of mayTake(here, mandate, last.file).filter((id) =>
            held.every((one) => one.id !== id),
          ))
            expect([...last.file.coordination.involved]).toContain(agency);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('nobody stands in while those who are charged are there, or from outside the case', () => {
    for (const here of homes)
      for (const { agency, for: steps } of here.facts.standIns)
        if (steps.includes('coordinate')) {
          const all = without(here, '').last;
          expect(mayTake(here, 'coordinate', all.file)).toEqual([here.facts.focalPoint]);
          all
            .when('AssignAgency', { agency: here.facts.focalPoint, reason: 'case_work' }, by(here, agency))
            .thenRefuses('no_mandate');
        }
  });
});
