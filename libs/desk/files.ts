import { exists } from '#casework';
import type { EventStore, PlacedEvent } from '#event-store';
import { keptRecently } from '#pacing';
import type { Aggregate, Decided, FoldedFile, Sealing, Trace } from './aggregate.js';

/** A file as it stood at its last look into the store, and the traces of its events up to there: both of one look. */
export interface HeldFile<F> {
  readonly file: F;
  readonly events: readonly Trace[];
}

/** Folded files, kept so that the cost of a command does not grow with the file. */
export interface Files<F, R> {
  /** Always current: reads what the store has beyond what is kept. */
  readonly load: (id: string) => Promise<HeldFile<F>>;
  /** As it was last seen here, without looking into the store; undefined where it is not kept. */
  readonly kept: (id: string) => HeldFile<F> | undefined;
  /**
   * Current at least up to a revision that this process knows of: from memory where that was seen here. -1 is that of a
   * file which did not exist: an empty one where none is kept.
   */
  readonly upTo: (id: string, revision: number) => Promise<HeldFile<F>>;
  /** The file as this process itself carried it on after `expected`, so that it need not be read again. */
  readonly take: (id: string, expected: number, file: F, traces: readonly Trace[]) => void;
  /** Every event of a file, opened anew and never kept. */
  readonly history: (id: string) => Promise<readonly R[]>;
  /** Drops what is kept of a file, so that no clear text of an erased person stays in memory. */
  readonly forget: (id: string) => void;
  /** The same of every file, where it is known that somebody was erased elsewhere, and not who. */
  readonly forgetAll: () => void;
  readonly size: () => number;
}

/** What is kept of a file. Each look puts another in its place, so that who holds the last one sees it unchanged. */
interface Entry<F> {
  held: HeldFile<F>;
}

const pageSize = 500;

const isAuthentic = ({ notAuthentic }: PlacedEvent): boolean => notAuthentic === undefined;

/**
 * `most`: how many files are kept, the least recently used leave first. A file whose stream holds an erasure is
 * folded from open fields alone, also while its keys still exist.
 */
export const filesIn = <F extends FoldedFile, C, E extends Decided, R>(
  aggregate: Aggregate<F, C, E, R>,
  {
    store,
    sealing,
    most = 1_000,
  }: { readonly store: EventStore; readonly sealing: Sealing<R>; readonly most?: number },
): Files<F, R> => {
  const kept = keptRecently<string, Entry<F>>(most);

  const nothingOf = (id: string): HeldFile<F> => ({ file: aggregate.empty(id), events: [] });

  const entryOf = (id: string): Entry<F> => {
    const entry: Entry<F> = kept.get(id) ?? { held: nothingOf(id) };
    kept.set(id, entry);
    return entry;
  };

  const isErasure = ({ type }: PlacedEvent): boolean => aggregate.erasures.has(type);

  /** Events from a revision on, all read before any is opened, so that an erasure among them counts for all. */
  const placedFrom = async (id: string, from: number): Promise<PlacedEvent[]> => {
    const found: PlacedEvent[] = [];
    for await (const placed of store.read(aggregate.streamOf(id), from)) found.push(placed);
    return found;
  };

  const opened = async (placed: readonly PlacedEvent[]): Promise<R[]> => {
    const erased = placed.some(isErasure);
    const authentic = placed.filter(isAuthentic);
    const recorded: R[] = [];
    for (let start = 0; start < authentic.length; start += pageSize) {
      const page = authentic.slice(start, start + pageSize);
      recorded.push(...(erased ? sealing.withoutKeys(page) : await sealing.openAll(page)));
    }
    return recorded;
  };

  /** Folds what the entry does not have yet; another load may have folded part of it meanwhile. */
  const foldInto = (entry: Entry<F>, placed: readonly PlacedEvent[], recorded: readonly R[]): void => {
    const { file: before, events } = entry.held;
    const missing = before.revision + 1 - (placed[0]?.revision ?? 0);
    if (missing >= placed.length) return;
    const authentic = placed.slice(missing).filter(isAuthentic);
    const file = aggregate.advance(before, recorded.slice(recorded.length - authentic.length));
    entry.held = {
      // What the node did not write takes up a revision, also where it stands first.
      file: { ...file, revision: placed.at(-1)?.revision ?? file.revision },
      events: [...events, ...authentic.map(traceOf)],
    };
  };

  const traceOf = ({ id, type, revision, position, meta, open }: PlacedEvent): Trace => ({
    ...{ eventId: id, type, agency: meta.agency, revision, position },
    audience: aggregate.audienceOf({ type, data: open }),
  });

  const forget = (id: string): void => {
    kept.delete(id);
  };

  const load = async (id: string): Promise<HeldFile<F>> => {
    const entry = entryOf(id);
    const from = entry.held.file.revision + 1;
    const placed = await placedFrom(id, from);
    if (from > 0 && placed.some(isErasure)) {
      forget(id);
      return load(id);
    }
    const recorded = await opened(placed);
    // Another load folded meanwhile, in clear, what stood before the erasure.
    const { revision } = entry.held.file;
    if (revision >= from && revision < from + placed.length - 1 && placed.some(isErasure)) {
      forget(id);
      return load(id);
    }
    foldInto(entry, placed, recorded);
    if (!exists(entry.held.file) && kept.get(id) === entry) forget(id);
    return entry.held;
  };

  const heldNow = (id: string): HeldFile<F> | undefined => {
    const held = kept.get(id)?.held;
    return held && exists(held.file) ? held : undefined;
  };

  const take: Files<F, R>['take'] = (id, expected, file, traces) => {
    const entry = expected < 0 ? entryOf(id) : kept.get(id);
    if (entry?.held.file.revision !== expected) return;
    entry.held = { file, events: [...entry.held.events, ...traces] };
  };

  return {
    load,
    kept: heldNow,
    upTo: async (id, revision) => {
      const held = heldNow(id) ?? nothingOf(id);
      return held.file.revision >= revision ? held : load(id);
    },
    take,
    history: async (id) => opened(await placedFrom(id, 0)),
    forget,
    forgetAll: () => kept.clear(),
    size: () => kept.size(),
  };
};
