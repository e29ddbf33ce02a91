import type { Provider } from '@nestjs/common';
import { ErasingService } from './erasing.service';
import { ErasedProcurement, RetentionHold } from './retention.entities';
import { RetentionResolver } from './retention.resolver';
import { RetentionService } from './retention.service';

/** The entities of retention, for the connection of an app. */
export const RETENTION_ENTITIES = [RetentionHold, ErasedProcurement];

/** What retention brings into the library's module. */
export const RETENTION_PROVIDERS: Provider[] = [RetentionService, ErasingService, RetentionResolver];
