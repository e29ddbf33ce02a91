import { DynamicModule, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD } from '@nestjs/core';
import { CONFIGURATION, Configuration } from '#platform';
import { ApiClient } from './api/api-client';
import { CONTROLLERS } from './controllers';
import { Assets } from './page/assets';
import { Door } from './page/door';
import { FormTokens } from './page/form-tokens';
import { Messages } from './page/messages';
import { ProblemFilter } from './page/problem.filter';
import { Views } from './page/views';
import { Visits } from './page/visits';

@Module({})
export class PortalModule {
  static with(configuration: Configuration): DynamicModule {
    return {
      module: PortalModule,
      controllers: CONTROLLERS,
      providers: [
        { provide: CONFIGURATION, useValue: configuration },
        { provide: APP_FILTER, useClass: ProblemFilter },
        { provide: APP_GUARD, useClass: Door },
        { provide: Messages, useFactory: () => new Messages() },
        ApiClient,
        Assets,
        FormTokens,
        Views,
        Visits,
      ],
    };
  }
}
