import { Controller, Get } from '@nestjs/common';
import { SharedDocuments } from '../api/operations';
import { For } from '../page/door';
import { CurrentVisit, Visit } from '../page/visit';

/** What suppliers let a buyer open by their word, beside what comes with answers. */
@Controller('shared-documents')
@For('BUYER')
export class SharedDocumentsController {
  @Get()
  async list(@CurrentVisit() visit: Visit): Promise<void> {
    const { sharedDocuments } = await visit.ask(SharedDocuments);
    await visit.show('documents/shared', { documents: sharedDocuments });
  }
}
