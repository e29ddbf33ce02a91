import type { Provider } from '@nestjs/common';
import { EarlierAnswers } from './earlier-answers';
import { Clarification } from '../clarification/clarification.entity';
import { ClarificationResolver } from '../clarification/clarification.resolver';
import { ClarificationService } from '../clarification/clarification.service';
import { AnswerDocuments } from './answer-documents';
import { AnswerSheets } from './answer-sheets';
import { AnswerService } from './answer.service';
import { Correspondence } from './correspondence';
import { DeadlineExtensionService } from './deadline-extension.service';
import { EvidenceRequest } from './evidence-request.entity';
import { EvidenceRequestResolver, ProcurementEvidenceResolver } from './evidence-request.resolver';
import { EvidenceRequestService } from './evidence-request.service';
import { EvidenceSnapshots } from './evidence-snapshots';
import { InvitationRows } from './invitation-rows';
import { Invitation } from './invitation.entity';
import { InvitationResolver } from './invitation.resolver';
import { InvitationService } from './invitation.service';
import { OfferService } from './offer.service';
import { ResponseOpening } from './response-opening';
import { SheetLoader } from './sheet-loader';
import { Submission } from './submission.entity';
import { SubmissionResolver } from './submission.resolver';
import { SubmissionService } from './submission.service';
import { Submissions } from './submissions';

/** The entities of evidence and clarification, for the connection of an app. */
export const EVIDENCE_ENTITIES = [EvidenceRequest, Invitation, Submission, Clarification];

/** What evidence and clarification bring into the library's module. */
export const EVIDENCE_PROVIDERS: Provider[] = [
  Correspondence,
  InvitationRows,
  EvidenceRequestService,
  DeadlineExtensionService,
  EvidenceRequestResolver,
  ProcurementEvidenceResolver,
  InvitationService,
  InvitationResolver,
  ResponseOpening,
  AnswerDocuments,
  AnswerSheets,
  AnswerService,
  OfferService,
  SheetLoader,
  EarlierAnswers,
  EvidenceSnapshots,
  SubmissionService,
  SubmissionResolver,
  Submissions,
  ClarificationService,
  ClarificationResolver,
];
