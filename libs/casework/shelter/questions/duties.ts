import { duties, type DutyContext, type ToldDuty } from '../../records/duty.js';
import type { CaseFile } from '../../records/file.js';
import { countedDay } from '../../words/reckoned.js';
import { isPresent, stayOf, type Stay } from '../state.js';
import { shelterOf } from './admission.js';

type Kind = 'shelter_answer' | 'shelter_stay_ends' | 'paid_meals_end';

/** Whether an agency runs the shelter of a stay. */
const runsIt = (
  about: string,
  agency: string,
  { shelter }: CaseFile,
  { country, facts }: DutyContext,
): boolean => {
  const stay = stayOf(shelter, about);
  return stay !== undefined && shelterOf(facts(country), stay.shelterCode)?.agency === agency;
};

const bearer = { kind: 'mandate', mandate: 'shelter' } as const;

const ofStay = (stay: Stay): readonly ToldDuty<Kind>[] => {
  const { stayId: about, status, offered, referredAt, admittedAt: since = referredAt } = stay;
  if ((status === 'referred' || status === 'consented') && !offered)
    return [{ kind: 'shelter_answer', about, bearer, since: referredAt }];
  if (!isPresent(stay)) return [];
  const ends = (kind: Kind, day: string | undefined, name: string): readonly ToldDuty<Kind>[] =>
    day === undefined ? [] : [{ kind, about, bearer, since, due: countedDay(day, name, stay) }];
  return [
    ...ends('shelter_stay_ends', stay.until, 'until'),
    ...ends('paid_meals_end', stay.mealsPaidUntil, 'mealsPaidUntil'),
  ];
};

export const shelterDuties = duties({
  kinds: {
    shelter_answer: {
      summary: 'Offer the person who was referred a place, or say that there is none for her.',
      endedBy: ['OfferAdmission', 'DenyAdmission'],
      restsOn: ['ShelterReferred'],
      mayEnd: runsIt,
    },
    shelter_stay_ends: {
      summary:
        'The last day for which such a shelter takes somebody in: find with the person where she goes on.',
      endedBy: ['TransferToShelter', 'DischargeFromShelter'],
      restsOn: ['AdmittedToShelter'],
      clock: 'transit_stay',
      mayEnd: runsIt,
    },
    paid_meals_end: {
      summary: 'The last day for which the state pays the meals of the person.',
      endedBy: ['DischargeFromShelter'],
      restsOn: ['AdmittedToShelter'],
      clock: 'paid_meals',
      mayEnd: runsIt,
      neverLate: true,
    },
  },
  reads: ['shelter'],
  standing: ({ shelter }) => shelter.stays.flatMap(ofStay),
});
