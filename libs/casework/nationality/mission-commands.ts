import { z } from 'zod';
import { fact, permission } from '../words/command.js';
import { CheckerOf } from '../words/listed.js';
import { State } from '../words/states.js';
import { Code, Day, Id, Line, occurredAt } from '../words/values.js';
import { MeetingPlace, NationalityResult, NotConfirmedBecause, TravelPaper } from './values.js';

const someRequest = '2b7f6a54-0d7b-4b56-8f5e-6d1c1f1f0a01';

/** What a mission can be told to know its own: no exploitation, no health (domain.md 4.5). */
export const toldToMissions = ['identity', 'documents', 'origin', 'family', 'nationality'] as const;

/** Steps by hand with a country that no instrument binds, and this country's own check. */
export const missionCommands = {
  AskMission: permission(
    'coordinate',
    'charged',
    'Ask, by hand and at the request of the person, the mission of a country that she says is hers and that shares no instrument with this one, whether she is its national. It is told who she is and of papers, as far as she consented; what it asks beyond is refused.',
    z.strictObject({ of: State, mission: CheckerOf, groups: z.array(z.enum(toldToMissions)).min(1) }),
    { of: 'BD', mission: 'embassy-bangkok', groups: ['identity', 'documents'] },
  ),
  RecordMissionInterview: fact(
    'coordinate',
    'own_work',
    'Record that an officer of a mission that was asked by hand spoke with the person.',
    z.strictObject({ requestId: Id, place: MeetingPlace, heldOn: Day, occurredAt }),
    { requestId: someRequest, place: 'neutral_office', heldOn: '2013-02-04' },
  ),
  RecordMissionAnswer: fact(
    'coordinate',
    'own_work',
    'Record what a mission that was asked by hand answered. A later answer of the same authority takes the place of the earlier.',
    z.strictObject({
      requestId: Id,
      authority: Code,
      result: NationalityResult,
      basis: Code,
      reference: Line.optional(),
      because: NotConfirmedBecause.optional(),
      validUntil: Day.optional(),
    }),
    { requestId: someRequest, authority: 'embassy-bangkok', result: 'confirmed', basis: 'birth_register' },
  ),
  RecordMissionStopped: fact(
    'coordinate',
    'own_work',
    'Record that a mission which was asked by hand was told to use nothing any more of what it was told.',
    z.strictObject({ requestId: Id, occurredAt }),
    { requestId: someRequest },
  ),
  RecordMissionDocument: fact(
    'coordinate',
    'own_work',
    'Record a document for the journey home that a country issued which shares no instrument with this one.',
    z.strictObject({ from: State, kind: Code, paper: TravelPaper, validUntil: Day }),
    { from: 'BD', kind: 'travel_permit', paper: { number: 'TP-0417' }, validUntil: '2014-10-31' },
  ),
  CheckOwnNationality: permission(
    'coordinate',
    'charged',
    'Have the authorities of this country look whether the person is its national, where no other country asks: of one who was found where no node is.',
    z.strictObject({}),
    {},
  ),
};
