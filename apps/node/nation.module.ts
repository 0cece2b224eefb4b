import { Module, type DynamicModule } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { countries } from '#casework';
import { factsOf } from '#countries';
import type { Desk } from '#desk';
import { DeskModule } from '#desk/bus';
import type { DoorMeans } from '#door';
import { CountryModule, DoorModule } from '#door/http';
import type { Nation } from './nations.js';

/** A nation's api: its country, and the desk behind its door. */
@Module({})
export class NationModule {
  static over(
    { facts }: Nation,
    { desk, door }: { readonly desk: Desk; readonly door: DoorMeans },
  ): DynamicModule {
    const others = countries.filter((country) => country !== facts.country).map(factsOf);
    return {
      module: NationModule,
      imports: [
        CqrsModule.forRoot(),
        CountryModule.of({ facts, others }),
        DeskModule.of(desk),
        DoorModule.over(door),
      ],
    };
  }
}
