import type { sendUnaryData, ServerDuplexStream, ServerReadableStream, ServerUnaryCall } from '@grpc/grpc-js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import statuses from '@eventstore/db-client/generated/status_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import type {
  AppendReq,
  AppendResp,
  BatchAppendReq,
  BatchAppendResp,
  DeleteReq,
  TombstoneReq,
} from '@eventstore/db-client/generated/streams_pb.js';
import any from 'google-protobuf/google/protobuf/any_pb.js';
import emptyMessages from 'google-protobuf/google/protobuf/empty_pb.js';
import { streamDeleted, wrongExpectedVersion } from './errors.js';
import type { EventLog, Expected, Proposed, Written } from './log.js';
import { empty, expectedOf, identifierOf, proposed, streamOf } from './messages.js';

export type AppendCall = ServerReadableStream<AppendReq, AppendResp>;
export type BatchCall = ServerDuplexStream<BatchAppendReq, BatchAppendResp>;
export type RemoveCall = ServerUnaryCall<DeleteReq | TombstoneReq, unknown>;

export interface Append {
  readonly stream: string;
  readonly expected: Expected;
  readonly events: readonly Proposed[];
}

/** A whole unary append. One that is called off also ends, in the midst of its events: it is never received. */
export const receiveAppend = (call: AppendCall): Promise<Append> =>
  new Promise((resolve) => {
    let options: AppendReq.Options | undefined;
    const events: Proposed[] = [];
    call.on('data', (request: AppendReq) => {
      options ??= request.getOptions();
      const message = request.getProposedMessage();
      if (message) events.push(proposed(message));
    });
    const received = (): void => {
      if (call.cancelled) return;
      const heard = options ?? new streams.AppendReq.Options();
      const stream = streamOf(heard.getStreamIdentifier());
      resolve({ stream, expected: expectedOf(heard, () => heard.getRevision()), events });
    };
    // Only after its end is a call known to have been called off.
    call.on('end', () => setImmediate(received));
  });

export const answerAppend = (
  { stream, expected }: Append,
  written: Written,
  respond: sendUnaryData<AppendResp>,
): void => {
  const response = new streams.AppendResp();
  switch (written.kind) {
    case 'deleted':
      return respond(streamDeleted(stream));
    case 'wrong_revision': {
      const wrong = new streams.AppendResp.WrongExpectedVersion();
      if (written.current === undefined) wrong.setCurrentNoStream(empty());
      else wrong.setCurrentRevision(written.current.toString());
      if (typeof expected === 'bigint') wrong.setExpectedRevision(expected.toString());
      else wrong.setExpectedNoStream(empty());
      response.setWrongExpectedVersion(wrong);
      return respond(null, response);
    }
    case 'ok': {
      const success = new streams.AppendResp.Success();
      const position = new streams.AppendResp.Position();
      position.setCommitPosition(written.position.toString());
      position.setPreparePosition(written.position.toString());
      success.setCurrentRevision(written.revision.toString());
      success.setPosition(position);
      response.setSuccess(success);
      return respond(null, response);
    }
  }
};

const batchError = (
  response: BatchAppendResp,
  stream: string,
  expected: Expected,
  current: bigint | undefined,
): void => {
  const wrong = new shared.WrongExpectedVersion();
  if (current === undefined) wrong.setCurrentNoStream(new emptyMessages.Empty());
  else wrong.setCurrentStreamRevision(current.toString());
  if (typeof expected === 'bigint') wrong.setExpectedStreamPosition(expected.toString());
  else wrong.setExpectedNoStream(new emptyMessages.Empty());
  const details = new any.Any();
  details.pack(wrong.serializeBinary(), 'event_store.client.WrongExpectedVersion');
  const status = new statuses.Status();
  status.setCode(9);
  status.setDetails(details);
  response.setStreamIdentifier(identifierOf(stream));
  response.setError(status);
};

/** The shared stream of appends, which our adapter never uses: here to show what it is spared. */
export const answerBatches = (call: BatchCall, take: (append: Append) => Written | 'silence'): void => {
  const open = new Map<string, { options: BatchAppendReq.Options; events: Proposed[] }>();
  call.on('data', (request: BatchAppendReq) => {
    const key = request.getCorrelationId()?.getString() ?? '';
    const batch = open.get(key) ?? {
      options: request.getOptions() ?? new streams.BatchAppendReq.Options(),
      events: [],
    };
    open.set(key, batch);
    batch.events.push(...request.getProposedMessagesList().map(proposed));
    if (!request.getIsFinal()) return;
    open.delete(key);
    const { options, events } = batch;
    const stream = streamOf(options.getStreamIdentifier());
    const expected = expectedOf(options, () => options.getStreamPosition());
    const written = take({ stream, expected, events });
    if (written === 'silence') return;
    const response = new streams.BatchAppendResp();
    response.setCorrelationId(request.getCorrelationId());
    if (written.kind === 'ok') {
      const success = new streams.BatchAppendResp.Success();
      const position = new shared.AllStreamPosition();
      position.setCommitPosition(written.position.toString());
      position.setPreparePosition(written.position.toString());
      success.setCurrentRevision(written.revision.toString());
      success.setPosition(position);
      response.setSuccess(success);
    } else batchError(response, stream, expected, written.kind === 'deleted' ? undefined : written.current);
    call.write(response);
  });
  call.on('end', () => call.end());
};

/** Deletes or tombstones a stream at its expected revision; the answer's position means nothing. */
export const removeStream = (call: RemoveCall, log: EventLog, hard: boolean): Error | undefined => {
  const options = call.request.getOptions();
  if (!options) return new Error('The request names no stream.');
  const stream = streamOf(options.getStreamIdentifier());
  const current = log.stream(stream).at(-1)?.revision;
  const expected = expectedOf(options, () => options.getRevision());
  if (typeof expected === 'bigint' && expected !== current)
    return wrongExpectedVersion(stream, expected.toString(), current);
  log.remove(stream, hard);
  return undefined;
};
