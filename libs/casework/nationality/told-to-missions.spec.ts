import { describe, it } from '@jest/globals';
import fc from 'fast-check';
import { given } from '../spec/given.js';
import { caseOpened } from '../spec/histories.js';
import { Afar, afar, claims, consentTo, denied, ready, told, unafraidOf } from '../spec/missions.js';
import { sampleActor } from '../spec/sample.js';

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
});
