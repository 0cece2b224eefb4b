import { Server, ServerCredentials, type sendUnaryData, type ServerUnaryCall } from '@grpc/grpc-js';
import featureService from '@eventstore/db-client/generated/serverfeatures_grpc_pb.js';
import gossipService from '@eventstore/db-client/generated/gossip_grpc_pb.js';
import streamMessages from '@eventstore/db-client/generated/streams_pb.js';
import streamService from '@eventstore/db-client/generated/streams_grpc_pb.js';
import userService from '@eventstore/db-client/generated/users_grpc_pb.js';
import type { AppendResp, DeleteResp, TombstoneResp } from '@eventstore/db-client/generated/streams_pb.js';
import { accessTo, type Right, type User } from './access.js';
import { clusterInfo, supportedMethods } from './cluster.js';
import { accessDenied, notLeader, unauthenticated, unavailable } from './errors.js';
import type { Faults } from './faults.js';
import { eventLog } from './log.js';
import { streamOf } from './messages.js';
import { answerRead, type ReadCall, type ReadTrace } from './reads.js';
import { usersService } from './users.js';
import {
  answerAppend,
  answerBatches,
  receiveAppend,
  removeStream,
  type AppendCall,
  type BatchCall,
  type RemoveCall,
} from './writes.js';

export interface DoubleOptions {
  /** Where the events are kept; in memory where absent. */
  readonly file?: string;
  /** PEM: with it the double speaks TLS and asks who is calling. */
  readonly tls?: { readonly key: Buffer; readonly certificate: Buffer };
}

export const doubleVersion = '23.10.6.0 (double)';
const host = '127.0.0.1';

/**
 * A double of one EventStoreDB node on the level of its protocol, on the stubs that the client ships. It keeps one log,
 * answers as a real node was seen to answer (docs/adr/0011-eventstoredb.md), and can be made to fail by `faults`.
 */
export const eventStoreDbDouble = (options: DoubleOptions = {}) => {
  const log = eventLog(options.file);
  const users = new Map<string, User>([['admin', { password: 'changeit', groups: ['$admins'] }]]);
  const access = accessTo(log, users);
  const faults: Faults = {};
  const calls: string[] = [];
  const reads = new Set<ReadCall>();
  const trace: ReadTrace = { written: 0, checkpoints: [], from: [] };
  let server: Server | undefined;
  let port = 0;

  /** The error that a call without the right gets. Without TLS the server asks nobody. */
  const refusal = (call: { readonly metadata: AppendCall['metadata'] }, stream: string, right: Right) => {
    if (!options.tls) return undefined;
    const user = access.userOf(call.metadata);
    if (user === undefined) return unauthenticated();
    return access.may(user, stream, right) ? undefined : accessDenied();
  };

  const append = async (call: AppendCall, respond: sendUnaryData<AppendResp>): Promise<void> => {
    const received = await receiveAppend(call);
    calls.push(`append ${received.stream}`);
    const { leader } = faults;
    if (leader && call.metadata.get('requires-leader').length > 0)
      return respond(notLeader(leader.host, leader.port));
    const denied = refusal(call, received.stream, 'write');
    if (denied) return respond(denied);
    const fault = faults.append?.(received) ?? 'none';
    if (fault === 'silent') return;
    if (fault === 'unavailable') return respond(unavailable());
    if (fault === 'cut') return void server?.forceShutdown();
    const written = log.write(received.stream, received.expected, received.events);
    if (fault === 'lost') return;
    if (typeof fault === 'object') await fault.answerAfter;
    answerAppend(received, written, respond);
  };

  const batches = (call: BatchCall): void => {
    calls.push('batchAppend');
    answerBatches(call, ({ stream, expected, events }) =>
      faults.batch === undefined ? log.write(stream, expected, events) : faults.batch,
    );
    call.on('error', () => undefined);
  };

  const read = (call: ReadCall): void => {
    const stream = streamOf(call.request.getOptions()?.getStream()?.getStreamIdentifier()) || '$all';
    calls.push(`read ${stream}`);
    const denied = refusal(call, stream, stream.startsWith('$$') && stream !== '$all' ? 'metaRead' : 'read');
    const failure = denied ?? faults.read?.(call.request);
    if (failure === 'silent') return;
    if (failure) return void call.emit('error', failure);
    reads.add(call);
    call.on('close', () => reads.delete(call));
    call.on('cancelled', () => reads.delete(call));
    void answerRead(call, log, trace).finally(() => reads.delete(call));
  };

  const removing =
    <R>(hard: boolean, done: () => R) =>
    (call: RemoveCall, respond: sendUnaryData<R>): void => {
      const stream = streamOf(call.request.getOptions()?.getStreamIdentifier());
      const failure = refusal(call, stream, 'delete') ?? removeStream(call, log, hard);
      if (failure) respond(failure);
      else respond(null, done());
    };
  const deleted = (): DeleteResp => new streamMessages.DeleteResp();
  const tombstoned = (): TombstoneResp => new streamMessages.TombstoneResp();

  const listen = async (at = 0): Promise<void> => {
    const started = new Server({ 'grpc.max_receive_message_length': 17 << 20 });
    started.addService(featureService.ServerFeaturesService, {
      getSupportedMethods: (_: unknown, respond: sendUnaryData<unknown>) =>
        respond(null, supportedMethods(doubleVersion)),
    });
    started.addService(gossipService.GossipService, {
      read: (_: unknown, respond: sendUnaryData<unknown>) => {
        calls.push('gossip');
        if (faults.gossip) respond(unavailable());
        else respond(null, clusterInfo(faults.leader ?? { host, port }));
      },
    });
    started.addService(
      userService.UsersService,
      usersService(users, (call: ServerUnaryCall<unknown, unknown>) => refusal(call, '$users', 'write')),
    );
    started.addService(streamService.StreamsService, {
      append: (call: AppendCall, respond: sendUnaryData<AppendResp>) => void append(call, respond),
      batchAppend: batches,
      read,
      delete: removing(false, deleted),
      tombstone: removing(true, tombstoned),
    });
    const { tls } = options;
    const credentials = tls
      ? ServerCredentials.createSsl(null, [{ private_key: tls.key, cert_chain: tls.certificate }])
      : ServerCredentials.createInsecure();
    server = started;
    port = await new Promise((resolve, reject) =>
      started.bindAsync(`${host}:${at}`, credentials, (error, bound) =>
        error ? reject(error) : resolve(bound),
      ),
    );
  };

  return {
    faults,
    /** What was asked, in order. */
    calls,
    log,
    users,
    port: (): number => port,
    /** Starts, or starts again on the same port with what it kept. */
    start: (at?: number): Promise<void> => listen(at ?? port),
    /** Ends every connection at once, as a killed node does. */
    kill: (): void => server?.forceShutdown(),
    /** Ends every open read and subscription, as a node does that shuts down or loses its leadership. */
    dropReads: (): void => {
      for (const call of [...reads]) call.emit('error', unavailable());
    },
    openReads: (): number => reads.size,
    trace: (): Readonly<ReadTrace> => trace,
    close: (): void => {
      server?.forceShutdown();
      log.close();
    },
  };
};

export type EventStoreDbDouble = ReturnType<typeof eventStoreDbDouble>;
