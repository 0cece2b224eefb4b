import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import type { Caller } from '#access';
import { ACCESS_READING, type AccessReading } from './access-log-read.js';
import { From } from './caller.js';
import { idIn } from './id-in.js';

/** The access log, as far as it is for somebody to read. */
@Controller('v1')
export class AccessLogController {
  constructor(@Inject(ACCESS_READING) private readonly reading: AccessReading) {}

  @Get('auditor/access-log')
  forAuditor(@From() caller: Caller, @Query() asked: unknown) {
    return this.reading.forAuditor(caller, asked);
  }

  @Get('cases/:caseId/access-log')
  ofCase(@From() caller: Caller, @Param('caseId') caseId: string, @Query() asked: unknown) {
    return this.reading.ofCase(caller, idIn(caseId), asked);
  }
}
