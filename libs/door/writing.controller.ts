import { Controller, HttpCode, Inject, Param, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { caseCommandAt, journeyCommandAt } from './addresses.js';
import { Incoming } from './incoming.js';
import { idIn } from './id-in.js';
import { problem } from './problem.js';
import type { Write, Written } from './write.js';
import { WRITING, type Writing } from './writing.js';

const noSuchStep = () => problem('not_found', 'No such step. See /docs for all there are.');

const answer = (reply: FastifyReply, { id, etag, ...written }: Written, name: 'caseId' | 'journeyId') => {
  void reply.header('ETag', etag);
  return { [name]: id, ...written };
};

/**
 * Commands on cases and journeys: one address each, from the catalogue. The route that tells a repetition is the one
 * spelling of the address, however the request spelled it (capitals in an id, escapes).
 */
@Controller('v1')
export class WritingController {
  constructor(@Inject(WRITING) private readonly writing: Writing) {}

  @Post('cases')
  @HttpCode(201)
  async openCase(@Incoming() write: Write, @Res({ passthrough: true }) reply: FastifyReply) {
    return answer(reply, await this.writing.onCase({ ...write, route: '/v1/cases' }, 'OpenCase'), 'caseId');
  }

  @Post('cases/:caseId/:process/:step')
  @HttpCode(200)
  async onCase(
    @Incoming() write: Write,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('caseId') caseId: string,
    @Param('process') process: string,
    @Param('step') step: string,
  ) {
    const type = caseCommandAt(process, step);
    if (type === undefined) throw noSuchStep();
    const id = idIn(caseId);
    const route = `/v1/cases/${id}/${process}/${step}`;
    return answer(reply, await this.writing.onCase({ ...write, route }, type, id), 'caseId');
  }

  @Post('journeys')
  @HttpCode(201)
  async planJourney(@Incoming() write: Write, @Res({ passthrough: true }) reply: FastifyReply) {
    return answer(
      reply,
      await this.writing.onJourney({ ...write, route: '/v1/journeys' }, 'PlanJourney'),
      'journeyId',
    );
  }

  @Post('journeys/:journeyId/:step')
  @HttpCode(200)
  async onJourney(
    @Incoming() write: Write,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('journeyId') journeyId: string,
    @Param('step') step: string,
  ) {
    const type = journeyCommandAt(step);
    if (type === undefined) throw noSuchStep();
    const id = idIn(journeyId);
    const route = `/v1/journeys/${id}/${step}`;
    return answer(reply, await this.writing.onJourney({ ...write, route }, type, id), 'journeyId');
  }
}
