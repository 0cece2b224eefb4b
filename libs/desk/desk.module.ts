import { Inject, Module, type DynamicModule } from '@nestjs/common';
import {
  Command,
  CommandHandler,
  Query,
  QueryHandler,
  type ICommandHandler,
  type IQueryHandler,
} from '@nestjs/cqrs';
import type { CaseCommand, CaseFile, Journey, JourneyCommand } from '#casework';
import type { Order, Outcome } from './aggregate.js';
import type { Desk } from './desk.js';
import type { Held } from './files.js';

/** Injection token of the built desk. */
export const DESK = Symbol('desk');

/** Carry out one command on one case. */
export class CarryOut extends Command<Outcome> {
  constructor(readonly order: Order<CaseFile, CaseCommand>) {
    super();
  }
}

/** Carry out one command on one journey. */
export class CarryOutOnJourney extends Command<Outcome> {
  constructor(readonly order: Order<Journey, JourneyCommand>) {
    super();
  }
}

/** One case as it is now; a file of revision -1 where there is none. */
export class ReadCase extends Query<Held<CaseFile>> {
  constructor(readonly caseId: string) {
    super();
  }
}

/** One journey as it is now; revision -1 where there is none. */
export class ReadJourney extends Query<Held<Journey>> {
  constructor(readonly journeyId: string) {
    super();
  }
}

@CommandHandler(CarryOut)
class CarryOutHandler implements ICommandHandler<CarryOut> {
  constructor(@Inject(DESK) private readonly desk: Desk) {}

  execute({ order }: CarryOut): Promise<Outcome> {
    return this.desk.cases.carryOut(order);
  }
}

@CommandHandler(CarryOutOnJourney)
class CarryOutOnJourneyHandler implements ICommandHandler<CarryOutOnJourney> {
  constructor(@Inject(DESK) private readonly desk: Desk) {}

  execute({ order }: CarryOutOnJourney): Promise<Outcome> {
    return this.desk.journeys.carryOut(order);
  }
}

@QueryHandler(ReadCase)
class ReadCaseHandler implements IQueryHandler<ReadCase> {
  constructor(@Inject(DESK) private readonly desk: Desk) {}

  execute({ caseId }: ReadCase): Promise<Held<CaseFile>> {
    return this.desk.cases.load(caseId);
  }
}

@QueryHandler(ReadJourney)
class ReadJourneyHandler implements IQueryHandler<ReadJourney> {
  constructor(@Inject(DESK) private readonly desk: Desk) {}

  execute({ journeyId }: ReadJourney): Promise<Held<Journey>> {
    return this.desk.journeys.load(journeyId);
  }
}

/** The desk on the application's command and query bus; `CqrsModule.forRoot()` is imported once by who composes. */
@Module({})
export class DeskModule {
  static of(desk: Desk): DynamicModule {
    return {
      module: DeskModule,
      providers: [
        { provide: DESK, useValue: desk },
        CarryOutHandler,
        CarryOutOnJourneyHandler,
        ReadCaseHandler,
        ReadJourneyHandler,
      ],
      exports: [DESK],
    };
  }
}
