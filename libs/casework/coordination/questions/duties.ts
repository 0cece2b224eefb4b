import { duties } from '../../records/duty.js';
import { isExcluded } from '../state.js';
import { maySecond } from './second-of-lift.js';

export const coordinationDuties = duties({
  kinds: {
    confirm_exclusion_lift: {
      summary: 'Sign, as the second of two offices, that an exclusion ends, or let it lapse.',
      endedBy: ['ConfirmExclusionLift'],
      restsOn: ['ExclusionLiftProposed'],
      clock: 'second_signature',
      lapses: true,
      mayEnd: (about, agency, file, context) => {
        const held = file.coordination.exclusions.find(({ exclusionId }) => exclusionId === about);
        return held !== undefined && maySecond(agency, held, file, context);
      },
    },
  },
  reads: [],
  standing: ({ coordination }) =>
    coordination.exclusions.flatMap(({ exclusionId: about, liftProposed: first }) =>
      first && !isExcluded(coordination, { agency: first.agency, officialId: first.actor })
        ? [
            {
              ...{ kind: 'confirm_exclusion_lift', about, since: first.at },
              bearer: { kind: 'mandate', mandate: 'take_part', butNot: [first.agency] },
            },
          ]
        : [],
    ),
});
