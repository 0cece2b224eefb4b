import { dayIn } from '../../words/calendar.js';
import { accept, notPossibleNow, refuse } from '../../words/decision.js';
import { isBarred } from '../../repatriation/questions/conditions.js';
import { standingNotice } from '../../repatriation/notices.js';
import { isUnderWay } from '../../repatriation/state.js';
import { at } from '../../repatriation/offers/stop.js';
import { ownsJourney } from '../questions/owner.js';
import type { JourneyDecisions } from './decisions.js';
import type { NewJourneyEvent } from '../state.js';
import { saysWhere, wayOf } from './way.js';

export const planDecisions: JourneyDecisions<
  | 'PlanJourney'
  | 'PlanLegs'
  | 'AddTraveller'
  | 'RemoveTraveller'
  | 'ChangeEscort'
  | 'EndJourney'
  | 'ExpectTraveller'
  | 'FollowNotices'
  | 'ReleaseTraveller'
> = {
  PlanJourney: ({ to, point, on, legs }, journey, context) => {
    const { country } = context;
    const facts = context.facts(country);
    if (journey.revision >= 0) return refuse('already_exists', 'The journey is planned already.');
    if (to === country) return refuse('unknown_reference', 'to is the own country; name the receiving one.');
    if (on < dayIn(facts.timeZone, context.now)) return refuse('impossible_date', 'on lies in the past.');
    return accept({
      type: 'JourneyPlanned',
      data: { side: 'sending', from: country, to, point, group: journey.journeyId, on, legs },
    });
  },

  PlanLegs: ({ legs }, journey) => {
    if (journey.side !== 'receiving')
      return refuse('wrong_state', 'The sending side plans its legs with the journey.');
    if (journey.started.length > 0) return refuse('wrong_state', 'A leg was started; the plan stands.');
    const { travellers } = journey;
    return accept({
      type: 'LegsPlanned',
      data: { legs, ...(saysWhere(legs) ? { travellers: [...travellers] } : {}) },
    });
  },

  AddTraveller: ({ caseId }, journey, context, travellers) => {
    const file = travellers.get(caseId);
    if (!file || file.revision < 0) return refuse('unknown_reference', 'There is no case with this id.');
    if (journey.travellers.includes(caseId)) return accept();
    const { side, partner, proposal, journeyId } = file.repatriation;
    if (file.erasure.erased || file.coordination.closed) return refuse('wrong_state', 'The case is closed.');
    if (journey.side !== 'sending' || !journey.to)
      return refuse('wrong_state', 'The receiving side learns of travellers from the sending one.');
    if (side !== 'sending' || partner !== journey.to || !proposal || !isUnderWay(file.repatriation))
      return refuse('wrong_state', 'Propose the return to that country first.');
    if (proposal.point !== journey.point)
      return refuse('wrong_place', 'The return was proposed for another handover point.');
    if (journeyId !== undefined && journeyId !== journey.journeyId)
      return refuse('wrong_state', 'The person is on another journey. Take her or him off that one first.');
    // Last: what everyone may know is told first, so that no bar shows by what was not told.
    if (isBarred(file, journey.to, context)) return notPossibleNow();
    return accept({ type: 'TravellerAdded', data: { caseId, ...wayOf(journey) } });
  },

  RemoveTraveller: ({ caseId, occurredAt }, journey) =>
    journey.travellers.includes(caseId)
      ? accept({ type: 'TravellerLeft', data: { caseId }, ...at(occurredAt) })
      : refuse('unknown_reference', 'No such person is on this journey.'),

  ChangeEscort: ({ escorts, occurredAt }) =>
    accept({ type: 'EscortChanged', data: { escorts }, ...at(occurredAt) }),

  EndJourney: ({ occurredAt }, journey, context, travellers) =>
    journey.side === 'sending' && !ownsJourney(context.actor.agency, journey, travellers, context)
      ? refuse(
          'not_yours',
          'The office that answers for this journey ends it; tell it that the journey is over.',
        )
      : journey.ended
        ? accept()
        : accept({ type: 'JourneyEnded', data: {}, ...at(occurredAt) }),

  ExpectTraveller: ({ caseId, from, point, on }, journey, context) => {
    const known = journey.revision >= 0;
    if (journey.travellers.includes(caseId)) return accept();
    /** An id that stands for a journey of our own, or of a third country, names none of theirs. */
    if (known && (journey.side !== 'receiving' || journey.from !== from)) return accept();
    const planned: NewJourneyEvent = {
      type: 'JourneyPlanned',
      data: {
        side: 'receiving',
        from,
        to: context.country,
        point,
        group: journey.journeyId,
        on,
        legs: [],
      },
    };
    return accept<NewJourneyEvent>(...(known ? [] : [planned]), {
      type: 'TravellerAdded',
      data: { caseId, ...wayOf(journey) },
    });
  },

  FollowNotices: (_body, journey, _context, travellers) => {
    const [on, ...others] = new Set(
      journey.travellers.map((caseId) => {
        const notice = standingNotice(travellers.get(caseId)?.repatriation.notices ?? []);
        return notice?.journeyId === journey.journeyId && notice.point === journey.point
          ? notice.on
          : undefined;
      }),
    );
    return on === undefined || others.length > 0 || on === journey.on
      ? accept()
      : accept({ type: 'JourneyRescheduled', data: { on } });
  },

  ReleaseTraveller: ({ caseId }, journey) =>
    journey.travellers.includes(caseId) ? accept({ type: 'TravellerLeft', data: { caseId } }) : accept(),
};
