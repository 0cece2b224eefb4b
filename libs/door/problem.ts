import { refusalCodes, type Refusal, type RefusalCode } from '#casework';

/** An error as RFC 9457 problem details. `code` is stable; `detail` is one plain sentence that says what to do next. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  /** The fields of the body or query that are wrong: where, and what is expected. */
  readonly fields?: readonly { readonly field: string; readonly reason: string }[];
  /** Seconds after which the request may be repeated. */
  readonly retryAfter?: number;
}

/** Codes of the door itself, beside the refusal codes of the rules. */
export const problemCodes = {
  malformed: [400, 'The request cannot be read.'],
  invalid: [400, 'A field is missing, unknown or of the wrong form.'],
  idempotency_key_missing: [400, 'A write needs an Idempotency-Key.'],
  token_missing: [401, 'Sign in first.'],
  token_refused: [401, 'The token is not accepted here.'],
  not_your_list: [403, 'This list is kept for other agencies.'],
  not_found: [404, 'There is nothing here for you.'],
  method_not_allowed: [405, 'This method is not offered here.'],
  key_used_for_another_body: [409, 'The Idempotency-Key stood with another body.'],
  busy: [503, 'Too many changes at once.'],
  changed_meanwhile: [412, 'The case has changed since you read it.'],
  too_large: [413, 'The body is too large.'],
  unsupported_media_type: [415, 'Only application/json is read.'],
  too_slow: [408, 'The request did not come in time.'],
  too_many_requests: [429, 'Too many requests.'],
  headers_too_large: [431, 'The headers are too large.'],
  failed: [500, 'Something went wrong here.'],
  not_ready: [503, 'Not ready yet.'],
  event_store_down: [503, 'The event store does not answer.'],
  database_down: [503, 'The database does not answer.'],
} as const satisfies Record<string, readonly [number, string]>;
export type ProblemCode = keyof typeof problemCodes;

/** Thrown anywhere in the door; answered by `ProblemFilter`. */
export class ProblemError extends Error {
  constructor(
    readonly problem: Problem,
    /** The caller asked for what is not there, or not for the caller: the access log keeps it. */
    readonly isRefusedTry = false,
  ) {
    super(problem.code);
  }
}

/** The URN that names a problem, RFC 9457. */
export const typeOf = (code: string): string => `urn:homeward:problem:${code}`;

export const problem = (
  code: ProblemCode,
  detail: string,
  more: Pick<Problem, 'fields' | 'retryAfter'> = {},
): ProblemError => {
  const [status, title] = problemCodes[code];
  return new ProblemError({ type: typeOf(code), title, status, code, detail, ...more });
};

/** The same, kept by the access log as a refused try of whoever asked. */
export const keptAsTry = ({ problem: told }: ProblemError): ProblemError => new ProblemError(told, true);

/** A problem that the access log keeps as a refused try of whoever asked. */
export const refusedTry = (code: ProblemCode, detail: string): ProblemError =>
  keptAsTry(problem(code, detail));

/** The one answer for a case that is absent and one that the caller may not know of. */
export const nothingHere = (): ProblemError =>
  refusedTry(
    'not_found',
    'No such case, or your agency has no part in it. Check the reference with your focal point.',
  );

/** Refusals that speak of who asks, not of the case. */
const ofTheCaller: readonly RefusalCode[] = ['no_mandate', 'no_role'];

/** A refusal of the rules: 403 where the mandate or the role is lacking, 422 otherwise. */
export const refused = ({ code, sentence, fields }: Refusal): ProblemError =>
  new ProblemError({
    type: typeOf(code),
    title: refusalCodes[code],
    status: ofTheCaller.includes(code) ? 403 : 422,
    code,
    detail: sentence,
    ...(fields ? { fields } : {}),
  });
