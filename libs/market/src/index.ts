import { Award } from './award/award.entity';
import { Notice } from './notice/notice.entity';

export { MarketModule } from './market.module';
export { Award } from './award/award.entity';
export { Notice } from './notice/notice.entity';
export { MARKET_REFRESH, MarketRefresh, refreshMarket } from './measure/market-refresh';
export { FIGURES, MEASURES, type MeasureDefinition } from './measure/definitions';
export { findATenderSeed } from './seed/find-a-tender.seed';

/** The entities of this library, for the connection of an app. */
export const MARKET_ENTITIES = [Notice, Award];
