import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Caller } from '#access';
import type { CaseFile, Journey } from '#casework';
import { From } from './caller.js';
import { KnownCase, KnownJourney } from './guards/need-to-know.guard.js';
import type { Known } from './need-to-know.js';
import { READING, type Reading } from './reading.js';

@Controller('v1')
export class ReadingController {
  constructor(@Inject(READING) private readonly reading: Reading) {}

  @Get('cases/:caseId')
  async case(
    @From() caller: Caller,
    @KnownCase() known: Known<CaseFile>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { etag, body } = await this.reading.case(caller, known, request.id);
    void reply.header('ETag', etag);
    return body;
  }

  @Get('reference')
  reference(@From() caller: Caller) {
    return this.reading.reference(caller);
  }

  @Get('journeys/:journeyId')
  async journey(
    @From() caller: Caller,
    @KnownJourney() known: Known<Journey>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { etag, body } = await this.reading.journey(caller, known);
    void reply.header('ETag', etag);
    return body;
  }
}
