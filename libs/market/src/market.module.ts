import { Module } from '@nestjs/common';
import { DirectoryModule } from '#directory';
import { AwardResolver } from './award/award.resolver';
import { MarketResolver } from './measure/market.resolver';
import { MeasureService } from './measure/measure.service';
import { NoticeResolver } from './notice/notice.resolver';

@Module({ imports: [DirectoryModule], providers: [AwardResolver, NoticeResolver, MarketResolver, MeasureService] })
export class MarketModule {}
