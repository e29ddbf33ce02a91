import { DynamicModule, Module } from '@nestjs/common';
import { AUDIT_ENTITIES, AuditModule } from '#audit';
import { IDENTITY_ENTITIES, IdentityModule } from '#identity';
import { Configuration, graphqlModule, PLATFORM_ENTITIES, PlatformModule } from '#platform';
import { DocumentController } from './documents/document.controller';

/** The libraries in the house, from the lower floor up. */
@Module({})
export class ApiModule {
  static with(configuration: Configuration): DynamicModule {
    const entities = [...PLATFORM_ENTITIES, ...AUDIT_ENTITIES, ...IDENTITY_ENTITIES];
    return {
      module: ApiModule,
      imports: [PlatformModule.with(configuration, entities), graphqlModule(), AuditModule, IdentityModule],
      controllers: [DocumentController],
    };
  }
}
