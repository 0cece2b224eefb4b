import { Module, type DynamicModule } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { DeskModule, type Desk } from '#desk';
import { DoorModule, type DoorParts } from '#door';

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
