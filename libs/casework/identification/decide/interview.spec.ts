import { describe, it } from '@jest/globals';
import { given } from '../../spec/given.js';
import { caseOpened, openedWith } from '../../spec/histories.js';
import { guardian, interview, screened } from '../../spec/identifying.js';
import { consentsTo } from '../../spec/sample.js';
import { Here, There } from '../../spec/lands.js';

describe('the interview of a multi-disciplinary team', () => {
  const consents = consentsTo(Here);
  const ready = [caseOpened, screened, ...consents];

  it('counts with consent, two disciplines and a common language', () => {
    given(...ready)
      .when('RecordIdentificationInterview', interview)
      .thenRecords({
        IdentificationInterviewHeld: {
          agencies: ['focal', 'police'],
          disciplines: ['social_work', 'law_enforcement'],
          language: 'my',
          acts: ['harboured'],
          means: ['threat'],
          purposes: ['forced_labour'],
        },
      });
  });

  it('does not count before a screening or without consent', () => {
    given(caseOpened, ...consents)
      .when('RecordIdentificationInterview', interview)
      .thenRefuses('wrong_state');
    given(caseOpened, screened)
      .when('RecordIdentificationInterview', interview)
      .thenRefuses('consent_missing');
    given(caseOpened, screened, ...consentsTo(There))
      .when('RecordIdentificationInterview', interview)
      .thenRefuses('consent_missing');
  });

  it('does not count with fewer than two disciplines that the agencies can bring', () => {
    const told = (changes: Partial<typeof interview>) =>
      given(...ready)
        .when('RecordIdentificationInterview', { ...interview, ...changes })
        .thenRefuses('too_few_disciplines');
    told({ disciplines: ['social_work', 'social_work'] });
    told({ agencies: ['focal', 'welfare'] });
    told({ disciplines: ['social_work', 'medicine'] });
  });

  it('refuses an agency that does not exist, and excluded offices and interpreters', () => {
    given(...ready)
      .when('RecordIdentificationInterview', { ...interview, agencies: ['focal', 'nobody'] })
      .thenRefuses('unknown_reference');
    given(...ready)
      .when('ExcludeParty', { agency: 'police', reason: 'Named.' })
      .when('RecordIdentificationInterview', interview)
      .thenRefuses('excluded_party');
    given(...ready)
      .when('ExcludeParty', { officialId: 'interpreter-9', reason: 'Named.' })
      .when('RecordIdentificationInterview', { ...interview, interpreter: 'interpreter-9' })
      .thenRefuses('excluded_party');
  });

  it('needs an interpreter outside the main language, and a guardian for a child', () => {
    given(...ready)
      .when('RecordIdentificationInterview', { ...interview, language: 'th' })
      .thenRefuses('no_interpreter');
    given(...ready)
      .when('RecordIdentificationInterview', { ...interview, language: 'th', interpreter: 'interpreter-9' })
      .thenRecords({
        IdentificationInterviewHeld: {
          agencies: ['focal', 'police'],
          disciplines: ['social_work', 'law_enforcement'],
          language: 'th',
          acts: ['harboured'],
          means: ['threat'],
          purposes: ['forced_labour'],
          interpreter: 'interpreter-9',
        },
      });
    const child = [openedWith('child'), screened, ...consentsTo(Here, 'guardian_with_assent')];
    given(...child)
      .when('RecordIdentificationInterview', interview)
      .thenRefuses('guardian_missing');
    given(...child, guardian)
      .when('RecordIdentificationInterview', interview)
      .thenRecords({
        IdentificationInterviewHeld: {
          agencies: ['focal', 'police'],
          disciplines: ['social_work', 'law_enforcement'],
          language: 'my',
          acts: ['harboured'],
          means: ['threat'],
          purposes: ['forced_labour'],
        },
      });
  });
});
