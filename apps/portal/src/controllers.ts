import type { Type } from '@nestjs/common';
import { AccountRequestController } from './account-request/account-request.controller';
import { AccountController } from './account/account.controller';
import { MembersController } from './account/members.controller';
import { OpenIdAccountController } from './account/openid-account.controller';
import { SecondFactorController } from './account/second-factor.controller';
import { TokensController } from './account/tokens.controller';
import { GuidanceController } from './guidance/guidance.controller';
import { MatchController } from './guidance/match.controller';
import { InvitationsController } from './invitations/invitations.controller';
import { AttestationFileController } from './our/attestation-file.controller';
import { OfferController } from './invitations/offer.controller';
import { OurAttestationsController } from './our/attestations.controller';
import { OurPageController } from './our/page.controller';
import { OurPageRequestController } from './our/page-request.controller';
import { OurProductsController } from './our/products.controller';
import { OurDocumentsController } from './our/documents.controller';
import { OwnDocumentsController } from './our/own-documents.controller';
import { ReadingsController } from './our/readings.controller';
import { MarketController } from './market/market.controller';
import { WatchedController } from './market/watched.controller';
import { OpenDataController } from './open-data/open-data.controller';
import { AccountRequestsController } from './oversight/account-requests.controller';
import { CatalogueController } from './oversight/catalogue.controller';
import { ChecksController } from './oversight/checks.controller';
import { ClaimsController } from './oversight/claims.controller';
import { ImportsController } from './oversight/imports.controller';
import { JoinsController } from './oversight/joins.controller';
import { OrganisationPeopleController } from './oversight/organisation-people.controller';
import { OrganisationsController } from './oversight/organisations.controller';
import { PageRequestsController } from './oversight/page-requests.controller';
import { RelationsController } from './oversight/relations.controller';
import { AssetsController } from './page/assets.controller';
import { DocumentsController } from './documents/documents.controller';
import { SharedDocumentsController } from './documents/shared-documents.controller';
import { AssessmentController } from './procurement/assessment.controller';
import { CoverageController } from './procurement/coverage.controller';
import { LaterGuidanceController } from './procurement/later-guidance.controller';
import { MatchesController } from './procurement/matches.controller';
import { MoreGuidanceController } from './procurement/more-guidance.controller';
import { NoticesController } from './procurement/notices.controller';
import { ProcurementsController } from './procurement/procurements.controller';
import { CriteriaController } from './procurement/criteria.controller';
import { DecisionController } from './procurement/decision.controller';
import { ModerationController } from './procurement/moderation.controller';
import { RetentionController } from './procurement/retention.controller';
import { RequestController } from './procurement/request.controller';
import { ProcurementSearchController } from './procurement/search.controller';
import { ShortlistController } from './procurement/shortlist.controller';
import { RequirementsController } from './procurement/requirements.controller';
import { RecordController } from './record/record.controller';
import { RecordsController } from './record/records.controller';
import { OpenIdController } from './session/openid.controller';
import { SessionController } from './session/session.controller';
import { HealthController } from './start/health.controller';
import { LanguageController } from './start/language.controller';
import { SigningKeyController } from './start/signing-key.controller';
import { StartController } from './start/start.controller';
import { StatementsController } from './start/statements.controller';
import { SchemesController } from './suppliers/schemes.controller';
import { PublishedNoticesController } from './notices/published-notices.controller';
import { SuppliersController } from './suppliers/suppliers.controller';

/** Every page, a line for each part of the portal. */
export const CONTROLLERS: Type[] = [
  StartController,
  StatementsController,
  LanguageController,
  SessionController,
  OpenIdController,
  AccountRequestController,
  AccountController,
  SecondFactorController,
  OpenIdAccountController,
  TokensController,
  MembersController,
  NoticesController,
  ProcurementsController,
  RequirementsController,
  MatchesController,
  CoverageController,
  LaterGuidanceController,
  MoreGuidanceController,
  ProcurementSearchController,
  ShortlistController,
  CriteriaController,
  RequestController,
  AssessmentController,
  ModerationController,
  DecisionController,
  RetentionController,
  RecordsController,
  ChecksController,
  ClaimsController,
  PageRequestsController,
  AccountRequestsController,
  OrganisationsController,
  OrganisationPeopleController,
  ImportsController,
  JoinsController,
  CatalogueController,
  RelationsController,
  RecordController,
  InvitationsController,
  AttestationFileController,
  OfferController,
  OurAttestationsController,
  OurProductsController,
  OwnDocumentsController,
  OurDocumentsController,
  OurPageController,
  OurPageRequestController,
  ReadingsController,
  DocumentsController,
  SharedDocumentsController,
  SigningKeyController,
  SuppliersController,
  PublishedNoticesController,
  SchemesController,
  MarketController,
  WatchedController,
  OpenDataController,
  MatchController,
  GuidanceController,
  AssetsController,
  HealthController,
];
