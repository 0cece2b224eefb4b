import type { CaseFile } from '../../records/file.js';
import { accept, refuse, type Decision } from '../../words/decision.js';
import type { Side } from '../../repatriation/values.js';
import { at } from '../../repatriation/offers/stop.js';
import type { JourneyBodyOf } from '../commands.js';
import { leaving } from './legs.js';
import type { JourneyDecisions } from './decisions.js';
import type { Journey, NewJourneyEvent } from '../state.js';
import { muster } from './travellers.js';
import { unlisted, withoutFile } from './unlisted.js';

/** What is written of items and discrepancies is about those whom the record names, or who are on the journey. */
const linesOfOthers = (
  { travellers, items, discrepancies }: JourneyBodyOf<'SignHandover'>,
  journey: Journey,
): Decision<never> | undefined =>
  [...items, ...discrepancies].every(
    ({ caseId }) => travellers.includes(caseId) || journey.travellers.includes(caseId),
  )
    ? undefined
    : refuse('unknown_reference', 'items or discrepancies name a person whom the record does not name.');

/** The signature of one side for those for whom it has not signed yet. Place and people are a fact, right or wrong. */
const sign = (
  side: Side,
  record: JourneyBodyOf<'SignHandover'>,
  journey: Journey,
  files: ReadonlyMap<string, CaseFile>,
): Decision<NewJourneyEvent> => {
  const { officer, point, items, discrepancies, occurredAt } = record;
  if (journey.side !== side)
    return refuse('wrong_state', 'The officer of the other side signs on its own node.');
  const wrong = linesOfOthers(record, journey) ?? withoutFile(record.travellers, journey, files);
  if (wrong) return wrong;
  if (side === 'sending' && journey.started.length === 0)
    return refuse('wrong_state', 'The journey has not set out; nobody can have been handed over.');
  const travellers = [...new Set(record.travellers)].filter(
    (caseId) => !journey.signed.some((signed) => signed.side === side && signed.caseId === caseId),
  );
  if (travellers.length === 0) return accept();
  const other = side === 'sending' ? journey.to : journey.from;
  return accept<NewJourneyEvent>(...unlisted(travellers, journey, occurredAt), {
    type: 'JourneyHandoverSigned',
    data: {
      ...{ side, officer, point, travellers, items, discrepancies },
      ...(other === undefined ? {} : { with: other }),
    },
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
    const { ready, staying, refusal } = muster(journey, context, travellers, { leg: journey.started.length });
    if (refusal) return refusal;
    return accept<NewJourneyEvent>(...leaving(staying), {
      type: 'JourneyHandoverAuthorised',
      data: { point, travellers: [...ready] },
    });
  },

  SignHandover: (record, journey, _context, files) => sign('sending', record, journey, files),

  SignReception: (record, journey, _context, files) => sign('receiving', record, journey, files),

  RefuseHandover: ({ point, travellers, reason, occurredAt }, journey, _context, files) => {
    if (journey.side !== 'receiving')
      return refuse('wrong_state', 'The receiving officer records the refusal on the receiving node.');
    const wrong = withoutFile(travellers, journey, files);
    if (wrong) return wrong;
    return accept<NewJourneyEvent>(...unlisted(travellers, journey, occurredAt), {
      type: 'JourneyHandoverRefused',
      data: { side: 'receiving', point, travellers: [...new Set(travellers)], reason },
      ...at(occurredAt),
    });
  },
};
