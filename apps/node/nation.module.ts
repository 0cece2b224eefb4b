import { Module, type DynamicModule } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import type { Desk } from '#desk';
import { DeskModule } from '#desk/bus';
import type { DoorParts } from '#door';
import { DoorModule } from '#door/http';

/** The desk of a nation behind its door. */
@Module({})
export class NationModule {
  static over({ desk, door }: { readonly desk: Desk; readonly door: DoorParts }): DynamicModule {
    return {
      module: NationModule,
      imports: [CqrsModule.forRoot(), DeskModule.of(desk), DoorModule.over(door)],
    };
  }
}
