import { dayIn } from '../../words/calendar.js';
import type { NewCaseEvent } from '../../records/catalogue.js';
import { isExcluded } from '../../coordination/state.js';
import { irregularity } from '../../coordination/offers/irregularity.js';
import { accept, refuse } from '../../words/decision.js';
import type { CaseFile } from '../../records/file.js';
import type { Context } from '../../words/context.js';
import type { Decisions } from '../../records/rules.js';
import type { shelterCommands } from '../commands.js';
import { involveAgencyOf, isShelter, isStay, notThere, ownStay, placeIn, residentStay } from './place.js';
import { at, stopForWhoIsAway } from '../../repatriation/offers/stop.js';
import { termsAfterMove } from '../questions/terms.js';
import { isPresent, stayOf, type Stay } from '../state.js';

type ResidentCommand =
  | 'RecordHealthCheck'
  | 'AssessNeeds'
  | 'AssignRoom'
  | 'RecordOuting'
  | 'TransferToShelter'
  | 'StartHospitalStay'
  | 'EndHospitalStay'
  | 'WithdrawStayConsent'
  | 'RecordLeftShelter'
  | 'DischargeFromShelter'
  | 'ReportShelterIncident';

/** Whoever leaves the shelter without notice is not there for the return either: one fact, whoever tells of it. */
const leaves = (
  { stayId }: Stay,
  file: CaseFile,
  context: Context,
  occurredAt: string | undefined,
): NewCaseEvent[] => [
  { type: 'LeftWithoutNotice', data: { stayId }, ...at(occurredAt) },
  ...stopForWhoIsAway('left', file, context, occurredAt),
];

/** What happens between admission and discharge. */
export const residentDecisions: Pick<Decisions<typeof shelterCommands>, ResidentCommand> = {
  RecordHealthCheck: ({ stayId, flags, note, mentalHealth, occurredAt }, file) => {
    const stay = stayOf(file.shelter, stayId);
    if (!stay) return refuse('unknown_reference', 'This case holds no stay with that id.');
    return (
      notThere(stay, occurredAt) ??
      accept({
        type: 'HealthCheckCompleted',
        data: {
          stayId,
          health: { flags, ...(note ? { note } : {}) },
          ...(mentalHealth ? { mentalHealth } : {}),
        },
        occurredAt,
      })
    );
  },

  AssessNeeds: ({ stayId, areas, needs, occurredAt }, file, context) => {
    const stay = ownStay(stayId, file, context);
    if (!isStay(stay)) return stay;
    return (
      notThere(stay, occurredAt) ??
      accept({ type: 'NeedsAssessed', data: { stayId, areas, needs }, occurredAt })
    );
  },

  AssignRoom: ({ stayId, room, keptWith }, file, context) => {
    const stay = residentStay(stayId, file, context);
    return isStay(stay)
      ? accept({ type: 'RoomAssigned', data: { stayId, room, ...(keptWith ? { keptWith } : {}) } })
      : stay;
  },

  RecordOuting: ({ stayId, kind, purpose, occurredAt }, file, context) => {
    const stay = residentStay(stayId, file, context);
    if (!isStay(stay)) return stay;
    if (kind === 'returned' && !stay.outside) return refuse('wrong_state', 'The person is not on an outing.');
    return accept({
      type: 'OutingRecorded',
      data: { stayId, kind, ...(purpose ? { purpose } : {}) },
      occurredAt,
    });
  },

  TransferToShelter: ({ stayId, shelterCode: asked, reason, agreed }, file, context) => {
    const stay = residentStay(stayId, file, context);
    if (!isStay(stay)) return stay;
    if (asked === stay.shelterCode) return refuse('already_exists', 'The person lives there already.');
    const shelter = placeIn(asked, stay.withFamily, file, context, stay.shelterCode);
    if (!isShelter(shelter)) return shelter;
    const { code: shelterCode } = shelter;
    if (!agreed) return refuse('consent_missing', 'The person has not agreed to the transfer.');
    // She would be in that house at once: her safety goes before what the answer tells.
    if (isExcluded(file.coordination, { agency: shelter.agency }))
      return refuse('excluded_party', 'That shelter is excluded from this case; name another.', 'P4');
    return accept<NewCaseEvent>(
      {
        type: 'TransferredToShelter',
        data: { stayId, shelterCode, reason, ...termsAfterMove(stay, shelter, context) },
      },
      ...involveAgencyOf(shelter, stayId, file),
    );
  },

  StartHospitalStay: ({ stayId, hospital, occurredAt }, file, context) => {
    const stay = residentStay(stayId, file, context);
    if (!isStay(stay)) return stay;
    if (stay.status === 'in_hospital') return refuse('wrong_state', 'The person is in hospital already.');
    return accept({ type: 'HospitalStayStarted', data: { stayId, hospital }, occurredAt });
  },

  EndHospitalStay: ({ stayId, occurredAt }, file, context) => {
    const stay = residentStay(stayId, file, context);
    if (!isStay(stay)) return stay;
    if (stay.status !== 'in_hospital') return refuse('wrong_state', 'The person is not in hospital.');
    return accept({ type: 'HospitalStayEnded', data: { stayId }, occurredAt });
  },

  WithdrawStayConsent: ({ stayId, occurredAt }, file, context) => {
    const stay = ownStay(stayId, file, context);
    if (!isStay(stay)) return stay;
    return stay.consented ? accept({ type: 'StayConsentWithdrawn', data: { stayId }, occurredAt }) : accept();
  },

  RecordLeftShelter: ({ stayId, occurredAt }, file, context) => {
    const stay = residentStay(stayId, file, context);
    return isStay(stay) ? accept(...leaves(stay, file, context, occurredAt)) : stay;
  },

  /** Nobody is kept: a discharge on a later day than the withdrawal of the consent to stay is an irregularity. */
  DischargeFromShelter: ({ stayId, reason, occurredAt }, file, context) => {
    const stay = ownStay(stayId, file, context);
    if (!isStay(stay)) return stay;
    if (!isPresent(stay) && !(stay.status === 'left' && reason === 'left_without_notice'))
      return refuse('wrong_state', 'The person does not live in the shelter under this stay.');
    const { timeZone } = context.facts(context.country);
    const onDay = dayIn(timeZone, occurredAt ?? context.now);
    const kept = stay.withdrawnAt !== undefined && dayIn(timeZone, stay.withdrawnAt) < onDay;
    return accept<NewCaseEvent>(
      ...(reason === 'left_without_notice' && isPresent(stay) ? leaves(stay, file, context, occurredAt) : []),
      { type: 'DischargedFromShelter', data: { stayId, reason, onDay }, occurredAt },
      ...(kept ? [irregularity('kept_after_withdrawal', stayId)] : []),
    );
  },

  ReportShelterIncident: ({ stayId, account, occurredAt }, file, context) => {
    const stay = ownStay(stayId, file, context);
    return isStay(stay)
      ? accept({
          type: 'ShelterIncidentReported',
          data: { stayId, incidentId: context.idFor('incident'), account },
          occurredAt,
        })
      : stay;
  },
};
