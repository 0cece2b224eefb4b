import { z } from 'zod';
import { wholeNumber } from '#agencies';
import { Code, Id, Instant } from '#casework';
import { Fits } from './fits.js';

/** What is asked of the access log of one case. */
export class OwnerAsked {
  @Fits(Instant.optional().describe('Reads from this instant on.'))
  readonly from?: string;

  @Fits(Instant.optional().describe('Reads before this instant.'))
  readonly to?: string;

  @Fits(wholeNumber(1, 100).default(50))
  readonly limit!: number;

  @Fits(z.string().max(300).optional().describe('`next` of the page before.'))
  readonly cursor?: string;
}

/** What the auditor asks of the whole. */
export class AuditorAsked extends OwnerAsked {
  @Fits(Id.optional())
  readonly caseId?: string;

  @Fits(Code.optional())
  readonly agency?: string;
}
