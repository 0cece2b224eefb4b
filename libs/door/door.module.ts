import { Module, type DynamicModule, type Provider } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { CommandBus } from '@nestjs/cqrs';
import type { ViewQuery } from '#agencies';
import { FACTS, madeOf, OTHER_FACTS, token, type Source, type Token } from '#countries/module';
import { askedOfCase, askedOfInstruments, askedOfJourney, askedOfPeople } from '#desk/bus';
import { AccessLogController } from './access-log.controller.js';
import { ACCESS_READING, accessReadingThrough } from './access-log-read.js';
import { AddressGuard } from './guards/address.guard.js';
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

/**
 * In this order at every address, each where the address gives it something to ask: what is refused first stands first. Who
 * calls was asked before, by a hook (caller.ts).
 */
const guards = [KindGuard, AddressGuard, WriteGuard, NeedToKnowGuard] as const;

/** What is made of the parts of the door. */
const from = <T>(provide: Token<T>, make: (parts: DoorParts) => T): Provider<T> => ({
  provide,
  ...madeOf([DOOR], make),
});

const MEANS = token<DoorMeans>('what the node gives its door');

@Module({})
export class DoorModule {
  /** The door to these lists, over what a node gives it, for the country that `CountryModule` provides. */
  static over(views: readonly ViewQuery[], means: Source<DoorMeans>): DynamicModule {
    return {
      module: DoorModule,
      controllers: [
        WritingController,
        ReadingController,
        AccessLogController,
        viewsController(views),
        HealthController,
      ],
      providers: [
        { provide: MEANS, ...means },
        {
          provide: DOOR,
          ...madeOf([MEANS, FACTS, OTHER_FACTS], (given, facts, otherFacts): DoorParts => ({
            ...given,
            views,
            facts,
            otherFacts,
          })),
        },
        {
          provide: WRITING,
          inject: [DOOR, CommandBus],
          useFactory: (parts: DoorParts, bus: CommandBus) =>
            writingThrough(parts, {
              onCase: (order) => bus.execute(askedOfCase(order)),
              onJourney: (order) => bus.execute(askedOfJourney(order)),
              onInstruments: (order) => bus.execute(askedOfInstruments(order)),
              onPeople: (order) => bus.execute(askedOfPeople(order)),
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
