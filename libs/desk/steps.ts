import type { Refusal } from '#casework';
import type { EventStore, StoredEvent } from '#event-store';
import { ErasedSubjectError } from '#sealing';
import type { Aggregate, ClearEvent, Decided, FoldedFile, Order, Sealing, Trace } from './aggregate.js';
import { decidingOn, type DecidingParts, type DraftedAnswer, type PlaceInLog } from './deciding.js';
import { filesIn, type Files, type HeldFile } from './files.js';

/** What a handler stands on. */
export interface HandlerParts<F, R> extends DecidingParts<F> {
  readonly store: EventStore;
  readonly sealing: Sealing<R>;
  /** How many folded files are kept; 1,000 where absent. */
  readonly keep?: number;
}

/** A file as the decision on an order gets it. */
export interface Looked<F> {
  readonly held: HeldFile<F>;
  /** It was looked at since the order came: an answer that appends nothing may rest on it. */
  readonly current: boolean;
}

/** What becomes of an order, step by step. */
export interface Steps<F extends FoldedFile, C, R> {
  readonly files: Files<F, R>;
  /**
   * The file for an order: as it was looked at for it, or as it is kept, where the append itself tells whether that was
   * current; else from the store.
   */
  readonly look: (order: Order<C>) => Promise<Looked<F>>;
  readonly decide: (order: Order<C>, held: HeldFile<F>) => Promise<DraftedAnswer>;
  /** A file as it is kept, where an append tells whether that was current; undefined where none is. */
  readonly kept: (id: string) => HeldFile<F> | undefined;
  /** The file as events would leave it; an append gives all of them one position. */
  readonly carriedOn: (
    id: string,
    held: HeldFile<F>,
    events: readonly ClearEvent[],
    position: string,
  ) => HeldFile<F>;
  /**
   * Seals events and appends them to the file as it is held, and keeps what that makes of it. Their place; `stale` where
   * the store has others than that, `erased` where a person is erased whom they concern. `after`: the file as they leave
   * it, where that is known.
   */
  readonly append: (
    id: string,
    held: HeldFile<F>,
    events: readonly ClearEvent[],
    after?: F,
  ) => Promise<PlaceInLog | 'stale' | 'erased'>;
  readonly erases: (events: readonly ClearEvent[]) => boolean;
}

/** What is answered to an order that would add to what was erased. */
export const erased: Refusal = {
  code: 'erased',
  dataClass: 'P1',
  sentence: 'The personal data that this step concerns were erased; nothing can be added to them.',
};

const noneWhereErased = (error: unknown): undefined => {
  if (!(error instanceof ErasedSubjectError)) throw error;
};

/** The steps of one kind of file over a store. */
export const stepsOf = <F extends FoldedFile, C extends { readonly type: string }, E extends Decided, R>(
  aggregate: Aggregate<F, C, E, R>,
  { store, sealing, keep, ...deciding }: HandlerParts<F, R>,
): Steps<F, C, R> => {
  const files = filesIn(aggregate, { store, sealing, ...(keep === undefined ? {} : { most: keep }) });

  const fromStore = async (id: string): Promise<Looked<F>> => ({
    held: await files.load(id),
    current: true,
  });

  const erases = (events: readonly ClearEvent[]): boolean =>
    events.some(({ type }) => aggregate.erasures.has(type));

  const tracesOf = (events: readonly ClearEvent[], revision: number, position: string): Trace[] =>
    events.map(({ id, type, data, meta }, index) => ({
      ...{ eventId: id, type, agency: meta.agency, audience: aggregate.audienceOf({ type, data }) },
      ...{ revision: revision + 1 + index, position },
    }));

  const advanced = (id: string, file: F, events: readonly ClearEvent[]): F =>
    aggregate.advance(file, sealing.asRecorded(events, aggregate.streamOf(id), file.revision + 1));

  const kept = (id: string): HeldFile<F> | undefined => (store.tellsRepeated ? files.kept(id) : undefined);

  return {
    files,
    kept,
    erases,
    decide: decidingOn(aggregate, deciding),
    carriedOn: (id, { file, events: before }, events, position) => ({
      file: advanced(id, file, events),
      events: [...before, ...tracesOf(events, file.revision, position)],
    }),
    look: async ({ id, lookedAt }) => {
      // Where the store cannot tell, an append to an older file could pass for one to this.
      if (!store.tellsRepeated) return fromStore(id);
      if (lookedAt !== undefined) return { held: await files.upTo(id, lookedAt), current: true };
      const held = kept(id);
      return held ? { held, current: false } : fromStore(id);
    },
    append: async (id, { file }, events, after) => {
      const sealed: readonly StoredEvent[] | undefined = await sealing
        .sealAll(id, events)
        .catch(noneWhereErased);
      if (!sealed) return 'erased';
      const { revision } = file;
      const expected = revision < 0 ? 'none' : revision;
      const appended = await store.append(aggregate.streamOf(id), expected, sealed);
      if (!appended.ok || appended.repeated === true) return 'stale';
      if (erases(events)) files.forget(id);
      else if (store.tellsRepeated)
        files.take(
          ...([id, revision, after ?? advanced(id, file, events)] as const),
          tracesOf(events, revision, appended.position),
        );
      return appended;
    },
  };
};
