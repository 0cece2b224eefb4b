import { describe, expect, it } from '@jest/globals';
import type { NewCaseEvent } from '../records/catalogue.js';
import { given } from '../spec/given.js';
import { caseOpened } from '../spec/histories.js';
import { Afar, claims, consentTo, told, unafraidOf } from '../spec/missions.js';
import { id, sampleActor } from '../spec/sample.js';
import { missionsToTell } from './state.js';

const consent = consentTo(Afar);
const asked = (...more: readonly NewCaseEvent[]) =>
  given(caseOpened, claims(Afar), unafraidOf(Afar), ...more).when('AskMission', { of: Afar, ...told });

describe('a mission that was asked by hand', () => {
  it('is to be told to stop with the next step after the consent ran out, once', () => {
    const until: NewCaseEvent = { ...consent, data: { ...consent.data, expiresOn: '2013-06-10' } };
    const before = asked(until);
    const step = (now: string) => before.when('SetAgeBand', { ageBand: 'adult', source: 'person' }, { now });
    expect(step('2013-06-10T04:00:00.000Z').types).toEqual(['AgeBandSet']);
    const after = step('2013-06-11T04:00:00.000Z');
    expect(after.types).toEqual(['AgeBandSet', 'MissionToStop']);
    expect(missionsToTell(after.file.nationality)).toMatchObject([
      { of: Afar, mission: told.mission, since: '2013-06-11T04:00:00.000Z' },
    ]);
    const later = after.when(
      'SetAgeBand',
      { ageBand: 'adult', source: 'person' },
      { now: '2013-06-12T04:00:00.000Z' },
    );
    expect(later.types).not.toContain('MissionToStop');
  });

  it('is to be told to stop once the person is erased, and who tells it says so in the file that is left', () => {
    const requestId = id('erasure');
    const second = { actor: sampleActor('welfare', 'officer-2') };
    const requested: NewCaseEvent = {
      type: 'ErasureRequested',
      data: { requestId, ground: 'person_request' },
    };
    const erased = asked(consent, requested).when('ConfirmErasure', { requestId }, second);
    expect(erased.types).toEqual(['PersonErased', 'MissionToStop']);
    const [mission] = missionsToTell(erased.file.nationality);
    const done = erased.when('RecordMissionStopped', { requestId: mission?.requestId ?? '' });
    done.thenRecords({ MissionStopped: { of: Afar, mission: told.mission } });
    expect(missionsToTell(done.file.nationality)).toEqual([]);
    const stopped = asked(consent, requested).when('WithdrawConsent', { consentId: consent.data.consentId });
    expect(stopped.when('ConfirmErasure', { requestId }, second).types).toEqual(['PersonErased']);
  });
});
