import { describe, expect, it } from '@jest/globals';
import { caseId, happened, id, rowsAfter } from '../spec/happened.js';
import { stays } from './stays.js';

describe('stays', () => {
  const stayId = id('stay');
  const referred = happened('ShelterReferred', { stayId, shelterCode: 'th-01', withFamily: true });
  const admitted = happened('AdmittedToShelter', { stayId, shelterCode: 'th-01' }, { on: '2014-01-02' });
  const stay = (...events: Parameters<typeof rowsAfter>[1][]) =>
    rowsAfter(stays, referred, ...events)[stayId];

  it('goes from referral to discharge', () => {
    expect(stay()).toMatchObject({ phase: 'awaited', shelterCode: 'th-01' });
    expect(stay(admitted)).toMatchObject({ phase: 'present', admittedAt: '2014-01-02T02:00:00.000Z' });
    const hospital = happened('HospitalStayStarted', { stayId, hospital: 'Provincial' });
    expect(stay(admitted, hospital)).toMatchObject({ phase: 'present', state: 'in_hospital' });
    const discharged = happened('DischargedFromShelter', {
      stayId,
      reason: 'returned_home',
      onDay: '2014-08-04',
    });
    expect(stay(admitted, discharged)).toMatchObject({ phase: 'over', reason: 'returned_home' });
  });

  it('keeps the room sealed and drops it on transfer', () => {
    const room = happened('RoomAssigned', { stayId, room: 'B 12' });
    expect(stay(admitted, room)?.['room']).toMatchObject({ part: `${caseId}/P4`, field: 'room' });
    const moved = happened('TransferredToShelter', { stayId, shelterCode: 'th-02', reason: 'court' });
    expect(stay(admitted, room, moved)).toMatchObject({ room: null, shelterCode: 'th-02' });
  });
});
