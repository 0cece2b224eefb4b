import { exists } from '#casework';
import type { EventStore, PlacedEvent } from '#event-store';
import type { Aggregate, Decided, Folded, Sealing, Trace } from './aggregate.js';

/** A file as it stood at its last look into the store. */
export interface Held<F> {
  readonly file: F;
  readonly events: readonly Trace[];
}

/** Folded files, kept so that the cost of a command does not grow with the file. */
export interface Files<F, R> {
  /** Always current: reads what the store has beyond what is kept. */
  readonly load: (id: string) => Promise<Held<F>>;
  /** As it was last seen here, without looking into the store; undefined where it is not kept. */
  readonly kept: (id: string) => Held<F> | undefined;
  /** Current at least up to a revision that this process knows of: from memory where that was seen here. */
  readonly upTo: (id: string, revision: number) => Promise<Held<F>>;
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

interface Entry<F> {
  file: F;
  readonly events: Trace[];
}

const pageSize = 500;

const isAuthentic = ({ notAuthentic }: PlacedEvent): boolean => notAuthentic === undefined;

/**
 * `most`: how many files are kept, the least recently used leave first. A file whose stream holds an erasure is
 * folded from open fields alone, also while its keys still exist.
 */
export const filesIn = <F extends Folded, C, E extends Decided, R>(
  aggregate: Aggregate<F, C, E, R>,
  {
    store,
    sealing,
    most = 1_000,
  }: { readonly store: EventStore; readonly sealing: Sealing<R>; readonly most?: number },
): Files<F, R> => {
  const kept = new Map<string, Entry<F>>();

  const entryOf = (id: string): Entry<F> => {
    const entry: Entry<F> = kept.get(id) ?? { file: aggregate.empty(id), events: [] };
    kept.delete(id);
    kept.set(id, entry);
    const oldest = kept.size > most ? kept.keys().next().value : undefined;
    if (oldest !== undefined) kept.delete(oldest);
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
    const missing = entry.file.revision + 1 - (placed[0]?.revision ?? 0);
    if (missing >= placed.length) return;
    const authentic = placed.slice(missing).filter(isAuthentic);
    const file = aggregate.advance(entry.file, recorded.slice(recorded.length - authentic.length));
    // What the node did not write takes up a revision, also where it stands first.
    entry.file = { ...file, revision: placed.at(-1)?.revision ?? file.revision };
    for (const { id, type, revision, position, meta, open } of authentic) {
      const audience = aggregate.audienceOf({ type, data: open });
      entry.events.push({ eventId: id, type, agency: meta.agency, audience, revision, position });
    }
  };

  const forget = (id: string): void => {
    kept.delete(id);
  };

  const load = async (id: string): Promise<Held<F>> => {
    const entry = entryOf(id);
    const from = entry.file.revision + 1;
    const placed = await placedFrom(id, from);
    if (from > 0 && placed.some(isErasure)) {
      forget(id);
      return load(id);
    }
    const recorded = await opened(placed);
    // Another load folded meanwhile, in clear, what stood before the erasure.
    const foldedBefore = entry.file.revision >= from && entry.file.revision < from + placed.length - 1;
    if (foldedBefore && placed.some(isErasure)) {
      forget(id);
      return load(id);
    }
    foldInto(entry, placed, recorded);
    if (!exists(entry.file) && kept.get(id) === entry) forget(id);
    return { file: entry.file, events: entry.events };
  };

  const heldNow = (id: string): Held<F> | undefined => {
    const entry = kept.get(id);
    return entry && exists(entry.file) ? { file: entry.file, events: entry.events } : undefined;
  };

  const take: Files<F, R>['take'] = (id, expected, file, traces) => {
    const entry = expected < 0 ? entryOf(id) : kept.get(id);
    if (entry?.file.revision !== expected) return;
    entry.file = file;
    entry.events.push(...traces);
  };

  return {
    load,
    kept: heldNow,
    upTo: async (id, revision) => {
      const held = heldNow(id);
      return held && held.file.revision >= revision ? held : load(id);
    },
    take,
    history: async (id) => opened(await placedFrom(id, 0)),
    forget,
    forgetAll: () => kept.clear(),
    size: () => kept.size,
  };
};
