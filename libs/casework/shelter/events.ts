import { z } from 'zod';
import { knownTo, only } from '../words/audience.js';
import { CaseId } from '../words/case-id.js';
import { asBefore, event } from '../words/event.js';
import { everyone, operational, personal } from '../words/field.js';
import { dischargeReasons } from '../words/own-practice.js';
import { Reckoning } from '../words/reckoned.js';
import { Code, Day, Id, Line, Text } from '../words/values.js';

/** Why a provider turned a person away: its denial, never the person's refusal (domain.md 2.8). */
export const denialReasons = ['sex', 'age', 'families', 'capacity', 'care_needs', 'other'] as const;

const stay = { stayId: operational(Id, everyone) };

/** What the country's practice says of a stay of this kind: its last day, and the last for which the state pays the meals. */
const terms = {
  until: operational(Day.optional(), ['SW', 'SH', 'FP']),
  mealsPaidUntil: operational(Day.optional(), ['SW', 'SH', 'FP']),
  reckonedBy: operational(Reckoning.optional(), ['SW', 'SH', 'FP']),
};

export const shelterEvents = {
  ShelterReferred: event('ShelterReferred', knownTo('SW', 'SH', 'FP'), {
    ...stay,
    shelterCode: personal('shelterAsked', Code),
    withFamily: operational(z.boolean(), everyone),
  }),
  ShelterAdmissionOffered: event('ShelterAdmissionOffered', knownTo('SW', 'SH', 'FP'), stay),
  ShelterStayConsented: event('ShelterStayConsented', knownTo('SW', 'SH', 'FP'), stay),
  ShelterDeclined: event('ShelterDeclined', knownTo('SW', 'SH', 'FP'), stay),
  AdmissionDenied: event('AdmissionDenied', knownTo('SW', 'SH', 'FP'), {
    ...stay,
    reason: operational(z.enum(denialReasons), ['SW', 'SH', 'FP']),
    alternative: personal('shelterAsked', Code.optional()),
  }),
  AdmittedToShelter: event(
    'AdmittedToShelter',
    knownTo('SW', 'SH', 'FP'),
    {
      ...stay,
      shelterCode: personal('shelterCode', Code),
      ...terms,
    },
    { version: 3, upcast: { 1: asBefore, 2: asBefore } },
  ),
  HealthCheckCompleted: event('HealthCheckCompleted', knownTo('SW', 'SH'), {
    ...stay,
    health: personal('health', z.strictObject({ flags: z.array(Code).max(50), note: Text.optional() })),
    mentalHealth: personal('mentalHealth', Text.optional()),
  }),
  NeedsAssessed: event('NeedsAssessed', knownTo('SW', 'SH'), {
    ...stay,
    areas: personal('assessedNeeds', z.array(Code).max(20)),
    needs: personal('assessedNeeds', z.array(Line).min(1).max(50)),
  }),
  RoomAssigned: event('RoomAssigned', knownTo('SW', 'SH'), {
    ...stay,
    room: personal('shelter', Line),
    keptWith: personal('otherCase', CaseId.optional()),
  }),
  OutingRecorded: event('OutingRecorded', only('SW', 'SH'), {
    ...stay,
    kind: operational(z.enum(['planned', 'left', 'returned', 'work_outside']), everyone),
    purpose: personal('shelter', Line.optional()),
  }),
  TransferredToShelter: event(
    'TransferredToShelter',
    only('SW', 'SH', 'HE', 'FP'),
    {
      ...stay,
      shelterCode: personal('shelterCode', Code),
      reason: personal('shelter', Code),
      ...terms,
    },
    { version: 3, upcast: { 1: asBefore, 2: asBefore } },
  ),
  HospitalStayStarted: event('HospitalStayStarted', only('SW', 'SH', 'HE', 'FP'), {
    ...stay,
    hospital: personal('health', Line),
  }),
  HospitalStayEnded: event('HospitalStayEnded', only('SW', 'SH', 'HE', 'FP'), stay),
  StayConsentWithdrawn: event('StayConsentWithdrawn', knownTo('SW', 'SH', 'FP'), stay),
  LeftWithoutNotice: event('LeftWithoutNotice', knownTo('SW', 'SH', 'FP'), stay),
  DischargedFromShelter: event('DischargedFromShelter', knownTo('SW', 'SH', 'HE', 'FP'), {
    ...stay,
    reason: operational(z.enum(dischargeReasons), ['SW', 'SH', 'FP']),
    onDay: operational(Day, everyone),
  }),
  ShelterIncidentReported: event('ShelterIncidentReported', only('PO', 'SW', 'SH', 'LA'), {
    ...stay,
    incidentId: operational(Id, everyone),
    account: personal('incident', Text),
  }),
};
