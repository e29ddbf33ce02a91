import { PERSISTED_OPERATIONS } from './persisted-operations';
import { DynamicModule, Module } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { ATTESTATION_ENTITIES, AttestationsModule } from '#attestations';
import { AUDIT_ENTITIES, AuditModule } from '#audit';
import { DIRECTORY_ENTITIES, DirectoryModule } from '#directory';
import { GUIDANCE_ENTITIES, GuidanceModule } from '#guidance';
import { IDENTITY_ENTITIES, IdentityModule } from '#identity';
import { MARKET_ENTITIES, MarketModule } from '#market';
import { Configuration, graphqlModule, PLATFORM_ENTITIES, PlatformModule, TrustedDocuments } from '#platform';
import { PROCUREMENT_ENTITIES, ProcurementModule } from '#procurement';
import { DeclarationsController } from './attestations/declarations.controller';
import { AuditTrailController } from './audit-trail/audit-trail.controller';
import { DocumentController } from './documents/document.controller';
import { OpenDataController } from './open-data/open-data.controller';

const ENTITIES = [
  ...PLATFORM_ENTITIES,
  ...AUDIT_ENTITIES,
  ...IDENTITY_ENTITIES,
  ...GUIDANCE_ENTITIES,
  ...DIRECTORY_ENTITIES,
  ...ATTESTATION_ENTITIES,
  ...MARKET_ENTITIES,
  ...PROCUREMENT_ENTITIES,
];

/** The libraries in the house, from the lower floor up. */
@Module({})
export class ApiModule {
  static with(configuration: Configuration): DynamicModule {
    return {
      module: ApiModule,
      imports: [
        PlatformModule.with(configuration, ENTITIES),
        graphqlModule(PERSISTED_OPERATIONS),
        AuditModule,
        IdentityModule,
        GuidanceModule,
        DirectoryModule,
        AttestationsModule,
        MarketModule,
        ProcurementModule,
      ],
      controllers: [AuditTrailController, DeclarationsController, DocumentController, OpenDataController],
      providers: [
        {
          provide: TrustedDocuments,
          inject: [ModuleRef],
          useFactory: (modules: ModuleRef) => new TrustedDocuments(PERSISTED_OPERATIONS, modules),
        },
      ],
    };
  }
}
