import { duties } from '../../records/duty.js';
import { countedDay } from '../../words/reckoned.js';

export const proceedingsDuties = duties({
  kinds: {
    deliver_court_outcome: {
      summary: 'Bring the person the news from court, and the money where there is any.',
      endedBy: ['ConfirmDelivery'],
      restsOn: ['CourtOutcomeLearned'],
      clock: 'clause',
    },
    review_hold: {
      summary:
        'Review a hold: hear the person, and end it or say until when it goes on. Its day is sealed with it.',
      endedBy: ['ReviewHold', 'EndHold'],
      restsOn: ['HoldPlaced'],
    },
  },
  reads: ['proceedings'],
  standing: ({ proceedings }) => [
    ...proceedings.notices
      .filter(({ direction, deliveredOn }) => direction === 'received' && deliveredOn === undefined)
      .map((notice) => ({
        ...{ kind: 'deliver_court_outcome' as const, about: notice.noticeId, since: notice.at },
        ...{ country: notice.with, bearer: { kind: 'mandate', mandate: 'reintegrate' } as const },
        due: countedDay(notice.dueOn, 'dueOn', notice),
      })),
    ...proceedings.holds
      .filter(({ ended }) => !ended)
      .map(({ holdId: about, at: since }) => ({
        ...{ kind: 'review_hold' as const, about, since },
        bearer: { kind: 'mandate', mandate: 'proceedings' } as const,
      })),
  ],
});
