import { Module, type DynamicModule, type FactoryProvider } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { CommandBus } from '@nestjs/cqrs';
import type { CountryFacts } from '#casework';
import { askedOfCase, askedOfJourney } from '#desk/bus';
import { AccessLogController } from './access-log.controller.js';
import { ACCESS_READING, accessReadingThrough } from './access-log-read.js';
import { FACTS, OTHER_FACTS } from './country.module.js';
import { AddressGuard } from './guards/address.guard.js';
import { CallerGuard } from './guards/caller.guard.js';
import { KindGuard } from './guards/kind.guard.js';
import { NeedToKnowGuard } from './guards/need-to-know.guard.js';
import { WriteGuard } from './guards/write.guard.js';
import { HealthController } from './health.controller.js';
import { NEED_TO_KNOW, needToKnowIn } from './need-to-know.js';
import { DOOR, type DoorMeans, type DoorParts } from './parts.js';
import { ReadingController } from './reading.controller.js';
import { READING, readingThrough } from './reading.js';
import { viewsController } from './views.controller.js';
import { VIEWS, viewsThrough } from './views.js';
import { WritingController } from './writing.controller.js';
import { WRITING, writingThrough } from './writing.js';

/** In this order at every address, each where the address gives it something to ask: what is refused first stands first. */
const guards = [CallerGuard, KindGuard, AddressGuard, WriteGuard, NeedToKnowGuard] as const;

/** What is made of the parts of the door. */
const from = <T>(provide: symbol, useFactory: (parts: DoorParts) => T): FactoryProvider<T> => ({
  provide,
  inject: [DOOR],
  useFactory,
});

@Module({})
export class DoorModule {
  /** The door over what a node gives it, for the country that `CountryModule` provides. */
  static over(means: DoorMeans): DynamicModule {
    return {
      module: DoorModule,
      controllers: [
        WritingController,
        ReadingController,
        AccessLogController,
        viewsController(means.views),
        HealthController,
      ],
      providers: [
        {
          provide: DOOR,
          inject: [FACTS, OTHER_FACTS],
          useFactory: (facts: CountryFacts, otherFacts: readonly CountryFacts[]): DoorParts => ({
            ...means,
            facts,
            otherFacts,
          }),
        },
        {
          provide: WRITING,
          inject: [DOOR, CommandBus],
          useFactory: (parts: DoorParts, bus: CommandBus) =>
            writingThrough(parts, {
              onCase: (order) => bus.execute(askedOfCase(order)),
              onJourney: (order) => bus.execute(askedOfJourney(order)),
            }),
        },
        from(NEED_TO_KNOW, needToKnowIn),
        ...guards.map((useClass) => ({ provide: APP_GUARD, useClass })),
        from(READING, readingThrough),
        from(ACCESS_READING, accessReadingThrough),
        from(VIEWS, viewsThrough),
      ],
    };
  }
}
