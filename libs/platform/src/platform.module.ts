import { DynamicModule, Global, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_PIPE } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Configuration } from './configuration/configuration';
import { CONFIGURATION } from './configuration/token';
import { PolicyGuard } from './caller/policy';
import { applicationDataSource } from './database/data-source';
import { Transactions } from './database/transactions';
import { DocumentService } from './documents/document.service';
import { DocumentStore } from './documents/document-store';
import { DateScalar, DateTimeScalar } from './graphql/scalars';
import { InputPipe } from './graphql/text-pipe';
import { HealthController } from './health/health.controller';
import { RefusalFilter } from './http/refusal.filter';
import { JobRunner } from './jobs/jobs';
import { Reader } from './reads/reader';
import { Statements } from './reads/statements';
import { MetricsController } from './telemetry/metrics.controller';
import { OperationMetrics } from './telemetry/operation-metrics';

/** What every other library stands on. Made once, for one configuration and the entities of the libraries in the house. */
@Global()
@Module({})
export class PlatformModule {
  static with(
    configuration: Configuration,
    entities: NonNullable<Parameters<typeof applicationDataSource>[0]['entities']>,
  ): DynamicModule {
    if (configuration.database.url === undefined)
      throw new Error('DATABASE_URL is missing. Set it, or run "assay start", which brings its own PostgreSQL.');
    const database = { ...configuration.database, url: configuration.database.url, entities };
    const shared = [
      Transactions,
      Statements,
      Reader,
      OperationMetrics,
      DocumentStore,
      DocumentService,
      JobRunner,
      { provide: CONFIGURATION, useValue: configuration },
    ];
    return {
      module: PlatformModule,
      imports: [TypeOrmModule.forRoot({ ...applicationDataSource(database), retryAttempts: 3, retryDelay: 500 })],
      controllers: [HealthController, MetricsController],
      providers: [
        ...shared,
        DateScalar,
        DateTimeScalar,
        { provide: APP_GUARD, useClass: PolicyGuard },
        { provide: APP_PIPE, useClass: InputPipe },
        { provide: APP_FILTER, useClass: RefusalFilter },
      ],
      exports: shared,
    };
  }
}
