import type { z } from 'zod';
import { afterRecording, type Caller } from '#access';
import { waitForView, type ViewQuery } from '#agencies';
import { holdsRole } from '#casework';
import type { Token } from '#countries/module';
import { unanswerable } from './asked/asked.pipe.js';
import { strangeCursor, strangePosition, type ListAsked } from './asked/list-asked.js';
import { opened } from './opened.js';
import { opaqueCursors } from './opaque.js';
import type { DoorParts } from './parts.js';
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
  /** Runs a query for whom its guards let to it. */
  ask(caller: Caller, query: ViewQuery, asked: ListAsked, requestId: string): Promise<AgedAnswer>;
}

/** Nest token of `Views`. */
export const VIEWS: Token<Views> = Symbol('views');

export const viewsThrough = (parts: DoorParts): Views => {
  const { facts, clock, database, store, positions } = parts;

  const cursors = opaqueCursors(parts.secret);

  /** A cursor is for the list and the office that it was given to. */
  const holderOf = ({ agency }: Caller, { name }: ViewQuery): string => `${agency.id} ${name}`;

  /** Where a page goes on, as the list itself said it. */
  const cursorIn = (caller: Caller, query: ViewQuery, token: string | undefined): unknown => {
    if (token === undefined) return undefined;
    const opened = cursors.open(holderOf(caller, query), token);
    const forms: Readonly<Record<string, z.ZodType>> = query.params.shape;
    const cursor = opened === undefined ? undefined : forms['cursor']?.safeParse(opened);
    if (cursor?.success !== true) throw unanswerable([{ field: 'cursor', reason: strangeCursor }]);
    return cursor.data;
  };

  const mustHaveReached = async (
    caller: Caller,
    query: ViewQuery,
    token: string | undefined,
  ): Promise<void> => {
    if (token === undefined) return;
    const position = positions.open(caller.agency.id, token);
    if (position === undefined)
      throw problem('invalid', 'Use the position of your own last write.', {
        fields: [{ field: 'position', reason: strangePosition }],
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
    ask: async (caller, query, { position, cursor: token, ...filters }, requestId) => {
      const cursor = cursorIn(caller, query, token);
      await mustHaveReached(caller, query, position);
      // By type and time alone a row tells what is above P1: who holds no role is shown none.
      if (!holdsRole(facts, caller.actor, 'reader')) return { answer: { rows: [] } };
      const reader = { actor: caller.actor, facts, now: clock.now() };
      const age = await ageOf(query);
      const { rows: found, next } = await query.run(
        { pool: database, store },
        { ...filters, cursor },
        reader,
      );
      const { rows, entries } = await opened(found, { caller, what: query.name, requestId }, parts);
      const answer = { rows, ...(next ? { next: cursors.seal(holderOf(caller, query), next) } : {}) };
      return afterRecording(parts.accessLog, entries, { answer, ...(age === undefined ? {} : { age }) });
    },
  };
};
