import type { DynamicModule } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import type { Country, CountryFacts, Policy } from '#casework';
import { DeskModule, type Desk } from '#desk';
import { DoorModule, type DoorParts } from '#door';

export interface NationalParts {
  readonly desk: Desk;
  readonly door: DoorParts;
}

/** What a country hands to the node that is to be its own. */
export interface NationalNode {
  readonly facts: CountryFacts;
  /** What it decides by its own law and practice. */
  readonly policy: Policy;
  readonly neighbours: readonly Country[];
  readonly module: (parts: NationalParts) => DynamicModule;
}

/** The modules that every national module stands on. */
export const nationalImports = ({ desk, door }: NationalParts): DynamicModule[] => [
  CqrsModule.forRoot(),
  DeskModule.of(desk),
  DoorModule.over(door),
];
