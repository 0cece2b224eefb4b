import { reintegrationEvents } from '../reintegration/events.js';
import { repatriationEvents } from '../repatriation/events.js';
import { shelterEvents } from '../shelter/events.js';
import type { RecordedEventOf } from '../words/event.js';

/** What tells where the person is. */
export const whereaboutsHears = {
  AdmittedToShelter: shelterEvents.AdmittedToShelter,
  LeftWithoutNotice: shelterEvents.LeftWithoutNotice,
  PersonLeftWithoutNotice: repatriationEvents.PersonLeftWithoutNotice,
  ReturnConsentGiven: repatriationEvents.ReturnConsentGiven,
  RepatriationProposed: repatriationEvents.RepatriationProposed,
  RepatriationProposalReceived: repatriationEvents.RepatriationProposalReceived,
  LocalStayGranted: repatriationEvents.LocalStayGranted,
  DepartureRecorded: repatriationEvents.DepartureRecorded,
  HandoverSigned: repatriationEvents.HandoverSigned,
  ArrivalRecorded: repatriationEvents.ArrivalRecorded,
  ReintegrationPlanAgreed: reintegrationEvents.ReintegrationPlanAgreed,
};

type WhereaboutsEvent = RecordedEventOf<typeof whereaboutsHears>;

/** Where the person went other than home: stays in the country, or left, and nobody was told where to. */
export interface WhereaboutsState {
  readonly gone?: { readonly how: 'stays' | 'left'; readonly at: string } | undefined;
  /** The permission to stay that was told last. */
  readonly permittedStay?: { readonly since: string; readonly until?: string | undefined };
  /** When the person last agreed to go home, as recorded. */
  readonly agreedAt?: string;
  /** When the person was last met: in a shelter, on the way, making a plan. */
  readonly metAt?: string;
}

export const nowhereElse: WhereaboutsState = {};

const isBefore = (one: string, other: string | undefined): boolean =>
  other !== undefined && Date.parse(one) < Date.parse(other);

/** Whether the person agreed to go home, or was met, after what is told late of leaving or of staying: older news. */
export const isOlderNews = (
  { agreedAt, metAt }: WhereaboutsState,
  how: 'stays' | 'left',
  at: string | undefined,
): boolean => at !== undefined && (isBefore(at, agreedAt) || (how === 'left' && isBefore(at, metAt)));

/** Of several who tell that she went, who tells the latest of it counts, not who tells it last. */
const away = (state: WhereaboutsState, how: 'stays' | 'left', at: string): WhereaboutsState =>
  isOlderNews(state, how, at) || isBefore(at, state.gone?.at) ? state : { ...state, gone: { how, at } };

const permitted = (
  { permittedStay: before }: WhereaboutsState,
  since: string,
  until: string | undefined,
): Pick<WhereaboutsState, 'permittedStay'> => ({
  permittedStay: before && isBefore(since, before.since) ? before : { since, until },
});

const met = (state: WhereaboutsState, at: string): WhereaboutsState => {
  const { gone, metAt } = state;
  const back = gone?.how === 'left' && !isBefore(at, gone.at);
  return { ...state, gone: back ? undefined : gone, metAt: isBefore(at, metAt) ? metAt : at };
};

/** At these the person is there. */
const meetings: ReadonlySet<string> = new Set([
  'AdmittedToShelter',
  'DepartureRecorded',
  'HandoverSigned',
  'ArrivalRecorded',
  'ReintegrationPlanAgreed',
]);

/** To leave without notice is one thing, whether a shelter tells of it or a case worker. */
const leavings: ReadonlySet<string> = new Set(['PersonLeftWithoutNotice', 'LeftWithoutNotice']);

/** Whoever agrees to go home is neither away nor staying, nor is one for whom a return is proposed. */
export const evolveWhereabouts = (state: WhereaboutsState, event: WhereaboutsEvent): WhereaboutsState => {
  const { occurredAt, recordedAt } = event.meta;
  if (leavings.has(event.type)) return away(state, 'left', occurredAt);
  if (meetings.has(event.type)) return met(state, occurredAt);
  if (event.type === 'ReturnConsentGiven') return { ...state, gone: undefined, agreedAt: recordedAt };
  if (event.type === 'RepatriationProposed' || event.type === 'RepatriationProposalReceived')
    return state.gone ? { ...state, gone: undefined } : state;
  return event.type === 'LocalStayGranted'
    ? { ...away(state, 'stays', occurredAt), ...permitted(state, occurredAt, event.data.until) }
    : state;
};
