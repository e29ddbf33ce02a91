import { Module } from '@nestjs/common';
import { AwardResolver } from './award/award.resolver';
import { NoticeResolver } from './notice/notice.resolver';

@Module({ providers: [AwardResolver, NoticeResolver] })
export class MarketModule {}
