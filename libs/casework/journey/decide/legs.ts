import { accept, refuse, type Decision } from '../../words/decision.js';
import { at } from '../../repatriation/offers/stop.js';
import type { JourneyDecisions } from './decisions.js';
import type { Journey, NewJourneyEvent } from '../state.js';
import { muster } from './travellers.js';
import { unlisted, withoutFile } from './unlisted.js';

/** Those who do not go on leave the journey: no reason stands beside it. */
export const leaving = (travellers: readonly string[]): NewJourneyEvent[] =>
  travellers.map((caseId) => ({ type: 'TravellerLeft', data: { caseId } }));

const started = (leg: number, travellers: readonly string[], { legs, point }: Journey): NewJourneyEvent => {
  const country = legs[leg]?.in;
  return {
    type: 'LegStarted',
    data: {
      ...{ leg, travellers: [...travellers], legs: legs.length },
      ...(point ? { point } : {}),
      ...(country ? { in: country } : {}),
    },
  };
};

/** Whether a leg is the next one and the one before it is done. */
const outOfTurn = (leg: number, journey: Journey): Decision<never> | undefined => {
  if (leg >= journey.legs.length)
    return refuse('unknown_reference', 'The journey has no leg of that number.');
  if (journey.started.includes(leg)) return refuse('already_exists', 'That leg was started already.');
  if (journey.started.length !== leg) return refuse('wrong_state', 'The legs are travelled in their order.');
  if (leg > 0 && !journey.completed.includes(leg - 1))
    return refuse('wrong_state', 'Record the end of the leg before first.');
  return undefined;
};

export const legDecisions: JourneyDecisions<'StartLeg' | 'ReportLegStarted' | 'CompleteLeg'> = {
  StartLeg: ({ leg }, journey, context, travellers) => {
    const wrong = outOfTurn(leg, journey);
    if (wrong) return wrong;
    if (journey.side === 'receiving' && !journey.signed.some(({ side }) => side === 'receiving'))
      return refuse('wrong_state', 'Nobody was handed over to this side yet.');
    const before = context.policy.leadOf(journey.legs.length);
    const { ready, staying, refusal } = muster(journey, context, travellers, { leg, before });
    if (refusal) return refusal;
    return accept<NewJourneyEvent>(...leaving(staying), started(leg, ready, journey));
  },

  ReportLegStarted: ({ leg, travellers, occurredAt }, journey, _context, files) => {
    const wrong = outOfTurn(leg, journey) ?? withoutFile(travellers, journey, files);
    if (wrong) return wrong;
    const stayed = journey.travellers.filter((caseId) => !travellers.includes(caseId));
    return accept<NewJourneyEvent>(...leaving(stayed), ...unlisted(travellers, journey, occurredAt), {
      ...started(leg, [...new Set(travellers)], journey),
      ...at(occurredAt),
    });
  },

  CompleteLeg: ({ leg, occurredAt }, journey) => {
    if (!journey.started.includes(leg)) return refuse('wrong_state', 'That leg was not started.');
    if (journey.completed.includes(leg)) return accept();
    return accept({
      type: 'LegCompleted',
      data: { leg, travellers: [...journey.travellers] },
      ...at(occurredAt),
    });
  },
};
