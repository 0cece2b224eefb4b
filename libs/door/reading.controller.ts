import { Controller, Get, Inject, Param, Query, Req, UseInterceptors } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Caller } from '#access';
import type { CaseFile, Journey } from '#casework';
import { AskedPipe } from './asked/asked.pipe.js';
import { InstrumentsAsked } from './asked/instruments-asked.js';
import { PreviewAsked } from './asked/preview-asked.js';
import { From } from './caller.js';
import { KnownCase, KnownJourney } from './guards/need-to-know.guard.js';
import { HeadersInterceptor } from './interceptors/headers.interceptor.js';
import { NEED_TO_KNOW, type Known, type NeedToKnow } from './need-to-know.js';
import { READING, type FileReading } from './reading.js';

@Controller('v1')
export class ReadingController {
  constructor(
    @Inject(READING) private readonly reading: FileReading,
    @Inject(NEED_TO_KNOW) private readonly needToKnow: NeedToKnow,
  ) {}

  @Get('cases/:caseId')
  @UseInterceptors(HeadersInterceptor)
  async case(@From() caller: Caller, @KnownCase() known: Known<CaseFile>, @Req() request: FastifyRequest) {
    const { etag, body } = await this.reading.case(caller, known, request.id);
    return { body, headers: { ETag: etag } };
  }

  @Get('cases/:caseId/disclosure-preview')
  preview(
    @From() caller: Caller,
    @KnownCase() known: Known<CaseFile>,
    @Query(new AskedPipe(PreviewAsked)) asked: PreviewAsked,
    @Req() request: FastifyRequest,
  ) {
    return this.reading.preview(caller, known, asked, request.id);
  }

  @Get('cases/:caseId/letters/:number')
  @UseInterceptors(HeadersInterceptor)
  async letter(
    @From() caller: Caller,
    @KnownCase() known: Known<CaseFile>,
    @Param('number') number: string,
    @Req() request: FastifyRequest,
  ) {
    const { sheets, digest } = await this.reading.letter(caller, known, number, request.id);
    return {
      body: sheets,
      headers: {
        'Content-Type': 'application/pdf',
        'Content-Disposition': `attachment; filename="${number.replaceAll(/[^A-Za-z0-9-]/g, '')}.pdf"`,
        'Repr-Digest': `sha-256=:${digest}:`,
      },
    };
  }

  @Get('instruments')
  instruments(@From() caller: Caller, @Query(new AskedPipe(InstrumentsAsked)) asked: InstrumentsAsked) {
    return this.reading.instruments(caller, asked);
  }

  @Get('instruments/:code/:version')
  instrument(@From() caller: Caller, @Param('code') code: string, @Param('version') version: string) {
    return this.reading.instrument(caller, code, version);
  }

  @Get('people')
  @UseInterceptors(HeadersInterceptor)
  async people(@From() caller: Caller) {
    const { etag, body } = await this.reading.people(caller, await this.needToKnow.ofPeople(caller));
    return { body, headers: { ETag: etag } };
  }

  @Get('reference')
  reference(@From() caller: Caller) {
    return this.reading.reference(caller);
  }

  @Get('journeys/:journeyId')
  @UseInterceptors(HeadersInterceptor)
  async journey(@From() caller: Caller, @KnownJourney() known: Known<Journey>) {
    const { etag, body } = await this.reading.journey(caller, known);
    return { body, headers: { ETag: etag } };
  }
}
