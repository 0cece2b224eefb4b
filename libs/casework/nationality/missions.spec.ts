import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { NewCaseEvent } from '../records/catalogue.js';
import { tellings } from '../consent/commands.js';
import { contactBarred } from '../protection/questions/barred.js';
import { caseOpened } from '../spec/histories.js';
import { given } from '../spec/given.js';
import { Fourth, Here, There } from '../spec/lands.js';
import { Afar, afar, claims, consentTo, ready, told, unafraidOf } from '../spec/missions.js';
import { consentsTo, sampleActor, sampleContext, sampleInstrumentWith } from '../spec/sample.js';
import { isCountry } from '../words/country.js';
import { State } from '../words/states.js';
import { nationalityStanding } from './state.js';

const askedOf = (of: State) => ready(of).when('AskMission', { of, ...told });
const requestIn = (file: ReturnType<typeof askedOf>['file']) => file.nationality.requests[0]?.requestId ?? '';

describe('a country that no instrument binds', () => {
  it('is asked by hand, and its answer and paper are what any other are', () => {
    fc.assert(
      fc.property(afar, (of) => {
        const asked = askedOf(of).thenRecords({ MissionAsked: { of, ...told } });
        const requestId = requestIn(asked.file);
        const seen = asked.when('RecordMissionInterview', {
          requestId,
          place: 'video',
          heldOn: '2013-06-01',
        });
        seen.thenRecords({
          ConsularInterviewHeld: { requestId, by: of, place: 'video', heldOn: '2013-06-01' },
        });
        const answer = {
          requestId,
          authority: told.mission,
          result: 'confirmed',
          basis: 'birth_register',
        } as const;
        const { file } = seen.when('RecordMissionAnswer', answer).when('RecordMissionDocument', {
          from: of,
          kind: 'permit',
          paper: { number: '1' },
          validUntil: '2013-08-01',
        });
        expect(nationalityStanding(file.nationality, of, '2013-06-03')).toBe('confirmed');
        expect(file.nationality.documents).toMatchObject([{ country: of, validUntil: '2013-08-01' }]);
      }),
    );
  });

  it('is asked once at a time, and again once it answered', () => {
    const asked = askedOf(Afar);
    asked.when('AskMission', { of: Afar, ...told }).thenRefuses('already_exists');
    const requestId = requestIn(asked.file);
    const answer = { requestId, authority: 'embassy', basis: 'none' } as const;
    const no = asked.when('RecordMissionAnswer', {
      ...answer,
      result: 'not_confirmed',
      because: 'no_record',
    });
    expect(no.when('AskMission', { of: Afar, ...told }).decision.refusal).toBeUndefined();
    const yes = no.when('RecordMissionAnswer', { ...answer, result: 'confirmed' });
    expect(nationalityStanding(yes.file.nationality, Afar, '2013-06-03')).toBe('confirmed');
    const referred = no.when('ReferAsStateless', { body: 'unhcr', because: 'No record.' });
    expect(referred.decision.refusal).toBeUndefined();
  });

  it('hears nothing more once the person fears it', () => {
    const feared = askedOf(Afar).when('ScreenProtection', {
      ...{ about: Afar, language: 'my', inPrivate: true, result: 'fears_officials' },
    });
    feared.thenRecords(
      { ProtectionScreened: { about: Afar, language: 'my', inPrivate: true, result: 'fears_officials' } },
      { ContactStopped: { with: Afar } },
      { MissionToStop: { of: Afar, mission: told.mission } },
    );
    expect(contactBarred(feared.file, Afar)).toBe(true);
  });

  it('speaks for itself where an instrument binds it', () => {
    given(caseOpened, unafraidOf(There), ...consentsTo(There))
      .when('AskMission', { of: There, ...told })
      .thenRefuses('wrong_state');
    given(caseOpened)
      .when('RecordMissionDocument', {
        from: There,
        kind: 'permit',
        paper: { number: '1' },
        validUntil: '2013-08-01',
      })
      .thenRefuses('wrong_state');
    expect(isCountry(There)).toBe(true);
  });
});

const atHome = (...more: readonly NewCaseEvent[]) =>
  given({ ...caseOpened, data: { ...caseOpened.data, side: 'receiving' } }, ...more);

describe('what came by hand', () => {
  const answer = { authority: told.mission, result: 'confirmed', basis: 'birth_register' } as const;
  const paper = { kind: 'permit', paper: { number: '1' }, validUntil: '2013-08-01' };
  const marks = ({ decision }: ReturnType<typeof askedOf>) =>
    decision.events.flatMap((event) => (event.type === 'IrregularityRaised' ? [event.data.rule] : []));

  it('after all contact was stopped is recorded and marked', () => {
    const asked = askedOf(Afar);
    const requestId = requestIn(asked.file);
    const fears = { about: Afar, language: 'my', inPrivate: true, result: 'fears_state' } as const;
    const feared = asked.when('ScreenProtection', fears);
    const came = feared.when('RecordMissionAnswer', { requestId, ...answer });
    expect(marks(came)).toEqual(['word_after_stop']);
    expect(marks(came.when('RecordMissionDocument', { from: Afar, ...paper }))).toEqual(['word_after_stop']);
    expect(marks(asked.when('RecordMissionAnswer', { requestId, ...answer }))).toEqual([]);
  });

  it('is to be used no more once the consent, the contact or the office falls: who asked tells the mission, and says so', () => {
    const asked = askedOf(Afar);
    const requestId = requestIn(asked.file);
    const toStop = { MissionToStop: { requestId, of: Afar, mission: told.mission } };
    const fears = { about: Afar, language: 'my', inPrivate: true, result: 'fears_state' } as const;
    const steps = [
      asked.when('WithdrawConsent', { consentId: '6f9c1df0-3c86-4b1e-9c38-0f3f0f8b5a11' }),
      asked.when('ScreenProtection', fears),
      asked.when('StopContact', { with: Afar, reason: 'Followed.' }),
      asked.when(
        'ExcludeParty',
        { country: Afar, agency: told.mission, reason: 'A cousin of the broker.' },
        { actor: sampleActor('welfare') },
      ),
    ];
    for (const step of steps) {
      expect(step.types.filter((type) => type === 'MissionToStop')).toEqual(['MissionToStop']);
      expect(step.decision.events.find(({ type }) => type === 'MissionToStop')).toMatchObject({
        data: toStop.MissionToStop,
        byNode: true,
      });
      expect(marks(step.when('RecordMissionAnswer', { requestId, ...answer }))).toContain('word_after_stop');
      const done = step.when('RecordMissionStopped', { requestId });
      done.thenRecords({ MissionStopped: toStop.MissionToStop });
      done.when('RecordMissionStopped', { requestId }).thenRefuses('already_exists');
    }
    const [withdrawn] = steps;
    const again = { ...consentTo(Afar).data, told: [...tellings] };
    const anew = withdrawn?.when('GiveConsent', again).when('AskMission', { of: Afar, ...told });
    expect(anew?.decision.refusal).toBeUndefined();
    expect(anew?.file.nationality.requests.map(({ use }) => use)).toEqual(['to_stop', undefined]);
    given(caseOpened).when('RecordMissionStopped', { requestId }).thenRefuses('unknown_reference');
  });

  it('from an office that is kept out of the case is recorded and marked', () => {
    const asked = askedOf(Afar);
    const excluded = asked.when(
      'ExcludeParty',
      { country: Afar, agency: answer.authority, reason: 'A cousin of the broker.' },
      { actor: sampleActor('welfare') },
    );
    const requestId = requestIn(asked.file);
    expect(marks(excluded.when('RecordMissionAnswer', { requestId, ...answer }))).toEqual([
      'word_after_stop',
      'decided_by_excluded',
    ]);
  });

  it('is taken back by who recorded it, and what came before it stands', () => {
    const asked = askedOf(Afar);
    const requestId = requestIn(asked.file);
    const first = asked.when('RecordMissionAnswer', { requestId, ...answer });
    const wrong = first.when('RecordMissionAnswer', {
      ...{ requestId, ...answer, result: 'not_confirmed' as const },
      because: 'no_record',
    });
    const entryId = wrong.file.nationality.decisions.at(-1)?.decisionId ?? '';
    const back = wrong.when('TakeBackEntry', { entryId, mistake: 'wrong_file' });
    expect(nationalityStanding(back.file.nationality, Afar, '2013-06-03')).toBe('confirmed');
    wrong
      .when('TakeBackEntry', { entryId, mistake: 'wrong_file' }, { actor: sampleActor('police') })
      .thenRefuses('unknown_reference');
    const papers = first.when('RecordMissionDocument', { from: Afar, ...paper });
    const documentId = papers.file.nationality.documents[0]?.documentId ?? '';
    const none = papers.when('TakeBackEntry', { entryId: documentId, mistake: 'wrong_file' });
    expect(none.file.nationality.documents).toEqual([]);
  });

  it('finishes what was begun by hand, also where an instrument enters into force meanwhile', () => {
    const inForce = { instruments: [sampleInstrumentWith(Fourth)] };
    const asked = given(caseOpened, claims(Fourth), unafraidOf(Fourth), consentTo(Fourth)).when(
      'AskMission',
      { of: Fourth, ...told },
      { instruments: [] },
    );
    const requestId = requestIn(asked.file);
    const heard = asked.when('RecordMissionAnswer', { requestId, ...answer }, inForce);
    expect(heard.types).toEqual(['NationalityResultLearned']);
    expect(heard.when('RecordMissionDocument', { from: Fourth, ...paper }, inForce).types).toEqual([
      'TravelDocumentLearned',
    ]);
    heard.when('AskMission', { of: Fourth, ...told }, inForce).thenRefuses('wrong_state');
  });
});

describe('the own nationality of a person whom no other country asks about', () => {
  it('is looked up by the offices of this country, who tell nobody', () => {
    const open = atHome(unafraidOf(Here), consentTo(Here)).when('CheckOwnNationality', {});
    const requestId = requestIn(open.file);
    open.when('CheckOwnNationality', {}).thenRefuses('already_exists');
    open.when('AskAdditionalInformation', { requestId, fields: ['names'] }).thenRefuses('wrong_state');
    open.when('RequestConsularAccess', { requestId, place: 'video' }).thenRefuses('wrong_state');
    const found = open.when('DecideNationality', {
      requestId,
      result: 'confirmed',
      basis: 'register',
      send: true,
    });
    found.thenRecords({
      NationalityDecided: {
        ...{ requestId, answered: true, validUntil: '2014-06-03' },
        finding: { result: 'confirmed', basis: 'register' },
      },
    });
    const paper = { number: 'LP 7' };
    const issued = found.when('IssueTravelDocument', { kind: 'laissez_passer', paper });
    expect(issued.types[0]).toBe('TravelDocumentIssued');
    expect(issued.file.disclosure.own).toEqual([]);
  });

  it('brings in no mission but that of the country where the person was found', () => {
    const missions = (foundIn: string): readonly string[] => {
      const context = sampleContext();
      const facts = context.facts(Here);
      const [first, ...others] = facts.agencies;
      if (!first) throw new Error('no agency');
      const mission = { ...first, id: 'mission', mandates: ['confirm_nationality'] as const, abroad: There };
      const there = { ...facts, agencies: [first, ...others, mission] };
      return given(
        {
          ...caseOpened,
          data: { ...caseOpened.data, side: 'receiving', foundIn: State.parse(foundIn) },
        },
        unafraidOf(Here),
        consentTo(Here),
      )
        .when('CheckOwnNationality', {}, { facts: (of) => (of === Here ? there : context.facts(of)) })
        .decision.events.flatMap((event) => (event.type === 'AgencyInvolved' ? event.data.agency : []));
    };
    expect(missions(There)).toContain('mission');
    expect(missions('MU')).not.toContain('mission');
  });

  it('is looked up only with the consent of the person, who does not fear the own country', () => {
    atHome(unafraidOf(Here)).when('CheckOwnNationality', {}).thenRefuses('consent_missing');
    atHome(consentTo(Here)).when('CheckOwnNationality', {}).thenRefuses('not_possible_now');
    const fears = { about: Here, language: 'my', inPrivate: true, result: 'fears_officials' } as const;
    atHome(unafraidOf(Here), consentTo(Here))
      .when('ScreenProtection', fears)
      .when('CheckOwnNationality', {})
      .thenRefuses('not_possible_now');
  });

  it('is nobody’s to look up in a case of somebody who is to leave', () => {
    given(caseOpened).when('CheckOwnNationality', {}).thenRefuses('wrong_state');
  });
});
