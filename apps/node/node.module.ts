import { Module, type DynamicModule, type INestApplicationContext } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import {
  CountryModule,
  FACTS,
  INSTRUMENTS,
  madeOf,
  NEIGHBOURS,
  OTHER_FACTS,
  POLICY,
  token,
  type Token,
} from '#countries/module';
import { DeskModule } from '#desk/bus';
import type { Readiness } from '#door';
import { DoorModule } from '#door/http';
import { bridgeParts, type BridgeParts } from './bridge-parts.js';
import { deskParts, type DeskParts } from './desk-parts.js';
import { doorOf } from './door-means.js';
import { groundOf, type Ground } from './ground.js';
import { queriesFor } from './nations.js';
import type { Given, ProcessParts } from './process-parts.js';
import { readinessIn } from './readiness.js';
import { rolesIn } from './roles.js';

const GIVEN = token<Given>('what the process is started with');

const GROUND = token<Ground>('log, connections, event store');
const DESK_PARTS = token<DeskParts>('the desk with its keys');
/** Undefined in a process that carries no messages. */
const BRIDGE_PARTS = token<BridgeParts | undefined>('what carries messages');
const READINESS = token<() => Promise<Readiness>>('whether the process can do its work');

/** Provides what a process stands on: made of its country, as `CountryModule` provides it, and of its configuration. */
@Module({})
class GroundModule {
  static of(given: Given): DynamicModule {
    const providers = [
      { provide: GIVEN, useValue: given },
      {
        provide: GROUND,
        ...madeOf([FACTS, GIVEN], (facts, { config, logTo }) => groundOf(facts, config, logTo)),
      },
      {
        provide: DESK_PARTS,
        ...madeOf(
          [POLICY, OTHER_FACTS, INSTRUMENTS, NEIGHBOURS, GROUND, GIVEN],
          (policy, others, instruments, neighbours, ground, { config }) =>
            deskParts({ policy, others, instruments, neighbours }, ground, config),
        ),
      },
      {
        provide: BRIDGE_PARTS,
        ...madeOf(
          [NEIGHBOURS, INSTRUMENTS, GROUND, DESK_PARTS, GIVEN],
          (neighbours, instruments, ground, desk, { config }) =>
            rolesIn(config).has('bridge')
              ? bridgeParts({ neighbours, instruments }, ground, desk, config)
              : undefined,
        ),
      },
      {
        provide: READINESS,
        ...madeOf([GROUND, OTHER_FACTS, BRIDGE_PARTS, GIVEN], (ground, others, bridge, { config, life }) =>
          readinessIn(ground, others, config, life, bridge),
        ),
      },
    ];
    const exports = providers.map(({ provide }) => provide);
    return { module: GroundModule, global: true, providers, exports };
  }
}

/** A process of a node that serves agencies: its country, what it stands on, its desk on the bus, and its door. */
@Module({})
export class NodeModule {
  static of(given: Given): DynamicModule {
    const lists = queriesFor(given.country.facts);
    return {
      module: NodeModule,
      imports: [
        CqrsModule.forRoot(),
        CountryModule.of(given.country),
        GroundModule.of(given),
        DeskModule.of(madeOf([DESK_PARTS], ({ desk }) => desk)),
        DoorModule.over(
          lists,
          madeOf([GROUND, DESK_PARTS, READINESS, GIVEN], (ground, desk, readiness, { config, life }) =>
            doorOf(ground, desk, config, { ...life, readiness }),
          ),
        ),
      ],
    };
  }
}

/** What the modules of a node's application made: for the process that runs it, which follows and bridges as well. */
export const partsIn = (app: INestApplicationContext): ProcessParts => {
  const provided = <T>(what: Token<T>): T => app.get<T>(what, { strict: false });
  return {
    ground: provided(GROUND),
    desk: provided(DESK_PARTS),
    bridge: provided(BRIDGE_PARTS),
    readiness: provided(READINESS),
  };
};
