import { Module, type DynamicModule } from '@nestjs/common';
import { nationalImports, type NationalParts } from '../national.js';

/** What makes a node Thailand's. */
@Module({})
export class ThailandModule {
  static over(parts: NationalParts): DynamicModule {
    return { module: ThailandModule, imports: nationalImports(parts) };
  }
}
