import { Award } from './award/award.entity';
import { ImportProblem, ImportRun } from './import/import-run.entity';
import { JoinProposal } from './import/join-proposal.entity';
import { Notice } from './notice/notice.entity';
import { OpenDataDataset, OpenDataFile, OpenDataRelease } from './open-data/open-data.entities';
import { ContractPerformance } from './performance/contract-performance.entity';
import { SupplierPerformance } from './performance/supplier-performance.entity';
import { WatchedQuestion } from './watched-question/watched-question.entity';

export { MarketModule } from './market.module';
export { Award } from './award/award.entity';
export { Notice } from './notice/notice.entity';
export { MARKET_REFRESH, MarketRefresh, refreshMarket } from './measure/market-refresh';
export { everyBreakdown } from './measure/dimensions';
export { prepareAnswers } from './measure/market-answers';
export { FIGURES, MEASURES, type MeasureDefinition } from './measure/definitions';
export { IMPORT, ImportKindEnum, type ImportKind, type ImportOptions } from './import/import-run.entity';
export { ImportRunner, type ImportProgress, type ImportReport } from './import/import-runner';
export { readSummary, type RegisterSummary } from './import/register-summary';
export { contentOf, openSource, UnreadableSource, type ImportSource } from './import/import-source';
export { ImportWorker } from './import/import-worker';
export { PollWorker } from './poll/poll-worker';
export { JOIN } from './import/join-proposal.entity';
export { OpenDataReleases } from './open-data/open-data-releases';
export { OpenDataService } from './open-data/open-data.service';
export { RELEASE } from './open-data/open-data.entities';
export { writeRelease, type EarlierRelease, type WrittenRelease } from './open-data/release-writer';
export { MeasureService } from './measure/measure.service';
export { WatchedQuestions } from './watched-question/watched-questions';
export { measureJoins, type JoinFigures } from './sample/measure-joins';
export { measureTerms, type TermFigures } from './sample/measure-terms';
export { readSampleMarket } from './sample/sample-market';
export { findATenderSeed } from './seed/find-a-tender.seed';

/** The entities of this library, for the connection of an app. */
export const MARKET_ENTITIES = [
  Notice,
  Award,
  ContractPerformance,
  SupplierPerformance,
  ImportRun,
  ImportProblem,
  JoinProposal,
  OpenDataRelease,
  OpenDataDataset,
  OpenDataFile,
  WatchedQuestion,
];
