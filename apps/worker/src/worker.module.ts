import { DynamicModule, Module } from '@nestjs/common';
import { ATTESTATION_ENTITIES, AttestationReminders } from '#attestations';
import { AUDIT_ENTITIES, AuditModule, ChainChecks, HeadSigning } from '#audit';
import { AccountRequestErasing, DIRECTORY_ENTITIES, SupplierSettling, Taxonomies } from '#directory';
import { GUIDANCE_ENTITIES } from '#guidance';
import { EndedSignIns, IDENTITY_ENTITIES } from '#identity';
import { ImportWorker, MarketRefresh, MeasureService, OpenDataReleases, PollWorker, WatchedQuestions } from '#market';
import { Configuration, ErasedFiles, PLATFORM_ENTITIES, PlatformModule, QuarantineSweep } from '#platform';
import { PACK_MAKING_PROVIDERS, PROCUREMENT_ENTITIES, RetentionReminders, WatchReminders } from '#procurement';

const ENTITIES = [
  ...PLATFORM_ENTITIES,
  ...AUDIT_ENTITIES,
  ...IDENTITY_ENTITIES,
  ...GUIDANCE_ENTITIES,
  ...DIRECTORY_ENTITIES,
  ...ATTESTATION_ENTITIES,
  ...PROCUREMENT_ENTITIES,
];

/** The jobs, and what they stand on. */
@Module({})
export class WorkerModule {
  static with(configuration: Configuration): DynamicModule {
    return {
      module: WorkerModule,
      imports: [PlatformModule.with(configuration, ENTITIES), AuditModule],
      providers: [
        WatchReminders,
        AttestationReminders,
        MarketRefresh,
        QuarantineSweep,
        HeadSigning,
        RetentionReminders,
        ErasedFiles,
        AccountRequestErasing,
        EndedSignIns,
        ImportWorker,
        PollWorker,
        SupplierSettling,
        OpenDataReleases,
        ChainChecks,
        Taxonomies,
        MeasureService,
        WatchedQuestions,
        ...PACK_MAKING_PROVIDERS,
      ],
    };
  }
}
