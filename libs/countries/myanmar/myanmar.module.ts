import { Module, type DynamicModule } from '@nestjs/common';
import { nationalImports, type NationalParts } from '../national.js';

/** What makes a node Myanmar's. */
@Module({})
export class MyanmarModule {
  static over(parts: NationalParts): DynamicModule {
    return { module: MyanmarModule, imports: nationalImports(parts) };
  }
}
