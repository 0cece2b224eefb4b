import type { IncomingHttpHeaders } from 'node:http';
import { IsOptional, IsString, Matches, validateSync } from 'class-validator';
import { problem } from '../problem.js';

/** The headers of a write. */
export class WriteHeaders {
  @Matches(/^[\x21-\x7e]{1,200}$/)
  readonly idempotencyKey!: string;

  @IsOptional()
  @IsString()
  readonly ifMatch?: string;
}

/** The headers of a write, as they came; a problem where it has no Idempotency-Key or a strange one. */
export const writeHeadersIn = (headers: IncomingHttpHeaders): WriteHeaders => {
  const found = Object.assign(new WriteHeaders(), {
    idempotencyKey: headers['idempotency-key'],
    ifMatch: headers['if-match'],
  });
  if (validateSync(found, { stopAtFirstError: true }).length > 0)
    throw problem(
      'idempotency_key_missing',
      'Send a header Idempotency-Key of 1 to 200 printable characters, new for each write and the same for its repetition.',
    );
  return found;
};
