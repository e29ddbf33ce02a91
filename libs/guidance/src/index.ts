import { GuidanceDocument } from './document/guidance-document.entity';
import { GuidanceItem, GuidanceRelation } from './item/guidance-item.entity';

export { GuidanceModule } from './guidance.module';
export { GuidanceDocument } from './document/guidance-document.entity';
export { GuidanceItem, GuidanceRelation, isCurrentItem } from './item/guidance-item.entity';
export { STAGES, THEMES } from './item/vocabulary';
export { Catalogue } from './matching/catalogue';
export { MatchAnswerInput, MatchQuestion, MatchReason, MAXIMUM_ANSWERS, OneToEachQuestion } from './matching/match.resolver';
export { GuidanceItemChange } from './version/guidance-version.inputs';
export { replacementsIn } from './version/replacements';
export { changesBetween, type ItemChange } from './version/version-changes';
export { itemsOfVersion } from './version/version-items';
export { guidanceItemIds, guidanceSeed } from './seed/guidance.seed';

/** The entities of this library, for the connection of an app. */
export const GUIDANCE_ENTITIES = [GuidanceDocument, GuidanceItem, GuidanceRelation];
