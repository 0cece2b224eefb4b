import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { NewCaseEvent } from '../records/catalogue.js';
import { given } from '../spec/given.js';
import { caseOpened } from '../spec/histories.js';
import { Afar, afar, claims, consentTo, denied, ready, told, unafraidOf } from '../spec/missions.js';
import { Third } from '../spec/lands.js';
import { id, sampleActor } from '../spec/sample.js';
import type { ConsentPurpose } from '../words/purpose.js';
import { toldToMissions } from './mission-commands.js';

type Group = (typeof toldToMissions)[number];

describe('a mission of a country that no instrument binds', () => {
  it('is told nothing that the person fears it to know, did not consent to, or that an excluded office would read', () => {
    fc.assert(
      fc.property(afar, (of) => {
        const body = { of, ...told };
        given(caseOpened, claims(of), consentTo(of))
          .when('AskMission', body)
          .thenRefuses('not_possible_now', denied(of, 'contact_barred'));
        given(caseOpened, claims(of), unafraidOf(of))
          .when('AskMission', body)
          .thenRefuses('consent_missing', denied(of, 'consent_missing'));
        given(caseOpened, unafraidOf(of), consentTo(of))
          .when('AskMission', body)
          .thenRefuses('wrong_state', denied(of, 'third_party'));
        for (const group of ['family', 'origin', 'nationality'] as const)
          ready(of)
            .when('AskMission', { ...body, groups: ['identity', group] })
            .thenRefuses('outside_clause', denied(of, 'no_clause'));
        const screening = { about: of, language: 'my', inPrivate: true } as const;
        ready(of)
          .when('ScreenProtection', { ...screening, result: 'asylum_sought' })
          .when('AskMission', body)
          .thenRefuses('not_possible_now', denied(of, 'contact_barred'));
      }),
    );
    ready(Afar)
      .when(
        'ExcludeParty',
        { country: Afar, agency: told.mission, reason: 'A cousin of the broker.' },
        { actor: sampleActor('welfare') },
      )
      .when('AskMission', { of: Afar, ...told })
      .thenRefuses('excluded_party');
  });

  it('is told what a consent to that purpose, that country and that office covers, of who she is and of papers, and nothing beyond', () => {
    const group = fc.constantFrom(...toldToMissions);
    const mostly = <T>(usual: T, ...others: readonly T[]) =>
      fc.constantFrom(usual, usual, usual, usual, ...others);
    const groups = fc.uniqueArray(group, { minLength: 1 });
    const consent = fc.record({
      purpose: mostly<ConsentPurpose>('nationality_confirmation', 'return', 'safety'),
      here: mostly(true, false),
      office: fc.constantFrom(undefined, told.mission, 'another-mission'),
      groups,
    });
    const said = fc.record({
      of: afar,
      asked: mostly<readonly Group[] | undefined>(['identity'], ['identity', 'documents'], undefined).chain(
        (usual) => (usual ? fc.constant([...usual]) : groups),
      ),
      hers: mostly(true, false),
      screening: mostly<'no_fear' | 'fears_state' | 'asylum_sought' | undefined>(
        'no_fear',
        'fears_state',
        'asylum_sought',
        undefined,
      ),
      consents: fc.array(consent, { maxLength: 3 }),
    });
    const outcomes = { told: 0, refused: 0 };
    fc.assert(
      fc.property(said, ({ of, asked, hers, screening, consents }) => {
        const unafraid = unafraidOf(of);
        const history: readonly NewCaseEvent[] = [
          caseOpened,
          claims(hers ? of : Third),
          ...(screening === undefined
            ? []
            : [{ ...unafraid, data: { ...unafraid.data, result: screening } }]),
          ...consents.map(({ purpose, here, office, groups: covered }, index) => ({
            type: 'ConsentGiven' as const,
            data: {
              ...consentTo(of).data,
              ...{ consentId: id(`consent ${index}`), purpose, groups: covered },
              recipient: { country: here ? of : Third, ...(office === undefined ? {} : { agency: office }) },
            },
          })),
        ];
        const covered = new Set(
          consents
            .filter(({ purpose, here }) => purpose === 'nationality_confirmation' && (here || of === Third))
            .filter(({ office }) => office === undefined || office === told.mission)
            .flatMap((each) => each.groups),
        );
        const may =
          screening === 'no_fear' &&
          (hers || of === Third) &&
          asked.every((each) => ['identity', 'documents'].includes(each) && covered.has(each));
        const { types, decision } = given(...history).when('AskMission', { of, ...told, groups: [...asked] });
        expect(types).toEqual([may ? 'MissionAsked' : 'DisclosureDenied']);
        expect(decision.refusal === undefined).toBe(may);
        outcomes[may ? 'told' : 'refused'] += 1;
      }),
      { numRuns: 300 },
    );
    expect(Math.min(outcomes.told, outcomes.refused)).toBeGreaterThan(3);
  });
});
