import { Controller, Get, Inject, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Caller } from '#access';
import { From } from './caller.js';
import { idIn } from './id-in.js';
import { READING, type Reading } from './reading.js';

@Controller('v1')
export class ReadingController {
  constructor(@Inject(READING) private readonly reading: Reading) {}

  @Get('cases/:caseId')
  async case(
    @From() caller: Caller,
    @Param('caseId') caseId: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { etag, body } = await this.reading.case(caller, idIn(caseId), request.id);
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
    @Param('journeyId') journeyId: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { etag, body } = await this.reading.journey(caller, idIn(journeyId));
    void reply.header('ETag', etag);
    return body;
  }
}
