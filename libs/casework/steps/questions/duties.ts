import { isExcluded } from '../../coordination/state.js';
import { duties } from '../../records/duty.js';

export const stepsDuties = duties({
  kinds: {
    take_over_step: {
      summary: 'Take over, as the second person, what another office offered to yours, or let it lapse.',
      endedBy: ['TakeOverStep'],
      restsOn: ['StepOffered'],
      clock: 'second_signature',
      lapses: true,
      outlives: ['closing', 'death'],
    },
  },
  reads: ['steps'],
  /** An offer to who is excluded stands as any other and is taken by nobody. */
  standing: ({ steps, coordination }) =>
    steps.offers
      .filter(
        ({ to, agency, actor }) =>
          !isExcluded(coordination, { agency: to }) &&
          !isExcluded(coordination, { agency, officialId: actor }),
      )
      .map(({ stepId: about, to, at: since }) => ({
        ...{ kind: 'take_over_step', about, since },
        bearer: { kind: 'office', agency: to, mandate: 'take_part' },
      })),
});
