import { randomUUID } from 'node:crypto';
import type { EventEmitter } from 'node:events';
import type { ServerWritableStream } from '@grpc/grpc-js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import type { ReadReq, ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
import { noSuchPosition, streamDeleted } from './errors.js';
import type { EventLog, LoggedEvent } from './log.js';
import { caughtUp, checkpoint, confirmation, eventResponse, streamNotFound, streamOf } from './messages.js';

export type ReadCall = ServerWritableStream<ReadReq, ReadResp>;

/** What tests ask about reads. */
export interface ReadTrace {
  /** Events handed to the network. */
  written: number;
  /** Positions of the checkpoints sent. */
  readonly checkpoints: bigint[];
  /** Positions that subscriptions began from. */
  readonly from: bigint[];
}

interface Filter {
  readonly matches: (event: LoggedEvent) => boolean;
  /** Events looked at between two checkpoints; none without a filter. */
  readonly window: number;
}

const filterOf = (options: ReadReq.Options): Filter => {
  const filter = options.getFilter();
  const expression = filter?.getEventType() ?? filter?.getStreamIdentifier();
  if (!filter || !expression) return { matches: () => true, window: Infinity };
  const pattern = expression.getRegex() === '' ? undefined : new RegExp(expression.getRegex());
  const prefixes = expression.getPrefixList();
  const named = (event: LoggedEvent): string => (filter.hasEventType() ? event.type : event.stream);
  return {
    matches: (event) =>
      pattern ? pattern.test(named(event)) : prefixes.some((prefix) => named(event).startsWith(prefix)),
    window: (filter.hasMax() ? filter.getMax() : 32) * Math.max(1, filter.getCheckpointintervalmultiplier()),
  };
};

/** Writes with back-pressure; after the call has ended it does nothing. */
const writerOn = (call: ReadCall) => {
  let over = false;
  let wake = (): void => undefined;
  const end = (): void => {
    over = true;
    wake();
  };
  for (const ending of ['cancelled', 'error', 'close']) call.on(ending, end);
  /** Until something happens, or the call has ended. One at a time. */
  const until = (source: EventEmitter, event: string): Promise<void> =>
    new Promise((resolve) => {
      const done = (): void => {
        source.off(event, done);
        wake = () => undefined;
        resolve();
      };
      source.once(event, done);
      wake = done;
      if (over) done();
    });
  const write = async (response: ReadResp): Promise<void> => {
    if (!over && !call.write(response)) await until(call, 'drain');
  };
  return { write, until, ended: (): boolean => over };
};

/** A read that ends: of $all from a position on, inclusive, of a stream from a revision on. Filters count for nothing. */
const readOnce = async (call: ReadCall, log: EventLog, options: ReadReq.Options): Promise<void> => {
  const { write, ended } = writerOn(call);
  const all = options.getAll();
  const stream = streamOf(options.getStream()?.getStreamIdentifier());
  const backwards = options.getReadDirection() === streams.ReadReq.Options.ReadDirection.BACKWARDS;
  const source = all ? log.all() : log.stream(stream);
  if (!all && source.length === 0) {
    await write(streamNotFound(stream));
    call.end();
    return;
  }
  const place = ({ position, revision }: LoggedEvent): bigint => (all ? position : revision);
  const from = all
    ? all.getPosition()?.getCommitPosition()
    : options.getStream()?.hasRevision()
      ? options.getStream()?.getRevision()
      : undefined;
  const fromEnd = all ? all.hasEnd() : options.getStream()?.hasEnd();
  const within = source.filter((event) => {
    if (from === undefined) return backwards === fromEnd;
    // Backwards, $all begins before its position and a stream with its revision.
    return backwards
      ? all
        ? place(event) < BigInt(from)
        : place(event) <= BigInt(from)
      : place(event) >= BigInt(from);
  });
  const most = Number(options.getCount());
  for (const event of (backwards ? within.reverse() : within).slice(0, most)) {
    if (ended()) return;
    await write(eventResponse(event));
  }
  call.end();
};

/**
 * A subscription to $all. As the server's: it goes on after the first event that it finds at or behind the position, it
 * tells where it has come among events that do not match, and it says once that it has caught up.
 */
const subscribe = async (
  call: ReadCall,
  log: EventLog,
  options: ReadReq.Options,
  trace: ReadTrace,
): Promise<void> => {
  const { write, until, ended } = writerOn(call);
  const { matches, window } = filterOf(options);
  const from = options.getAll()?.getPosition()?.getCommitPosition();
  const anchor = from === undefined ? undefined : log.all().find(({ position }) => position >= BigInt(from));
  let last = anchor?.position ?? (from === undefined ? -1n : BigInt(from));
  let considered = 0;
  if (from !== undefined) trace.from.push(BigInt(from));
  let live = false;
  await write(confirmation(randomUUID()));
  while (!ended()) {
    const all = log.all();
    for (const event of all.slice(all.findLastIndex(({ position }) => position <= last) + 1)) {
      if (ended()) return;
      last = event.position;
      considered += 1;
      if (matches(event)) {
        trace.written += 1;
        await write(eventResponse(event));
      }
      if (considered % window === 0) {
        trace.checkpoints.push(event.position);
        await write(checkpoint(event.position));
      }
    }
    if ((log.all().at(-1)?.position ?? -1n) > last) continue;
    if (live) await until(log.appended, 'appended');
    else await write(caughtUp());
    live = true;
  }
};

export const answerRead = async (call: ReadCall, log: EventLog, trace: ReadTrace): Promise<void> => {
  const options = call.request.getOptions();
  if (!options) return void call.end();
  const stream = streamOf(options.getStream()?.getStreamIdentifier());
  if (log.tombstoned(stream)) return void call.emit('error', streamDeleted(stream));
  const from = options.getAll()?.getPosition()?.getCommitPosition();
  if (from !== undefined && log.withinRecord(BigInt(from))) return void call.emit('error', noSuchPosition());
  if (options.hasSubscription()) await subscribe(call, log, options, trace);
  else await readOnce(call, log, options);
};
