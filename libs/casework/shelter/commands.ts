import { z } from 'zod';
import { CaseId } from '../words/case-id.js';
import { fact, permission, refusedWith } from '../words/command.js';
import { DischargeReasonCode, ShelterCode } from '../words/listed.js';
import { Code, Id, Line, Text, occurredAt } from '../words/values.js';
import { denialReasons } from './events.js';

/** The ten service areas (domain.md 5.1). */
export const needAreas = ['HOUS', 'MED', 'PSY', 'EDU', 'ECO', 'ADM', 'LEG', 'SAF', 'FAM', 'CM'] as const;

const stayId = Id;
const example = { stayId: '2b1f9f0e-2d6c-4f5c-8a3e-3a0f5d7c1e21' };

export const shelterCommands = {
  ReferToShelter: permission(
    'case_work',
    'owner',
    'Ask a shelter, by its code, to take the person in; without a code, the first that may take her or him.',
    z.strictObject({ shelterCode: ShelterCode.optional(), withFamily: z.boolean().default(false) }),
    { withFamily: true },
  ),
  OfferAdmission: permission(
    'shelter',
    'charged',
    'Offer the person a place.',
    z.strictObject({ stayId }),
    example,
  ),
  ConsentToStay: fact(
    'shelter',
    'own_work',
    'Record that the person agreed to stay. The stay is voluntary.',
    z.strictObject({ stayId, occurredAt }),
    example,
  ),
  DeclineShelter: fact(
    'shelter',
    'own_work',
    'Record that the person declined the place. No reason is asked.',
    z.strictObject({ stayId, occurredAt }),
    example,
  ),
  DenyAdmission: fact(
    'shelter',
    'own_work',
    'Record that the shelter turned the person away: the denial of the provider, with an alternative.',
    z.strictObject({
      stayId,
      reason: z.enum(denialReasons),
      alternative: ShelterCode.optional(),
      occurredAt,
    }),
    { ...example, reason: 'capacity' },
  ),
  AdmitToShelter: refusedWith(
    permission(
      'shelter',
      'charged',
      'Admit the person who was offered a place and agreed to stay.',
      z.strictObject({ stayId, occurredAt }),
      example,
    ),
    'AdmissionDenied',
    'AgencyReleased',
  ),
  RecordHealthCheck: fact(
    'health',
    'own_work',
    'Record a health check during the stay.',
    z.strictObject({
      stayId,
      flags: z.array(Code).max(50),
      note: Text.optional(),
      mentalHealth: Text.optional(),
      occurredAt,
    }),
    { ...example, flags: ['injury'], note: 'Arm to be seen by a surgeon.' },
  ),
  AssessNeeds: fact(
    'shelter',
    'own_work',
    'Record the needs assessed together with the person.',
    z.strictObject({
      stayId,
      areas: z.array(z.enum(needAreas)).max(20).default([]),
      needs: z.array(Line).min(1).max(50),
      occurredAt,
    }),
    { ...example, areas: ['MED', 'LEG'], needs: ['Surgery of the arm', 'Advice on unpaid wages'] },
  ),
  AssignRoom: permission(
    'shelter',
    'charged',
    'Assign a room; families are kept together.',
    z.strictObject({ stayId, room: Line, keptWith: CaseId.optional() }),
    { ...example, room: 'B 12', keptWith: 'b1d7d9a4-2f36-4a10-8a57-0b0f3a3c5d77' },
  ),
  RecordOuting: fact(
    'shelter',
    'own_work',
    'Record an outing planned, begun or ended, or work outside.',
    z.strictObject({
      stayId,
      kind: z.enum(['planned', 'left', 'returned', 'work_outside']),
      purpose: Line.optional(),
      occurredAt,
    }),
    { ...example, kind: 'left', purpose: 'Hospital appointment' },
  ),
  TransferToShelter: permission(
    'shelter',
    'charged',
    'Move a resident, who agrees, to another shelter; without a code, to the first that may take her or him.',
    z.strictObject({ stayId, shelterCode: ShelterCode.optional(), reason: Code, agreed: z.boolean() }),
    { ...example, reason: 'nearer_to_court', agreed: true },
  ),
  StartHospitalStay: fact(
    'shelter',
    'own_work',
    'Record that a resident went into hospital.',
    z.strictObject({ stayId, hospital: Line, occurredAt }),
    { ...example, hospital: 'Provincial hospital' },
  ),
  EndHospitalStay: fact(
    'shelter',
    'own_work',
    'Record that a resident came back from hospital.',
    z.strictObject({ stayId, occurredAt }),
    example,
  ),
  WithdrawStayConsent: fact(
    'shelter',
    'own_work',
    'Record that a resident no longer agrees to stay: leaving must be made possible at once.',
    z.strictObject({ stayId, occurredAt }),
    example,
  ),
  RecordLeftShelter: fact(
    'shelter',
    'own_work',
    'Record that a resident left without notice. Looking for the person is for safety only.',
    z.strictObject({ stayId, occurredAt }),
    example,
  ),
  DischargeFromShelter: fact(
    'shelter',
    'own_work',
    'Record the end of a stay with its reason, in the words of this country.',
    z.strictObject({ stayId, reason: DischargeReasonCode, occurredAt }),
    { ...example, reason: 'returned_home' },
  ),
  ReportShelterIncident: fact(
    'shelter',
    'own_work',
    'Report an incident in the shelter.',
    z.strictObject({ stayId, account: Text, occurredAt }),
    { ...example, account: 'A stranger asked for the family at the gate.' },
  ),
};
