import type { Provider } from '@nestjs/common';
import { ClosedDocuments } from './closed-documents';
import { DocumentConsentResolver } from './document-consent.resolver';
import { DocumentConsentService } from './document-consent.service';
import { DocumentLoader } from './document-loader';
import { OwnDocuments } from './own-documents';
import { SharedDocuments } from './shared-documents';

/** What the consent to open documents brings into the library's module. */
export const CONSENT_PROVIDERS: Provider[] = [
  OwnDocuments,
  DocumentLoader,
  SharedDocuments,
  ClosedDocuments,
  DocumentConsentService,
  DocumentConsentResolver,
];
