import { Module } from '@nestjs/common';
import { AwardResolver } from './award/award.resolver';

@Module({ providers: [AwardResolver] })
export class MarketModule {}
