import { dayIn } from '../../words/calendar.js';
import type { NewCaseEvent } from '../../records/catalogue.js';
import { irregularity } from '../../coordination/offers/irregularity.js';
import { guardianInOffice } from '../../identification/questions/guardian.js';
import { isChild } from '../../identity/questions/childhood.js';
import { accept, refuse } from '../../words/decision.js';
import type { Decisions } from '../../records/rules.js';
import { alternativeTo, notAdmittedFor, shelterOf } from '../questions/admission.js';
import { termsOf } from '../questions/terms.js';
import type { shelterCommands } from '../commands.js';
import { involveAgencyOf, isShelter, isStay, ownStay, placeIn, turnedAway } from './place.js';
import { residentDecisions } from './residence.js';
import { currentStay, isPresent, type Stay } from '../state.js';

const waiting = (stay: Stay): boolean => ['referred', 'offered', 'consented'].includes(stay.status);
const notWaiting = () => refuse('wrong_state', 'The referral no longer waits for an answer.');

export const shelterDecisions: Decisions<typeof shelterCommands> = {
  ...residentDecisions,

  ReferToShelter: ({ shelterCode: asked, withFamily }, file, context) => {
    const shelter = placeIn(asked, withFamily, file, context);
    if (!isShelter(shelter)) return shelter;
    const { code: shelterCode } = shelter;
    if (currentStay(file.shelter))
      return refuse('wrong_state', 'The person lives in a shelter; it can transfer her or him.');
    if (file.shelter.stays.some((stay) => stay.shelterCode === shelterCode && waiting(stay)))
      return refuse('already_exists', 'A referral to that shelter waits already.');
    return accept<NewCaseEvent>(
      { type: 'ShelterReferred', data: { stayId: context.idFor('stay'), shelterCode, withFamily } },
      ...involveAgencyOf(shelter, context.idFor('stay'), file),
    );
  },

  OfferAdmission: ({ stayId }, file, context) => {
    const stay = ownStay(stayId, file, context);
    if (!isStay(stay)) return stay;
    if (stay.status !== 'referred') return notWaiting();
    return accept({ type: 'ShelterAdmissionOffered', data: { stayId } });
  },

  ConsentToStay: ({ stayId, occurredAt }, file, context) => {
    const stay = ownStay(stayId, file, context);
    if (!isStay(stay)) return stay;
    if (stay.status !== 'offered' && !isPresent(stay)) return notWaiting();
    if (stay.consented) return accept();
    const facts = context.facts(context.country);
    const alone = isChild(file, facts, dayIn(facts.timeZone, context.now)) && !guardianInOffice(file);
    return accept<NewCaseEvent>(
      { type: 'ShelterStayConsented', data: { stayId }, occurredAt },
      ...(alone ? [irregularity('child_consented_without_guardian', stayId)] : []),
    );
  },

  DeclineShelter: ({ stayId, occurredAt }, file, context) => {
    const stay = ownStay(stayId, file, context);
    if (!isStay(stay)) return stay;
    return waiting(stay) ? accept({ type: 'ShelterDeclined', data: { stayId }, occurredAt }) : notWaiting();
  },

  DenyAdmission: ({ stayId, reason, alternative, occurredAt }, file, context) => {
    const stay = ownStay(stayId, file, context);
    if (!isStay(stay)) return stay;
    if (!waiting(stay)) return notWaiting();
    const named = alternative ?? alternativeTo(stay.shelterCode, stay.withFamily, file, context)?.code;
    return accept<NewCaseEvent>(
      {
        type: 'AdmissionDenied',
        data: { stayId, reason, ...(named ? { alternative: named } : {}) },
        occurredAt,
      },
      ...(named ? [] : [irregularity('denied_without_alternative', stayId)]),
    );
  },

  /** The rule of the shelter is asked again: the sex or the age may have been set right since the referral. */
  AdmitToShelter: ({ stayId, occurredAt }, file, context) => {
    const stay = ownStay(stayId, file, context);
    if (!isStay(stay)) return stay;
    const { shelterCode, withFamily } = stay;
    const shelter = shelterOf(context.facts(context.country), shelterCode);
    const reason = shelter && notAdmittedFor(shelter, withFamily, file, context);
    if (stay.status === 'denied' && reason !== undefined)
      return turnedAway(shelterCode, withFamily, file, context);
    if (!waiting(stay)) return notWaiting();
    if (!stay.offered) return refuse('wrong_state', 'Offer the person the place first.');
    if (!stay.consented)
      return refuse('consent_missing', 'The stay is voluntary: the person has not agreed to it.');
    if (currentStay(file.shelter)) return refuse('wrong_state', 'The person lives in another shelter.');
    if (reason === undefined) {
      const terms = shelter ? termsOf(shelter, occurredAt ?? context.now, context) : {};
      return accept({ type: 'AdmittedToShelter', data: { stayId, shelterCode, ...terms }, occurredAt });
    }
    const alternative = alternativeTo(shelterCode, withFamily, file, context)?.code;
    return {
      ...turnedAway(shelterCode, withFamily, file, context),
      events: [
        { type: 'AdmissionDenied', data: { stayId, reason, ...(alternative ? { alternative } : {}) } },
      ],
    };
  },
};
