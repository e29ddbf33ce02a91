import { Module } from '@nestjs/common';
import { AuditModule } from '#audit';
import { DirectoryModule } from '#directory';
import { AwardResolver } from './award/award.resolver';
import { ImportResolver, JoinProposalResolver } from './import/import.resolver';
import { ImportService } from './import/import.service';
import { MarketResolver } from './measure/market.resolver';
import { MeasureService } from './measure/measure.service';
import { NoticeResolver } from './notice/notice.resolver';
import { OpenDataResolver } from './open-data/open-data.resolver';
import { OpenDataService } from './open-data/open-data.service';
import {
  AwardPerformanceResolver,
  ContractPerformanceResolver,
  NoticePerformanceResolver,
  SupplierPerformanceResolver,
} from './performance/performance.resolver';
import { PerformanceService } from './performance/performance.service';
import { WatchedQuestionResolver } from './watched-question/watched-question.resolver';
import { WatchedQuestionService } from './watched-question/watched-question.service';

@Module({
  imports: [AuditModule, DirectoryModule],
  providers: [
    AwardResolver,
    NoticeResolver,
    SupplierPerformanceResolver,
    AwardPerformanceResolver,
    ContractPerformanceResolver,
    NoticePerformanceResolver,
    PerformanceService,
    MarketResolver,
    MeasureService,
    ImportResolver,
    JoinProposalResolver,
    ImportService,
    OpenDataResolver,
    OpenDataService,
    WatchedQuestionResolver,
    WatchedQuestionService,
  ],
  exports: [OpenDataService],
})
export class MarketModule {}
