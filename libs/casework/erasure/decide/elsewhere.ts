import type { NewCaseEvent } from '../../records/catalogue.js';
import { addDays } from '../../words/calendar.js';
import { disclose } from '../../crossing/disclose.js';
import { sentTo, type OwnMessage } from '../../disclosure/state.js';
import { isStop } from '../../records/kinds.js';
import type { CaseFile } from '../../records/file.js';
import type { Context } from '../../words/context.js';
import type { Country } from '../../words/country.js';
import { contactBarred } from '../../protection/questions/barred.js';
import { today } from '../../words/today.js';
import type { ErasureGround, Remainder } from '../values.js';

/** Messages to a country that tell something of the person. */
const tellingOf = (file: CaseFile, country: Country): readonly OwnMessage[] =>
  sentTo(file.disclosure, country).filter(({ kind }) => !isStop(kind));

/** Countries that something of the person was sent to, or may still be. */
export const holdersOf = (file: CaseFile): readonly Country[] =>
  [...new Set(file.disclosure.own.map(({ to }) => to))].filter(
    (country) => tellingOf(file, country).length > 0,
  );

/** The last day on which the exchange keeps what was sent until now. */
export const keptOnTheWayUntil = (context: Context): string =>
  addDays(today(context), context.exchangeKeepsDays);

/** The last day on which any key is held that opens what was sent until now, whichever was in use. */
const keyHeldUntil = (context: Context): string | undefined =>
  context.keysLiveDays === undefined ? undefined : addDays(keptOnTheWayUntil(context), context.keysLiveDays);

const onTheWay = (country: Country, context: Context): Remainder => {
  const keyUntil = keyHeldUntil(context);
  return {
    ...{ where: 'on_the_way', country, until: keptOnTheWayUntil(context) },
    ...(keyUntil === undefined ? {} : { keyUntil }),
  };
};

/** Message 27 to one country. */
export const askToErase = (country: Country, ground: ErasureGround, file: CaseFile, context: Context) =>
  disclose(file, context, {
    kind: 'ErasureRequested',
    to: country,
    payload: { ground, messages: tellingOf(file, country).map(({ messageId }) => messageId) },
  });

/**
 * Whether a country may be asked. One with which contact has stopped is not, though the message carries references alone:
 * that this person still acts, and when, is news to a state that she may fear. The stop bound it to use nothing.
 */
export const mayBeAsked = (country: Country, file: CaseFile): boolean => !contactBarred(file, country);

/** The same once the person is erased here, and what she feared can be read no more. */
export const mayBeAskedAgain = (country: Country, { contact, erasure }: CaseFile): boolean =>
  !contact.stopped.includes(country) &&
  !contact.decided.includes(country) &&
  !erasure.remains.some((left) => left.country === country && left.asked === 'contact_stopped');

interface Asked {
  readonly events: readonly NewCaseEvent[];
  readonly remains: readonly Remainder[];
}

const askOne = (country: Country, ground: ErasureGround, file: CaseFile, context: Context): Asked => {
  const left = (asked: Remainder['asked']): readonly Remainder[] => [
    onTheWay(country, context),
    { where: 'with_the_partner', country, asked },
  ];
  if (file.erasure.asked.some((ask) => ask.country === country))
    return { events: [], remains: [onTheWay(country, context)] };
  if (!mayBeAsked(country, file)) return { events: [], remains: left('contact_stopped') };
  const asking = askToErase(country, ground, file, context);
  return asking.approved
    ? { events: [asking.event], remains: left('asked') }
    : { events: [], remains: left('no_clause') };
};

/** Asks every country that was sent something; one that asked us has erased the person itself. */
export const askElsewhere = (ground: ErasureGround, file: CaseFile, context: Context): Asked => {
  const all = holdersOf(file).map((country) => askOne(country, ground, file, context));
  return { events: all.flatMap(({ events }) => events), remains: all.flatMap(({ remains }) => remains) };
};

/** `ErasureDone`, to a country that asked. */
export const answerDone = (
  { country, messageId }: { readonly country: Country; readonly messageId: string },
  { id: certificate, at }: { readonly id: string; readonly at: string },
  file: CaseFile,
  context: Context,
): NewCaseEvent => {
  const kept = holdersOf(file).includes(country) ? { keptUntil: keptOnTheWayUntil(context) } : {};
  return disclose(file, context, {
    kind: 'ErasureDone',
    to: country,
    payload: { certificate, erasedAt: at, ...kept },
    answers: messageId,
  }).event;
};
