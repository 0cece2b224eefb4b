import { readFileSync } from 'node:fs';
import { credentials as channels, Metadata, type ChannelCredentials, type ServiceError } from '@grpc/grpc-js';
import type { EventStoreDBClient } from '@eventstore/db-client';
import featureService from '@eventstore/db-client/generated/serverfeatures_grpc_pb.js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import userService from '@eventstore/db-client/generated/users_grpc_pb.js';
import users from '@eventstore/db-client/generated/users_pb.js';
import { connectTo, type Connection } from './connection.js';
import { untilDone } from './failures.js';
import { beginHistory, historyStream } from './history.js';
import { within } from './patience.js';
import { settingsOf, type Settings } from './settings.js';

const deadlineMs = 10_000;
const patience = 30_000;
const administrators = '$admins';

const channelFor = ({ secure, authority }: Settings): ChannelCredentials =>
  secure
    ? channels.createSsl(authority === undefined ? null : readFileSync(authority))
    : channels.createInsecure();

const loginOf = ({ login, secure }: Settings): Metadata => {
  const metadata = new Metadata();
  const { username, password } = login;
  if (secure)
    metadata.set('authorization', `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`);
  metadata.set('requires-leader', 'true');
  return metadata;
};

const exceptionOf = (error: ServiceError): string => String(error.metadata.get('exception')[0] ?? '');

/** The version that a server names, such as `23.10.6.0`. */
export const serverVersionOf = (connectionString: string): Promise<string> => {
  const settings = settingsOf(connectionString);
  const client = new featureService.ServerFeaturesClient(settings.hosts[0] ?? '', channelFor(settings));
  return new Promise<string>((resolve, reject) => {
    const deadline = Date.now() + deadlineMs;
    client.waitForReady(deadline, (late) => {
      if (late) return reject(late);
      client.getSupportedMethods(new shared.Empty(), loginOf(settings), { deadline }, (error, supported) => {
        if (error) reject(error);
        else resolve(supported.getEventStoreServerVersion());
      });
    });
  }).finally(() => client.close());
};

export interface NodeUser {
  readonly username: string;
  readonly password: string;
}

/** Makes the user, or gives an existing one this password. */
const setUser = async (settings: Settings, { username, password }: NodeUser): Promise<void> => {
  const client = new userService.UsersClient(settings.hosts[0] ?? '', channelFor(settings));
  const metadata = loginOf(settings);
  const limit = { deadline: Date.now() + deadlineMs };
  const create = new users.CreateReq.Options();
  create.setLoginName(username);
  create.setPassword(password);
  create.setFullName('Homeward');
  const createRequest = new users.CreateReq();
  createRequest.setOptions(create);
  const reset = new users.ResetPasswordReq.Options();
  reset.setLoginName(username);
  reset.setNewPassword(password);
  const resetRequest = new users.ResetPasswordReq();
  resetRequest.setOptions(reset);
  await new Promise<void>((resolve, reject) => {
    const done = (error: ServiceError | null): void => (error ? reject(error) : resolve());
    client.create(createRequest, metadata, limit, (error) => {
      if (error && exceptionOf(error) === 'user-conflict')
        client.resetPassword(resetRequest, metadata, limit, done);
      else done(error);
    });
  }).finally(() => client.close());
};

/** Replaces what a system stream says, with whatever revision it has. */
const overwrite = async (
  connection: Connection,
  write: (client: EventStoreDBClient) => Promise<unknown>,
): Promise<void> => {
  await untilDone(connection, patience, (client) => within(deadlineMs, write(client)));
};

/**
 * Sets up an event store for one node, as an administrator: the node's user; by default on every stream that this user
 * reads and appends and only administrators delete, truncate or change rights; that the user follows all; and the mark
 * of this history, which only administrators renew. May be repeated.
 */
export const setUpEventStoreDb = async (administratorsUrl: string, user: NodeUser): Promise<void> => {
  const settings = settingsOf(administratorsUrl);
  const connection = connectTo(administratorsUrl);
  const options = { credentials: settings.login, requiresLeader: true, deadline: deadlineMs };
  const both = [administrators, user.username];
  try {
    await setUser(settings, user);
    await overwrite(connection, (client) =>
      client.appendToStream(
        '$settings',
        {
          id: crypto.randomUUID(),
          type: '$settings',
          contentType: 'application/json',
          data: {
            $userStreamAcl: { $r: both, $w: both, $d: administrators, $mr: both, $mw: administrators },
            $systemStreamAcl: {
              $r: administrators,
              $w: administrators,
              $d: administrators,
              $mr: administrators,
              $mw: administrators,
            },
          },
          metadata: {},
        },
        options,
      ),
    );
    const acl = { deleteRoles: [administrators], metaReadRoles: both, metaWriteRoles: [administrators] };
    await overwrite(connection, (client) =>
      client.setStreamMetadata(
        '$all',
        { acl: { ...acl, readRoles: both, writeRoles: [administrators] } },
        options,
      ),
    );
    await overwrite(connection, (client) =>
      client.setStreamMetadata(
        historyStream,
        { acl: { ...acl, readRoles: both, writeRoles: [administrators] } },
        options,
      ),
    );
    await beginHistory(connection, patience);
  } finally {
    await connection.close();
  }
};
