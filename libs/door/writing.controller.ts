import { Controller, HttpCode, Inject, Param, Post, UseInterceptors } from '@nestjs/common';
import type {
  CaseFile,
  InstrumentCommandType,
  Journey,
  JourneyPublicCommandType,
  PeopleCommandType,
  PublicCommandType,
} from '#casework';
import { KnownCase, KnownJourney } from './guards/need-to-know.guard.js';
import { Step } from './guards/address.guard.js';
import { Incoming } from './guards/write.guard.js';
import { HeadersInterceptor, type WithHeaders } from './interceptors/headers.interceptor.js';
import type { Known } from './need-to-know.js';
import { WRITING, type Writing, type WrittenInstrument } from './writing.js';
import type { Write, Written } from './writing-on.js';

const answer = (
  { id, etag, ...written }: Written,
  name: 'caseId' | 'journeyId',
): WithHeaders<Omit<Written, 'id' | 'etag'>> => ({
  body: { [name]: id, ...written },
  headers: { ETag: etag },
});

const ofPeople = ({ id: _register, etag, ...body }: Written) => ({ body, headers: { ETag: etag } });

const ofInstrument = ({ id: _register, etag, ...written }: WrittenInstrument) => ({
  body: written,
  headers: { ETag: etag },
});

/**
 * Commands on cases, journeys, instruments and people: one address each, from the catalogue. The route that tells a repetition is the one
 * spelling of the address, however the request spelled it (capitals in an id, escapes).
 */
@Controller('v1')
@UseInterceptors(HeadersInterceptor)
export class WritingController {
  constructor(@Inject(WRITING) private readonly writing: Writing) {}

  @Post('cases')
  @HttpCode(201)
  async openCase(@Incoming() write: Write) {
    return answer(await this.writing.onCase(write, '/v1/cases', 'OpenCase'), 'caseId');
  }

  @Post('cases/:caseId/:process/:step')
  @HttpCode(200)
  async onCase(
    @Incoming() write: Write,
    @KnownCase() known: Known<CaseFile>,
    @Step() type: PublicCommandType,
    @Param('process') process: string,
    @Param('step') step: string,
  ) {
    const route = `/v1/cases/${known.id}/${process}/${step}`;
    return answer(await this.writing.onCase(write, route, type, known), 'caseId');
  }

  @Post('journeys')
  @HttpCode(201)
  async planJourney(@Incoming() write: Write) {
    return answer(await this.writing.onJourney(write, '/v1/journeys', 'PlanJourney'), 'journeyId');
  }

  @Post('journeys/:journeyId/:step')
  @HttpCode(200)
  async onJourney(
    @Incoming() write: Write,
    @KnownJourney() known: Known<Journey>,
    @Step() type: JourneyPublicCommandType,
    @Param('step') step: string,
  ) {
    const route = `/v1/journeys/${known.id}/${step}`;
    return answer(await this.writing.onJourney(write, route, type, known), 'journeyId');
  }

  @Post('people/:step')
  @HttpCode(200)
  async onPeople(@Incoming() write: Write, @Step() type: PeopleCommandType, @Param('step') step: string) {
    return ofPeople(await this.writing.onPeople(write, `/v1/people/${step}`, type));
  }

  @Post('instruments')
  @HttpCode(201)
  async propose(@Incoming() write: Write) {
    return ofInstrument(await this.writing.onInstrument(write, '/v1/instruments', 'ProposeInstrument'));
  }

  @Post('instruments/:code/:version/:step')
  @HttpCode(200)
  async onInstrument(
    @Incoming() write: Write,
    @Step() type: InstrumentCommandType,
    @Param('code') code: string,
    @Param('version') version: string,
    @Param('step') step: string,
  ) {
    const route = `/v1/instruments/${code}/${version}/${step}`;
    return ofInstrument(await this.writing.onInstrument(write, route, type, { code, version }));
  }
}
