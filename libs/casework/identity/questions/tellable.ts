import type { CaseFile } from '../../records/file.js';
import type { IdentityState } from '../state.js';
import type { Context } from '../../words/context.js';
import type { Country } from '../../words/country.js';
import { today } from '../../words/today.js';
import { holdsOn } from '../../disclosure/questions/scope.js';

/** What says where something in the file came from: the event that recorded it, and who was named as its source. */
export interface WithSource {
  readonly eventId: string;
  readonly source?: string | undefined;
  readonly authority?: string | undefined;
}

type Received = Extract<CaseFile['history'][number], { readonly type: 'MessageReceived' }>['data'];

/** Whether the clause under which a message came lets what it brought go on to a further country. */
const clauseLetsOn = (
  { instrument, instrumentVersion, clause }: Received,
  to: Country,
  { instruments }: Context,
): boolean =>
  instruments.some(
    ({ code, version, clauses }) =>
      code === instrument &&
      version === instrumentVersion &&
      clauses.some(({ id, onward = [] }) => id === clause && onward.includes(to)),
  );

/**
 * Whether the clause under which a message came, and the consents behind it as its sender told them, let what it brought go
 * on to a further country: not what was for one office alone, nor after the last day.
 */
const letsOn = (received: Received, to: Country, context: Context): boolean =>
  received.scope?.agency === undefined &&
  holdsOn(received, today(context)) &&
  clauseLetsOn(received, to, context);

/** The message of another country that brought each event, by the event's id. */
export const broughtBy = ({ history }: Pick<CaseFile, 'history'>): ReadonlyMap<string, Received> => {
  const received = new Map(
    history.flatMap(({ type, data, meta }) =>
      type === 'MessageReceived' ? [[meta.commandId, data] as const] : [],
    ),
  );
  return new Map(
    history.flatMap(({ meta }) => {
      const message = received.get(meta.commandId);
      return message ? [[meta.eventId, message] as const] : [];
    }),
  );
};

/** Whether what an event brought may be told to a country, wherever it came from; see `tellable`. */
export const mayTell = (
  file: Pick<CaseFile, 'history'>,
  context: Context,
  to: Country,
): ((entry: WithSource) => boolean) => {
  const received = broughtBy(file);
  return ({ eventId, source, authority }) => {
    const message = received.get(eventId);
    if (message) return message.from === to || letsOn(message, to, context);
    return source !== 'partner_state' || authority === undefined || authority === to;
  };
};

/**
 * What is known of the person as far as it may be told to a country: what another one told stays with the two of us,
 * unless the clause under which it came lets it go on (design section 4.6). The person's consent is asked of every message.
 */
export const tellable = (
  file: Pick<CaseFile, 'history' | 'identity'>,
  context: Context,
  to: Country,
): IdentityState => {
  const may = mayTell(file, context, to);
  const { identity } = file;
  return {
    ...identity,
    names: identity.names.filter(may),
    birthDates: identity.birthDates.filter(may),
    origins: identity.origins.filter(may),
    nationalities: identity.nationalities.filter(may),
    documents: identity.documents.filter(may),
    photographs: identity.photographs.filter(may),
    /** One who may not be told of and has a case here still keeps others of the same name unnamed. */
    relatives: identity.relatives.filter((relative) => may(relative) || relative.caseId !== undefined),
  };
};
