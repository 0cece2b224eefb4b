import { Inject, Module, type DynamicModule, type Type } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import {
  instrumentRecord,
  journeyRecord,
  peopleRecord,
  records,
  type CaseCommand,
  type InstrumentCommand,
  type JourneyCommand,
  type PeopleCommand,
} from '#casework';
import type { Source, Token } from '#countries/module';
import type { Order, Outcome } from './aggregate.js';
import type { Desk } from './desk.js';

/** Injection token of the built desk. */
export const DESK: Token<Desk> = Symbol('desk');

/** What the bus carries: an order, which is a value. Each process has a class of its own, under its own name. */
export abstract class GivenCommand<C> extends Command<Outcome> {
  constructor(readonly order: Order<C>) {
    super();
  }
}

interface Recorded {
  readonly name: string;
  readonly commands: object;
  readonly systemCommands: object;
}

/** A process on the bus: its command, and the one handler that carries it out. */
export interface ProcessOnBus<C> {
  readonly name: string;
  /** Types of its commands. */
  readonly types: readonly string[];
  readonly command: new (order: Order<C>) => GivenCommand<C>;
  readonly handler: Type<ICommandHandler<GivenCommand<C>>>;
}

/** Errors and logs tell a class by its name. */
const named = <T extends object>(made: T, name: string): T =>
  Object.defineProperty(made, 'name', { value: name });

const onBus = <C>(
  { name, commands, systemCommands }: Recorded,
  carryOut: (desk: Desk, order: Order<C>) => Promise<Outcome>,
): ProcessOnBus<C> => {
  class AskedHere extends GivenCommand<C> {}
  @CommandHandler(AskedHere)
  class Carrying implements ICommandHandler<GivenCommand<C>> {
    constructor(@Inject(DESK) readonly desk: Desk) {}

    execute({ order }: GivenCommand<C>): Promise<Outcome> {
      return carryOut(this.desk, order);
    }
  }
  return {
    name,
    types: [...Object.keys(commands), ...Object.keys(systemCommands)],
    command: named(AskedHere, name),
    handler: named(Carrying, `${name} handler`),
  };
};

/** Every process of a case of which something can be asked, from the one list. */
export const caseProcesses: readonly ProcessOnBus<CaseCommand>[] = Object.values(records)
  .map((record) => onBus<CaseCommand>(record, ({ cases }, order) => cases.carryOut(order)))
  .filter(({ types }) => types.length > 0);

/** The process of a journey. */
export const journeyProcess: ProcessOnBus<JourneyCommand> = onBus(journeyRecord, ({ journeys }, order) =>
  journeys.carryOut(order),
);

/** The process of the instruments. */
export const instrumentProcess: ProcessOnBus<InstrumentCommand> = onBus(
  instrumentRecord,
  ({ instruments }, order) => instruments.carryOut(order),
);

/** The process of the people. */
export const peopleProcess: ProcessOnBus<PeopleCommand> = onBus(peopleRecord, ({ people }, order) =>
  people.carryOut(order),
);

/** The command of the process that an order belongs to; throws where none has such a command. */
const askedAmong = <C extends { readonly type: string }>(processes: readonly ProcessOnBus<C>[]) => {
  const byType = new Map(processes.flatMap((process) => process.types.map((type) => [type, process])));
  return (order: Order<C>): GivenCommand<C> => {
    const process = byType.get(order.command.type);
    if (!process) throw new Error(`No process has a command ${order.command.type}.`);
    return new process.command(order);
  };
};

/** An order on a case as its process takes it from the bus. */
export const askedOfCase = askedAmong(caseProcesses);
/** An order on a journey as its process takes it from the bus. */
export const askedOfJourney = askedAmong([journeyProcess]);
/** An order on the instruments as their process takes it from the bus. */
export const askedOfInstruments = askedAmong([instrumentProcess]);

/** An order on the people as their process takes it from the bus. */
export const askedOfPeople = askedAmong([peopleProcess]);

/** The desk on the application's command bus: one command handler (design: CQRS) a process. */
@Module({})
export class DeskModule {
  /** `CqrsModule.forRoot()` is imported once by who composes. */
  static of(desk: Source<Desk>): DynamicModule {
    const handlers = [...caseProcesses, journeyProcess, instrumentProcess, peopleProcess].map(
      ({ handler }) => handler,
    );
    return {
      module: DeskModule,
      providers: [{ provide: DESK, ...desk }, ...handlers],
      exports: [DESK],
    };
  }
}
