import { Module } from '@nestjs/common';
import { AuditModule } from '#audit';
import { GuidanceItemResolver } from './item/guidance-item.resolver';
import { Catalogue } from './matching/catalogue';
import { MatchResolver } from './matching/match.resolver';
import { GuidanceRelationResolver } from './relation/guidance-relation.resolver';
import { GuidanceRelationService } from './relation/guidance-relation.service';
import { GuidanceVersionResolver } from './version/guidance-version.resolver';
import { GuidanceVersionService } from './version/guidance-version.service';

@Module({
  imports: [AuditModule],
  providers: [
    GuidanceItemResolver,
    Catalogue,
    MatchResolver,
    GuidanceVersionResolver,
    GuidanceVersionService,
    GuidanceRelationResolver,
    GuidanceRelationService,
  ],
  exports: [Catalogue],
})
export class GuidanceModule {}
