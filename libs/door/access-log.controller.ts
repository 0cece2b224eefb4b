import { Controller, Get, Inject, Query, UseGuards } from '@nestjs/common';
import type { Caller } from '#access';
import type { CaseFile } from '#casework';
import { ACCESS_READING, type AccessReading } from './access-log-read.js';
import { AskedPipe } from './asked/asked.pipe.js';
import { AuditorAsked, OwnerAsked } from './asked/log-asked.js';
import { From } from './caller.js';
import { ForKinds } from './guards/kind.guard.js';
import { KnownCase, OwnerGuard } from './guards/need-to-know.guard.js';
import type { Known } from './need-to-know.js';

/** The access log, as far as it is for somebody to read. */
@Controller('v1')
export class AccessLogController {
  constructor(@Inject(ACCESS_READING) private readonly reading: AccessReading) {}

  @Get('auditor/access-log')
  @ForKinds('auditor')
  forAuditor(@From() caller: Caller, @Query(new AskedPipe(AuditorAsked)) asked: AuditorAsked) {
    return this.reading.forAuditor(caller, asked);
  }

  @Get('cases/:caseId/access-log')
  @UseGuards(OwnerGuard)
  ofCase(
    @From() caller: Caller,
    @KnownCase() known: Known<CaseFile>,
    @Query(new AskedPipe(OwnerAsked)) asked: OwnerAsked,
  ) {
    return this.reading.ofCase(caller, known, asked);
  }
}
