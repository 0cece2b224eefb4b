import { Module, type DynamicModule } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { CommandBus } from '@nestjs/cqrs';
import { askedOfCase, askedOfJourney } from '#desk/bus';
import { AccessLogController } from './access-log.controller.js';
import { ACCESS_READING, accessReadingThrough } from './access-log-read.js';
import { CallerGuard } from './guards/caller.guard.js';
import { KindGuard } from './guards/kind.guard.js';
import { NeedToKnowGuard } from './guards/need-to-know.guard.js';
import { AddressGuard } from './guards/address.guard.js';
import { WriteGuard } from './guards/write.guard.js';
import { HealthController } from './health.controller.js';
import { NEED_TO_KNOW, needToKnowIn } from './need-to-know.js';
import { DOOR, type DoorParts } from './parts.js';
import { ReadingController } from './reading.controller.js';
import { READING, readingThrough } from './reading.js';
import { viewsController } from './views.controller.js';
import { VIEWS, viewsThrough } from './views.js';
import { WritingController } from './writing.controller.js';
import { WRITING, writingThrough } from './writing.js';

/** In this order at every address, each where the address gives it something to ask: what is refused first stands first. */
const guards = [CallerGuard, KindGuard, AddressGuard, WriteGuard, NeedToKnowGuard] as const;

@Module({})
export class DoorModule {
  /** The door of one country, over the parts given. */
  static over(parts: DoorParts): DynamicModule {
    return {
      module: DoorModule,
      controllers: [
        WritingController,
        ReadingController,
        AccessLogController,
        viewsController(parts.views),
        HealthController,
      ],
      providers: [
        { provide: DOOR, useValue: parts },
        {
          provide: WRITING,
          inject: [CommandBus],
          useFactory: (bus: CommandBus) =>
            writingThrough(parts, {
              onCase: (order) => bus.execute(askedOfCase(order)),
              onJourney: (order) => bus.execute(askedOfJourney(order)),
            }),
        },
        { provide: NEED_TO_KNOW, useValue: needToKnowIn(parts) },
        ...guards.map((useClass) => ({ provide: APP_GUARD, useClass })),
        { provide: READING, useValue: readingThrough(parts) },
        { provide: ACCESS_READING, useValue: accessReadingThrough(parts) },
        { provide: VIEWS, useValue: viewsThrough(parts) },
      ],
    };
  }
}
