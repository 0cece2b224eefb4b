import { Module, type DynamicModule } from '@nestjs/common';
import type { Source } from '#countries/module';
import type { Desk } from './desk.js';
import { caseProcesses, DESK, journeyProcess } from './process-commands.js';

/** The desk on the application's command bus: one command handler (design: CQRS) a process. */
@Module({})
export class DeskModule {
  /** `CqrsModule.forRoot()` is imported once by who composes. */
  static of(desk: Source<Desk>): DynamicModule {
    const handlers = [...caseProcesses, journeyProcess].map(({ handler }) => handler);
    return {
      module: DeskModule,
      providers: [{ provide: DESK, ...desk }, ...handlers],
      exports: [DESK],
    };
  }
}
