import { irregularity } from '../../coordination/offers/irregularity.js';
import type { NewCaseEvent } from '../../records/catalogue.js';
import type { CaseFile } from '../../records/file.js';
import { addDays } from '../../words/calendar.js';
import { isSuspended } from '../state.js';

/** Where the person is, the day may be the one before or after that of this country. */
export const aDayApart = 1;

/** Goes beside an arrival that was arranged by hand and came after a stop, or on another day than planned. */
export const arrivedOtherwise = (arrivedOn: string, { repatriation }: CaseFile): NewCaseEvent[] => {
  const { stage, proposal, authorisedOn } = repatriation;
  const stopped = ['cancelled', 'refused', 'ended'].includes(stage) || isSuspended(repatriation);
  const day = authorisedOn ?? proposal?.plannedOn ?? arrivedOn;
  const near = addDays(day, -aDayApart) <= arrivedOn && arrivedOn <= addDays(day, aDayApart);
  return [
    ...(stopped ? [irregularity('travel_after_stop')] : []),
    ...(near ? [] : [irregularity('travel_on_another_day', proposal?.proposalId)]),
  ];
};
