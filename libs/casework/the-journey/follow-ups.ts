import type { CaseCommand, RecordedCaseEvent } from '../records/catalogue.js';
import type { RecordedEventOf } from '../words/event.js';
import type { repatriationEvents } from '../repatriation/events.js';
import type { JourneyCommand } from '../journey/commands.js';
import type { RecordedJourneyEvent } from '../journey/state.js';

const idIn = (stream: string): string => stream.slice(stream.indexOf('-') + 1);

export interface CaseFollowUp {
  readonly caseId: string;
  readonly command: CaseCommand;
}

export interface JourneyFollowUp {
  readonly journeyId: string;
  readonly command: JourneyCommand;
}

/** What an event of a journey means for the case of each traveller. Safe to repeat: a second time changes nothing. */
export const journeyFollowUps = (event: RecordedJourneyEvent): readonly CaseFollowUp[] => {
  const journeyId = idIn(event.meta.streamId);
  const { occurredAt } = event.meta;
  const step = { journeyId, occurredAt };
  switch (event.type) {
    case 'TravellerAdded': {
      const { caseId, unlisted, legs } = event.data;
      const body = { ...step, ...(unlisted ? { unlisted } : {}), ...(legs ? { legs } : {}) };
      return [{ caseId, command: { type: 'JoinJourney', body } }];
    }
    case 'LegsPlanned': {
      const { travellers = [], legs } = event.data;
      return travellers.map((caseId) => ({
        caseId,
        command: { type: 'JoinJourney', body: { ...step, legs } },
      }));
    }
    case 'TravellerLeft':
      return [{ caseId: event.data.caseId, command: { type: 'LeaveJourney', body: step } }];
    case 'LegStarted': {
      const { travellers, ...leg } = event.data;
      return travellers.map((caseId) => ({
        caseId,
        command: { type: 'RecordLegStarted', body: { ...step, ...leg } },
      }));
    }
    case 'LegCompleted': {
      const { leg, travellers } = event.data;
      return travellers.map((caseId) => ({
        caseId,
        command: { type: 'RecordLegCompleted', body: { ...step, leg } },
      }));
    }
    case 'JourneyHandoverSigned': {
      const { side, officer, point, travellers, items, discrepancies, with: other } = event.data;
      return travellers.map((caseId) => ({
        caseId,
        command: {
          type: 'RecordHandover',
          body: {
            ...step,
            ...{ side, officer, point },
            ...(other ? { with: other } : {}),
            items: items.filter((line) => line.caseId === caseId).flatMap((line) => line.items),
            discrepancies: discrepancies
              .filter((line) => line.caseId === caseId)
              .map(({ discrepancy }) => discrepancy),
          },
        },
      }));
    }
    case 'JourneyHandoverRefused': {
      const { side, point, travellers, reason } = event.data;
      return travellers.map((caseId) => ({
        caseId,
        command: { type: 'RecordHandoverRefused', body: { ...step, side, point, reason } },
      }));
    }
    case 'JourneyPlanned':
    case 'JourneyRescheduled':
    case 'EscortChanged':
    case 'JourneyHandoverAuthorised':
    case 'JourneyEnded':
      return [];
  }
};

const released = (caseId: string, journeyId: string | undefined): readonly JourneyFollowUp[] =>
  journeyId === undefined ? [] : [{ journeyId, command: { type: 'ReleaseTraveller', body: { caseId } } }];

/**
 * A handover that the sending side signed brings the person on its journey here, announced or not, so that the receiving
 * officer can sign for whom stands there.
 */
const expectedByHandover = (
  caseId: string,
  {
    data: { side, by: from, journeyId, point, signedOn: on },
  }: RecordedEventOf<Pick<typeof repatriationEvents, 'HandoverLearned'>>,
): readonly JourneyFollowUp[] =>
  side === 'sending' && from && journeyId && on
    ? [{ journeyId, command: { type: 'ExpectTraveller', body: { caseId, from, point, on } } }]
    : [];

/** What an event of a case means for the journey that the person is on, or is expected on. Safe to repeat. */
export const caseFollowUps = (event: RecordedCaseEvent): readonly JourneyFollowUp[] => {
  const caseId = idIn(event.meta.streamId);
  if (event.type === 'DepartureExpected') {
    const { journeyId, from, point, on } = event.data;
    return [
      { journeyId, command: { type: 'ExpectTraveller', body: { caseId, from, point, on } } },
      { journeyId, command: { type: 'FollowNotices', body: {} } },
    ];
  }
  if (event.type === 'ReceivingSideNotified') {
    const { journeyId } = event.data;
    return journeyId === undefined ? [] : [{ journeyId, command: { type: 'FollowNotices', body: {} } }];
  }
  if (event.type === 'HandoverLearned') return expectedByHandover(caseId, event);
  if (event.type === 'JourneyLeft') return event.data.replaced ? released(caseId, event.data.journeyId) : [];
  if (
    event.type === 'ReturnConsentWithdrawn' ||
    event.type === 'ReturnRefused' ||
    event.type === 'RepatriationCancelled' ||
    event.type === 'PersonLeftWithoutNotice' ||
    event.type === 'PersonDied'
  )
    return released(caseId, event.data.journeyId);
  return [];
};
