import { afterRecording, type Caller } from '#access';
import { waitForView, type ViewQuery } from '#agencies';
import { holdsRole } from '#casework';
import { reasonsOf } from './body.js';
import { opened } from './opened.js';
import { opaqueCursors } from './opaque.js';
import type { DoorParts } from './parts.js';
import { plainWords } from './plain-words.js';
import { problem } from './problem.js';

/** How long a read that carries a position waits for its view, milliseconds. */
const longestWait = 5_000;

export interface ViewAnswer {
  readonly rows: readonly Readonly<Record<string, unknown>>[];
  /** Cursor of the next page. */
  readonly next?: string;
}

/** An answer, and how old it can be. */
export interface AgedAnswer {
  readonly answer: ViewAnswer;
  /** Seconds since all its views were last known to show everything recorded; absent where it reads no view. */
  readonly age?: number;
}

export interface Views {
  /** Runs a query with its raw parameters (path and query string together), for whom its guards let to it. */
  ask(
    caller: Caller,
    query: ViewQuery,
    raw: Readonly<Record<string, unknown>>,
    requestId: string,
  ): Promise<AgedAnswer>;
}

/** Nest token of `Views`. */
export const VIEWS = Symbol('views');

export const viewsThrough = (parts: DoorParts): Views => {
  const { facts, clock, database, store, positions } = parts;

  const cursors = opaqueCursors(parts.secret);

  /** A cursor is for the list and the office that it was given to. */
  const holderOf = ({ agency }: Caller, { name }: ViewQuery): string => `${agency.id} ${name}`;

  const invalid = (fields: readonly { readonly field: string; readonly reason: string }[]): Error =>
    problem('invalid', `Mend ${fields.map(({ field }) => field).join(', ')} and ask again.`, { fields });

  /** Parameters with the cursor as the query gave it. */
  const withCursorOpened = (
    caller: Caller,
    query: ViewQuery,
    raw: Readonly<Record<string, unknown>>,
  ): Readonly<Record<string, unknown>> => {
    const { cursor: token, ...others } = raw;
    if (token === undefined || !('cursor' in query.params.shape)) return raw;
    const cursor = typeof token === 'string' ? cursors.open(holderOf(caller, query), token) : undefined;
    if (cursor === undefined)
      throw invalid([{ field: 'cursor', reason: 'is not one that this list gave to your agency' }]);
    return { ...others, cursor };
  };

  const mustHaveReached = async (caller: Caller, query: ViewQuery, token: unknown): Promise<void> => {
    if (token === undefined) return;
    const position = typeof token === 'string' ? positions.open(caller.agency.id, token) : undefined;
    if (position === undefined)
      throw problem('invalid', 'Use the position of your own last write.', {
        fields: [{ field: 'position', reason: 'is not one that this node gave to your agency' }],
      });
    const { progress } = parts;
    const options = { timeoutMs: longestWait, ...(progress ? { progress } : {}) };
    const reached = await Promise.all(
      query.views.map((view) => waitForView(database, view, position, options)),
    );
    if (reached.includes(false))
      throw problem('not_ready', 'This list has not come as far as your last write yet. Ask again.', {
        retryAfter: 1,
      });
  };

  /** Asked before the rows are read, so that these are never older than told. */
  const ageOf = async ({ views }: ViewQuery): Promise<number | undefined> => {
    const ages = await Promise.all(views.map(parts.ageOf));
    const known = ages.filter((age) => age !== undefined);
    return known.length > 0 && known.length === ages.length ? Math.ceil(Math.max(...known)) : undefined;
  };

  return {
    ask: async (caller, query, { position, ...raw }, requestId) => {
      const prepared = query.prepare(withCursorOpened(caller, query, raw), plainWords);
      if (!prepared.ok) throw invalid(reasonsOf(prepared.issues));
      await mustHaveReached(caller, query, position);
      // By type and time alone a row tells what is above P1: who holds no role is shown none.
      if (!holdsRole(facts, caller.actor, 'reader')) return { answer: { rows: [] } };
      const reader = { actor: caller.actor, facts, now: clock.now() };
      const age = await ageOf(query);
      const { rows: found, next } = await prepared.run({ pool: database, store }, reader);
      const { rows, entries } = await opened(found, { caller, what: query.name, requestId }, parts);
      const answer = { rows, ...(next ? { next: cursors.seal(holderOf(caller, query), next) } : {}) };
      return afterRecording(parts.accessLog, entries, { answer, ...(age === undefined ? {} : { age }) });
    },
  };
};
