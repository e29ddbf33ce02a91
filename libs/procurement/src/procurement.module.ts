import { Module } from '@nestjs/common';
import { AttestationsModule } from '#attestations';
import { DirectoryModule } from '#directory';
import { GuidanceModule } from '#guidance';
import { AddedGuidanceResolver } from './added-guidance/added-guidance.resolver';
import { AddedGuidanceService } from './added-guidance/added-guidance.service';
import { JUDGEMENT_PROVIDERS } from './assessment/judgement.providers';
import { CandidateResolver } from './candidate/candidate.resolver';
import { CandidateService } from './candidate/candidate.service';
import { ClosedDocuments } from './consent/closed-documents';
import { CONSENT_PROVIDERS } from './consent/consent.providers';
import { DOCUMENT_PROVIDERS } from './documents/document.providers';
import { AnswerDocuments } from './evidence/answer-documents';
import { EVIDENCE_PROVIDERS } from './evidence/evidence.providers';
import { Submissions } from './evidence/submissions';
import { LaterGuidancePreviewResolver, LaterGuidanceResolver } from './later-guidance/later-guidance.resolver';
import { LaterGuidanceService } from './later-guidance/later-guidance.service';
import { PackContentsReader } from './pack/pack-contents';
import { PackMakings } from './pack/pack-makings';
import { PackService } from './pack/pack.service';
import { ProcurementPartsResolver, RequirementPartsResolver } from './procurement/procurement-parts.resolver';
import { ProcurementResolver } from './procurement/procurement.resolver';
import { ProcurementRows } from './procurement/procurement-rows';
import { ProcurementService } from './procurement/procurement.service';
import { CoverageReader, CoverageResolver } from './requirement/coverage';
import { EarlierDecisions } from './requirement/earlier-decisions';
import { GuidanceDecisions } from './requirement/guidance-decisions.service';
import { GuidanceUseReader, GuidanceUseResolver } from './requirement/guidance-use';
import { RequirementMatching } from './requirement/requirement-matching';
import { RequirementResolver } from './requirement/requirement.resolver';
import { RequirementService } from './requirement/requirement.service';
import { RequirementSuggestions } from './requirement/requirement-suggestions';
import { RETENTION_PROVIDERS } from './retention/retention.providers';
import { WatchReminders } from './watch/watch-reminders';
import { SearchResolver } from './search/search.resolver';
import { SearchService } from './search/search.service';

const SOURCING_PROVIDERS = [
  ProcurementRows,
  ProcurementService,
  ProcurementResolver,
  ProcurementPartsResolver,
  RequirementPartsResolver,
  EarlierDecisions,
  RequirementMatching,
  RequirementSuggestions,
  RequirementService,
  GuidanceDecisions,
  RequirementResolver,
  CoverageReader,
  CoverageResolver,
  GuidanceUseReader,
  GuidanceUseResolver,
  AddedGuidanceService,
  AddedGuidanceResolver,
  LaterGuidanceService,
  LaterGuidanceResolver,
  LaterGuidancePreviewResolver,
  SearchService,
  SearchResolver,
  CandidateService,
  CandidateResolver,
];

@Module({
  imports: [GuidanceModule, DirectoryModule, AttestationsModule],
  providers: [
    ...SOURCING_PROVIDERS,
    ...EVIDENCE_PROVIDERS,
    ...CONSENT_PROVIDERS,
    ...DOCUMENT_PROVIDERS,
    ...JUDGEMENT_PROVIDERS,
    ...RETENTION_PROVIDERS,
  ],
  exports: [WatchReminders, AnswerDocuments, ClosedDocuments],
})
export class ProcurementModule {}

/** What the worker makes packs with. */
export const PACK_MAKING_PROVIDERS = [
  ProcurementRows,
  Submissions,
  CoverageReader,
  PackContentsReader,
  PackService,
  PackMakings,
];
