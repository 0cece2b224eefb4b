import { accept, refuse, type Decision } from '../kernel/decision.js';
import type { Side } from '../repatriation/values.js';
import { at } from '../repatriation/stop.js';
import type { JourneyBodyOf } from './commands.js';
import { leaving } from './legs.js';
import type { JourneyDecisions } from './rules.js';
import type { Journey, NewJourneyEvent } from './state.js';
import { muster } from './travellers.js';

const notAboard = (caseIds: readonly string[], journey: Journey): boolean =>
  caseIds.some((caseId) => !journey.travellers.includes(caseId));

const strangers = (): Decision<never> =>
  refuse('unknown_reference', 'The record names a person who is not on this journey.');

/** The signature of one side for the travellers for whom it has not signed yet. The place is a fact, right or wrong. */
const sign = (
  side: Side,
  record: JourneyBodyOf<'SignHandover'>,
  journey: Journey,
): Decision<NewJourneyEvent> => {
  const { officer, point, items, discrepancies, occurredAt } = record;
  const named = [...record.travellers, ...items.map(({ caseId }) => caseId)];
  if (journey.side !== side)
    return refuse('wrong_state', 'The officer of the other side signs on its own node.');
  if (notAboard([...named, ...discrepancies.map(({ caseId }) => caseId)], journey)) return strangers();
  if (side === 'sending' && journey.started.length === 0)
    return refuse('wrong_state', 'The journey has not set out; nobody can have been handed over.');
  const travellers = [...new Set(record.travellers)].filter(
    (caseId) => !journey.signed.some((signed) => signed.side === side && signed.caseId === caseId),
  );
  if (travellers.length === 0) return accept();
  return accept({
    type: 'JourneyHandoverSigned',
    data: { side, officer, point, travellers, items, discrepancies },
    ...at(occurredAt),
  });
};

export const handoverDecisions: JourneyDecisions<
  'AuthoriseHandover' | 'SignHandover' | 'SignReception' | 'RefuseHandover'
> = {
  AuthoriseHandover: ({ point }, journey, context, travellers) => {
    if (journey.side !== 'sending' || journey.started.length === 0)
      return refuse('wrong_state', 'The journey has not set out.');
    if (point !== journey.point)
      return refuse('wrong_place', 'point differs from the handover point that the other side was told.');
    const { ready, staying, refusal } = muster(journey, context, travellers);
    if (refusal) return refusal;
    return accept<NewJourneyEvent>(...leaving(staying), {
      type: 'JourneyHandoverAuthorised',
      data: { point, travellers: [...ready] },
    });
  },

  SignHandover: (record, journey) => sign('sending', record, journey),

  SignReception: (record, journey) => sign('receiving', record, journey),

  RefuseHandover: ({ point, travellers, reason, occurredAt }, journey) => {
    if (journey.side !== 'receiving')
      return refuse('wrong_state', 'The receiving officer records the refusal on the receiving node.');
    if (notAboard(travellers, journey)) return strangers();
    return accept({
      type: 'JourneyHandoverRefused',
      data: { side: 'receiving', point, travellers: [...new Set(travellers)], reason },
      ...at(occurredAt),
    });
  },
};
