import { Controller, Get, Param } from '@nestjs/common';
import { For } from '../page/door';
import { CurrentVisit, Visit } from '../page/visit';

/** Files of the evidence, to those whom the API lets read them; each reading is in the record. */
@Controller('documents')
@For()
export class DocumentsController {
  @Get(':id')
  document(@CurrentVisit() visit: Visit, @Param('id') id: string): Promise<void> {
    return visit.passOn(`/documents/${encodeURIComponent(id)}`);
  }
}
