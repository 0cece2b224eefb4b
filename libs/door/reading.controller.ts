import { Controller, Get, Inject, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Caller } from '#access';
import { From } from './caller.js';
import { nothingHere } from './problem.js';
import { READING } from './reading.js';
import type { Reading } from './reading.js';

const Id = z.uuid();

const checked = (id: string): string => {
  if (!Id.safeParse(id).success) throw nothingHere();
  return id;
};

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
    const { etag, body } = await this.reading.case(caller, checked(caseId), request.id);
    void reply.header('ETag', etag);
    return body;
  }

  @Get('journeys/:journeyId')
  async journey(
    @From() caller: Caller,
    @Param('journeyId') journeyId: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { etag, body } = await this.reading.journey(caller, checked(journeyId));
    void reply.header('ETag', etag);
    return body;
  }
}
