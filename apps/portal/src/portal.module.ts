import { DynamicModule, Module } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { CONFIGURATION, Configuration } from '#platform';
import { ApiClient } from './api-client';
import { AssetsController } from './assets.controller';
import { ProblemFilter } from './problem.filter';
import { FormTokens } from './session/form-tokens';
import { SessionController } from './session/session.controller';
import { HealthController } from './start/health.controller';
import { StartController } from './start/start.controller';
import { Views } from './views';

@Module({})
export class PortalModule {
  static with(configuration: Configuration): DynamicModule {
    return {
      module: PortalModule,
      controllers: [StartController, SessionController, AssetsController, HealthController],
      providers: [
        { provide: CONFIGURATION, useValue: configuration },
        { provide: APP_FILTER, useClass: ProblemFilter },
        ApiClient,
        FormTokens,
        Views,
      ],
    };
  }
}
