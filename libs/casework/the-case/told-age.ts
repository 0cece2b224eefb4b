import type { NewCaseEvent } from '../records/catalogue.js';
import { isChildBand, unknownAgeBand } from '../words/age-band.js';
import { dayIn } from '../words/calendar.js';
import { mayMend } from '../crossing/correction.js';
import { disclose } from '../crossing/disclose.js';
import { releasedTo, sentTo, type OwnMessage } from '../disclosure/state.js';
import { fileAfter } from '../records/file-after.js';
import type { CaseFile } from '../records/file.js';
import type { Context } from '../words/context.js';
import type { Country } from '../words/country.js';
import type { Decision } from '../words/decision.js';
import { contactBarred } from '../protection/questions/barred.js';
import { today } from '../words/today.js';
import { bandUnder } from '../identity/questions/age.js';
import { ageHears } from '../age/state.js';
import { ageOf } from '../identity/questions/childhood.js';

/** A message that told a band, and the band. */
interface Told<M = OwnMessage> {
  readonly message: M;
  readonly band: string;
}
type Named = Told<Pick<OwnMessage, 'messageId'>>;

const tellsAge: ReadonlySet<string> = new Set(['CaseNotified', 'TreatAsChild', 'CorrectionSent']);

/** What each country was told last of the age and may still believe. */
const lastTold = ({ disclosure }: CaseFile): ReadonlyMap<Country, Told> =>
  new Map(
    disclosure.own
      .filter(
        ({ kind, status, receipt }) => tellsAge.has(kind) && status !== 'withheld' && receipt !== 'refused',
      )
      .flatMap((message): [Country, Told][] => {
        const band = message.payload?.['ageBand'];
        return typeof band === 'string' ? [[message.to, { message, band }]] : [];
      }),
  );

/** What each country that told us of the person said last of the age. */
const lastHeard = ({ history }: CaseFile): ReadonlyMap<Country, Named> =>
  new Map(
    history.flatMap(({ type, data }): [Country, Named][] => {
      if (type !== 'MessageReceived' || data.outcome !== 'effective' || !tellsAge.has(data.kind)) return [];
      const band = data.payload?.['ageBand'];
      return typeof band === 'string' ? [[data.from, { message: data, band }]] : [];
    }),
  );

/** That a person of whom a country was told an adult's age is a child, for every such country that may be told anything. */
const childNow = (
  believed: ReadonlyMap<Country, Named>,
  file: CaseFile,
  context: Context,
): NewCaseEvent[] => {
  const age = ageOf(file, context.facts(context.country), today(context));
  if (!age.child || file.repatriation.diedAt !== undefined) return [];
  return [...believed].flatMap(([to, { message, band }]) => {
    const theirs = context.facts(to);
    const knows = band === unknownAgeBand || isChildBand(theirs, band);
    if (knows || contactBarred(file, to)) return [];
    const payload = { corrected: message.messageId, ageBand: bandUnder(age, theirs) };
    const stops = sentTo(file.disclosure, to).flatMap(({ messageId, kind, payload: told }) =>
      kind === 'CorrectionSent' && told?.['ageBand'] !== undefined ? [messageId] : [],
    );
    const draft = { kind: 'TreatAsChild', to, payload, stops, key: message.messageId } as const;
    return [disclose(file, context, draft).event];
  });
};

/**
 * Whether it is beyond what somebody claims that a person of whom a child was told is an adult: a verification found
 * something, or the calendar alone made the difference.
 */
const isConfirmed = (file: CaseFile, { message }: Told, { facts, country }: Context): boolean => {
  const own = facts(country);
  return (
    file.age.verified.some(({ result }) => result !== 'inconclusive') ||
    ageOf(file, own, dayIn(own.timeZone, message.approvedAt)).child
  );
};

/** That a person of whom a country was told a child is an adult: as a correction, with the consent that the notice needs. */
const adultNow = (file: CaseFile, context: Context): NewCaseEvent[] => {
  const age = ageOf(file, context.facts(context.country), today(context));
  if (age.child || file.repatriation.diedAt !== undefined) return [];
  return [...lastTold(file)].flatMap(([to, told]) => {
    const theirs = context.facts(to);
    const notice = releasedTo(file.disclosure, to).findLast(({ kind }) => kind === 'CaseNotified');
    if (!notice || !isChildBand(theirs, told.band) || !isConfirmed(file, told, context)) return [];
    if (!mayMend(notice, ['ageBand'], file, context)) return [];
    const { messageId, purpose } = notice;
    const correction = disclose(file, context, {
      ...{ kind: 'CorrectionSent', to, purpose, key: messageId },
      payload: { corrected: messageId, ageBand: bandUnder(age, theirs) },
      corrects: { messageId, fields: ['ageBand'] },
    });
    return correction.approved && correction.fields.includes('ageBand') ? [correction.event] : [];
  });
};

/** What changes the age that the own rules go by. */
const changesAge = (event: NewCaseEvent): boolean =>
  Object.hasOwn(ageHears, event.type) && event.type !== 'MessageReceived';

/** What may let a correction go that could not before: a consent of her own, the word that a message arrived. */
const letsTell = (event: NewCaseEvent): boolean =>
  event.type === 'ConsentGiven' ||
  (event.type === 'MessageReceipted' && event.data.outcome === 'received' && tellsAge.has(event.data.kind));

/**
 * Whatever makes a child of whom a country was told an adult, a verification, a document, a finding taken back, a date
 * corrected: that country learns it at once, without waiting for a consent that her own no longer is (domain.md 3.1, no. 26),
 * and so does a country that told us an adult.
 * That she is an adult after all is corrected once it is confirmed, as soon as her consent lets it go: until then, and in
 * doubt, both sides treat her as a child.
 */
export const withToldAge = (
  decision: Decision<NewCaseEvent>,
  file: CaseFile,
  context: Context,
): Decision<NewCaseEvent> => {
  const { events, refusal } = decision;
  const changes = events.some(changesAge);
  if (refusal || !(changes || events.some(letsTell))) return decision;
  const after = fileAfter(events, file, context);
  // What another country told is not told back: each keeps its own finding.
  const heard = events.some(({ type }) => type === 'MessageReceived') ? [] : lastHeard(after);
  const believed = new Map<Country, Named>([...heard, ...lastTold(after)]);
  const told = [...(changes ? childNow(believed, after, context) : []), ...adultNow(after, context)];
  return told.length === 0 ? decision : { events: [...events, ...told] };
};
