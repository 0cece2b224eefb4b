import type { SealedClass } from '#casework';

/** One read of data of class P2 or above: who saw what of which case, when. Holds no data itself. */
export interface AccessEntry {
  readonly requestId: string;
  /** Pseudonymous id of the reader. */
  readonly actor: string;
  readonly agency: string;
  readonly caseId: string;
  /** The view, resource or event type that was read, P1. */
  readonly what: string;
  readonly fields: readonly string[];
  readonly classes: readonly SealedClass[];
  /** Instant, ISO 8601 in UTC. */
  readonly at: string;
  /** Where nothing was shown: what was asked for is not there, or not for the reader. */
  readonly outcome?: 'refused';
}

/** Append-only. A read is shown only after `record` has resolved. */
export interface AccessLog {
  record(entries: readonly AccessEntry[]): Promise<void>;
}

/** A row of the log as it is read; its time is that of the database's clock. */
export interface LoggedRead extends Omit<AccessEntry, 'classes' | 'outcome'> {
  /** Decimal digits: the later, the higher. */
  readonly id: string;
  /** Those of a version of before too. */
  readonly classes: readonly string[];
  readonly outcome: 'shown' | 'refused';
}

/** Which rows are asked for: those of a case, an office, a time. */
export interface AskedReads {
  readonly caseId?: string | undefined;
  readonly agency?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  /** Only rows before the one of this id. */
  readonly before?: string | undefined;
  readonly most: number;
}

/** Reading of the log, latest first. */
export type ReadAccessLog = (asked: AskedReads) => Promise<readonly LoggedRead[]>;

/** The log could not be written, so nothing may be shown. */
export class AccessLogUnavailable extends Error {
  constructor(cause: unknown) {
    super('The access log cannot be written now; nothing is shown.', { cause });
    this.name = 'AccessLogUnavailable';
  }
}

/**
 * Gives the answer once its reads stand in the log; throws `AccessLogUnavailable` and gives nothing where they do not.
 */
export const afterRecording = async <T>(
  log: AccessLog,
  entries: readonly AccessEntry[],
  answer: T,
): Promise<T> => {
  if (entries.length === 0) return answer;
  try {
    await log.record(entries);
  } catch (error) {
    throw new AccessLogUnavailable(error);
  }
  return answer;
};
