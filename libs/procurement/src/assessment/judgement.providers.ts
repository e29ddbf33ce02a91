import type { Provider } from '@nestjs/common';
import { AssessmentSummary, Decision } from '../decision/decision.entities';
import { DecisionResolver } from '../decision/decision.resolver';
import { DecisionService } from '../decision/decision.service';
import { AssurancePack } from '../pack/assurance-pack.entity';
import { PackContentsReader } from '../pack/pack-contents';
import { PackMaking } from '../pack/pack-making.entity';
import { PackMakings } from '../pack/pack-makings';
import { PackResolver } from '../pack/pack.resolver';
import { PackService } from '../pack/pack.service';
import { Notification, Watch } from '../watch/watch.entities';
import { WatchReminders } from '../watch/watch-reminders';
import { WatchResolver } from '../watch/watch.resolver';
import { Assessment, InterestDeclaration, Moderation } from './assessment.entities';
import { AssessmentResolver } from './assessment.resolver';
import { AssessmentService } from './assessment.service';
import { GridResolver } from './grid.resolver';
import { ModerationService } from './moderation.service';

/** The entities of assessment, decision, pack and watch, for the connection of an app. */
export const JUDGEMENT_ENTITIES = [
  InterestDeclaration,
  Assessment,
  Moderation,
  Decision,
  AssessmentSummary,
  AssurancePack,
  PackMaking,
  Watch,
  Notification,
];

/** What assessment, decision, pack and watch bring into the library's module. */
export const JUDGEMENT_PROVIDERS: Provider[] = [
  AssessmentService,
  ModerationService,
  AssessmentResolver,
  GridResolver,
  DecisionService,
  DecisionResolver,
  PackContentsReader,
  PackService,
  PackMakings,
  PackResolver,
  WatchReminders,
  WatchResolver,
];
