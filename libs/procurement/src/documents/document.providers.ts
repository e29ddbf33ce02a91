import type { Provider } from '@nestjs/common';
import { OwnDocumentResolver } from './own-document.resolver';
import { OwnDocumentService } from './own-document.service';

/** What a supplier does with its own documents brings this into the library's module. */
export const DOCUMENT_PROVIDERS: Provider[] = [OwnDocumentService, OwnDocumentResolver];
