import { Controller, Get, Header, Inject, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { DOOR, type DoorParts } from './parts.js';

/** Health is asked without a token: it says nothing above P0. Metrics ask for that of monitoring. */
@Controller()
export class HealthController {
  constructor(@Inject(DOOR) private readonly parts: DoorParts) {}

  @Get('health/live')
  live() {
    return { live: true };
  }

  @Get('health/ready')
  async ready(@Res({ passthrough: true }) reply: FastifyReply) {
    const readiness = await this.parts.readiness();
    if (!readiness.ready) void reply.status(503).header('Retry-After', '2');
    return readiness;
  }

  @Get('metrics')
  @Header('Content-Type', 'text/plain; version=0.0.4')
  metrics() {
    return this.parts.metrics();
  }
}
