import { Module } from '@nestjs/common';
import { GuidanceItemResolver } from './item/guidance-item.resolver';
import { Catalogue } from './matching/catalogue';
import { MatchResolver } from './matching/match.resolver';

@Module({ providers: [GuidanceItemResolver, Catalogue, MatchResolver], exports: [Catalogue] })
export class GuidanceModule {}
