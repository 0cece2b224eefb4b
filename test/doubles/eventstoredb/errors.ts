import { Metadata, status, type ServiceError } from '@grpc/grpc-js';

const serviceError = (
  code: status,
  details: string,
  trailers: Readonly<Record<string, string>>,
): ServiceError => {
  const metadata = new Metadata();
  for (const [name, value] of Object.entries(trailers)) metadata.set(name, value);
  return Object.assign(new Error(details), { code, details, metadata });
};

/** Errors as the server sends them: the client tells them apart by the trailer `exception`. */
export const unavailable = (): ServiceError => serviceError(status.UNAVAILABLE, 'Server Is Not Ready', {});

/** Of a read that begins in the midst of a record. */
export const noSuchPosition = (): ServiceError =>
  serviceError(status.UNKNOWN, 'Unexpected ReadAllResult: Error', {});

export const accessDenied = (): ServiceError =>
  serviceError(status.PERMISSION_DENIED, 'Access Denied', { exception: 'access-denied' });

export const unauthenticated = (): ServiceError =>
  serviceError(status.UNAUTHENTICATED, 'Not Authenticated', {});

export const notLeader = (host: string, port: number): ServiceError =>
  serviceError(status.NOT_FOUND, `Leader info available: ${host}:${port}`, {
    exception: 'not-leader',
    'leader-endpoint-host': host,
    'leader-endpoint-port': String(port),
  });

export const streamDeleted = (stream: string): ServiceError =>
  serviceError(status.FAILED_PRECONDITION, `Event stream '${stream}' is deleted.`, {
    exception: 'stream-deleted',
    'stream-name': stream,
  });

export const wrongExpectedVersion = (
  stream: string,
  expected: string,
  current: bigint | undefined,
): ServiceError =>
  serviceError(
    status.FAILED_PRECONDITION,
    `Append failed due to WrongExpectedVersion. Stream: ${stream}, Expected version: ${expected}`,
    {
      exception: 'wrong-expected-version',
      'stream-name': stream,
      'expected-version': expected,
      ...(current === undefined ? {} : { 'actual-version': current.toString() }),
    },
  );

export const loginConflict = (name: string): ServiceError =>
  serviceError(status.ALREADY_EXISTS, 'User already exists.', {
    exception: 'user-conflict',
    'login-name': name,
  });

export const loginNotFound = (name: string): ServiceError =>
  serviceError(status.NOT_FOUND, 'User not found.', { exception: 'user-not-found', 'login-name': name });
