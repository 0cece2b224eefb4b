import { Module, type DynamicModule } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { askedOfCase, askedOfJourney } from '#desk';
import { AccessLogController } from './access-log.controller.js';
import { ACCESS_READING, accessReadingThrough } from './access-log-read.js';
import { HealthController } from './health.controller.js';
import { DOOR, type DoorParts } from './parts.js';
import { ReadingController } from './reading.controller.js';
import { READING, readingThrough } from './reading.js';
import { viewsController } from './views.controller.js';
import { VIEWS, viewsThrough } from './views.js';
import { WritingController } from './writing.controller.js';
import { WRITING, writingThrough } from './writing.js';

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
        { provide: READING, useValue: readingThrough(parts) },
        { provide: ACCESS_READING, useValue: accessReadingThrough(parts) },
        { provide: VIEWS, useValue: viewsThrough(parts) },
      ],
    };
  }
}
