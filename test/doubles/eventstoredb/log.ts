import { appendFileSync, closeSync, existsSync, ftruncateSync, openSync, readFileSync } from 'node:fs';
import { EventEmitter } from 'node:events';

/** An event as the server keeps it. */
export interface LoggedEvent {
  readonly id: string;
  readonly stream: string;
  readonly type: string;
  readonly contentType: string;
  readonly data: Uint8Array;
  readonly metadata: Uint8Array;
  readonly revision: bigint;
  /** Of its record in the log, in bytes: commit and prepare position are the same for what this protocol writes. */
  readonly position: bigint;
}

export type Proposed = Pick<LoggedEvent, 'id' | 'type' | 'contentType' | 'data' | 'metadata'>;

/** A revision, or what the protocol has beside it. */
export type Expected = bigint | 'any' | 'no_stream' | 'stream_exists';

export type Written =
  | { readonly kind: 'ok'; readonly revision: bigint; readonly position: bigint }
  | { readonly kind: 'wrong_revision'; readonly current: bigint | undefined }
  | { readonly kind: 'deleted' };

interface KeptEvent extends Omit<LoggedEvent, 'data' | 'metadata' | 'revision' | 'position'> {
  readonly data: string;
  readonly metadata: string;
}

/** A line of the file: a whole append, or a deletion. A line that was cut off never happened. */
type Line = { readonly events: readonly KeptEvent[] } | { readonly deleted: string; readonly hard: boolean };

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'base64'));

/** Bytes of a record beside its data, so that positions are as uneven as the server's. */
const recordOverhead = 150;

/**
 * What the double keeps: one log, its streams, and what was deleted. With a file it outlives the process, killed or
 * not; without one it lives in memory. Answers as CheckCommit of EventStoreDB 23.10 does (docs/adr/0011-eventstoredb.md).
 */
export const eventLog = (path?: string) => {
  const all: LoggedEvent[] = [];
  const streams = new Map<string, LoggedEvent[]>();
  const deleted = new Map<string, 'soft' | 'hard'>();
  const scavenged = new Set<bigint>();
  const appended = new EventEmitter().setMaxListeners(0);
  let end = 0n;
  let file: number | undefined;

  const keep = (line: Line): void => {
    if (file !== undefined) appendFileSync(file, `${JSON.stringify(line)}\n`);
  };

  const place = (stream: string, event: Proposed): LoggedEvent => {
    const before = streams.get(stream) ?? [];
    const placed = { ...event, stream, revision: BigInt(before.length), position: end };
    end += BigInt(recordOverhead + event.data.length + event.metadata.length + stream.length);
    before.push(placed);
    streams.set(stream, before);
    all.push(placed);
    return placed;
  };

  const write = (stream: string, expected: Expected, events: readonly Proposed[]): Written => {
    if (deleted.get(stream) === 'hard') return { kind: 'deleted' };
    const existing = streams.get(stream) ?? [];
    const current = existing.at(-1)?.revision;
    const wrong: Written = { kind: 'wrong_revision', current };
    const [first] = events;
    if (expected === 'stream_exists' && current === undefined) return wrong;
    const begins =
      expected === 'any' || expected === 'stream_exists'
        ? existing.findIndex(({ id }) => id === first?.id)
        : expected === 'no_stream'
          ? 0
          : Number(expected) + 1;
    const matching = events.filter(
      ({ id }, index) => begins >= 0 && existing[begins + index]?.id === id,
    ).length;
    const last = existing[begins + events.length - 1];
    if (matching === events.length && last)
      return { kind: 'ok', revision: last.revision, position: last.position };
    if (matching > 0) return wrong;
    if (expected === 'no_stream' && current !== undefined) return wrong;
    if (typeof expected === 'bigint' && expected !== (current ?? -1n)) return wrong;
    keep({
      events: events.map(({ data, metadata, ...event }) => ({
        ...event,
        stream,
        data: base64(data),
        metadata: base64(metadata),
      })),
    });
    const placed = events.map((event) => place(stream, event));
    deleted.delete(stream);
    queueMicrotask(() => appended.emit('appended'));
    return { kind: 'ok', revision: placed.at(-1)?.revision ?? 0n, position: placed.at(-1)?.position ?? 0n };
  };

  const remove = (stream: string, hard: boolean): void => {
    deleted.set(stream, hard ? 'hard' : 'soft');
    keep({ deleted: stream, hard });
  };

  const take = (line: Line): void => {
    if ('deleted' in line) deleted.set(line.deleted, line.hard ? 'hard' : 'soft');
    else
      for (const event of line.events)
        place(event.stream, { ...event, data: bytes(event.data), metadata: bytes(event.metadata) });
  };

  if (path !== undefined) {
    const text = existsSync(path) ? readFileSync(path, 'utf8') : '';
    const whole = text.slice(0, text.lastIndexOf('\n') + 1);
    for (const line of whole.split('\n').slice(0, -1)) take(JSON.parse(line) as Line);
    file = openSync(path, 'a');
    ftruncateSync(file, Buffer.byteLength(whole));
  }

  return {
    all: (): readonly LoggedEvent[] => all,
    stream: (name: string): readonly LoggedEvent[] => (deleted.has(name) ? [] : (streams.get(name) ?? [])),
    tombstoned: (name: string): boolean => deleted.get(name) === 'hard',
    write,
    remove,
    appended,
    /** Whether a position lies in the midst of a record, where no read can begin. */
    withinRecord: (position: bigint): boolean =>
      position < end && !scavenged.has(position) && !all.some((event) => event.position === position),
    /** Takes an event out of the log, as a scavenge does with system events that have served their time. */
    scavenge: (position: bigint): void => {
      const index = all.findIndex((event) => event.position === position);
      if (index < 0) return;
      all.splice(index, 1);
      scavenged.add(position);
    },
    close: (): void => {
      if (file !== undefined) closeSync(file);
    },
  };
};

export type EventLog = ReturnType<typeof eventLog>;
