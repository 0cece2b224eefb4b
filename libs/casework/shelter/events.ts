import { z } from 'zod';
import { event } from '../kernel/event.js';
import { operational, personal } from '../kernel/field.js';
import { Code, Day, Id, Line, Text } from '../kernel/values.js';

export const dischargeReasons = [
  'returned_home',
  'with_friend_or_partner',
  'with_spouse',
  'left_without_notice',
  'transferred',
  'other',
] as const;

/** Why a provider turned a person away: its denial, never the person's refusal (domain.md 2.8). */
export const denialReasons = ['sex', 'age', 'families', 'capacity', 'care_needs', 'other'] as const;

const stay = { stayId: operational(Id) };

export const shelterEvents = {
  ShelterReferred: event('ShelterReferred', {
    ...stay,
    shelterCode: personal('shelterCode', Code),
    withFamily: operational(z.boolean()),
  }),
  ShelterAdmissionOffered: event('ShelterAdmissionOffered', stay),
  ShelterStayConsented: event('ShelterStayConsented', stay),
  ShelterDeclined: event('ShelterDeclined', stay),
  AdmissionDenied: event('AdmissionDenied', {
    ...stay,
    reason: operational(z.enum(denialReasons)),
    alternative: personal('shelterCode', Code.optional()),
  }),
  AdmittedToShelter: event('AdmittedToShelter', { ...stay, shelterCode: personal('shelterCode', Code) }),
  HealthCheckCompleted: event('HealthCheckCompleted', {
    ...stay,
    health: personal('health', z.strictObject({ flags: z.array(Code).max(50), note: Text.optional() })),
    mentalHealth: personal('mentalHealth', Text.optional()),
  }),
  NeedsAssessed: event('NeedsAssessed', {
    ...stay,
    areas: operational(z.array(Code).max(20)),
    needs: personal('plan', z.array(Line).min(1).max(50)),
  }),
  RoomAssigned: event('RoomAssigned', {
    ...stay,
    room: personal('shelter', Line),
    keptWith: operational(Id.optional()),
  }),
  OutingRecorded: event('OutingRecorded', {
    ...stay,
    kind: operational(z.enum(['planned', 'left', 'returned', 'work_outside'])),
    purpose: personal('shelter', Line.optional()),
  }),
  TransferredToShelter: event('TransferredToShelter', {
    ...stay,
    shelterCode: personal('shelterCode', Code),
    reason: operational(Code),
  }),
  HospitalStayStarted: event('HospitalStayStarted', { ...stay, hospital: personal('health', Line) }),
  HospitalStayEnded: event('HospitalStayEnded', stay),
  StayConsentWithdrawn: event('StayConsentWithdrawn', stay),
  LeftWithoutNotice: event('LeftWithoutNotice', stay),
  DischargedFromShelter: event('DischargedFromShelter', {
    ...stay,
    reason: operational(z.enum(dischargeReasons)),
    onDay: operational(Day),
  }),
  ShelterIncidentReported: event('ShelterIncidentReported', {
    ...stay,
    incidentId: operational(Id),
    account: personal('incident', Text),
  }),
};
