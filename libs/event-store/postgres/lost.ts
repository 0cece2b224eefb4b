import { EventStoreUnavailableError } from '../port.js';

/**
 * SQLSTATE 08 (connection), 53 (no room, memory or connection left), 57014 (given up for its length), 57P (server going
 * down or coming up) and 58030 (its disk fails), and what the operating system says of a broken line.
 */
const lostCode =
  /^(08...|53...|57014|57P0.|58030|ECONN.*|EPIPE|ETIMEDOUT|EHOSTUNREACH|EHOSTDOWN|ENETUNREACH|ENOTFOUND|EAI_AGAIN)$/;

/** What pg says, without a code, where a connection broke, was not to be had, or gave no answer in time. */
const lostMessage =
  /^(Connection terminated|Connection ended|timeout e(xceeded|xpired)|timeout exceeded when trying to connect|Query read timeout|Client has encountered a connection error)/;

/** Whether a call to PostgreSQL failed because the server could not be reached or had no room, not because of what was asked. */
export const lostConnection = (error: unknown): boolean => {
  if (!(error instanceof Error)) return false;
  if (error instanceof AggregateError && error.errors.some(lostConnection)) return true;
  return lostMessage.test(error.message) || ('code' in error && lostCode.test(String(error.code)));
};

/** The same error, as that of the port where the server could not be reached; thrown. */
export const unavailable = (error: unknown): never => {
  if (lostConnection(error))
    throw new EventStoreUnavailableError('PostgreSQL, where the events are, does not answer.', {
      cause: error,
    });
  throw error;
};

/** A statement that the server ended because it took too long (SQLSTATE): it is not at its best now. */
const tookTooLong = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === '57014';

/** Whether an error, or one that it was caused by, says that an engine of the node does not answer now. */
export const isUnavailable = (error: unknown): boolean =>
  error instanceof EventStoreUnavailableError ||
  lostConnection(error) ||
  tookTooLong(error) ||
  (error instanceof Error && error.cause !== undefined && isUnavailable(error.cause));
