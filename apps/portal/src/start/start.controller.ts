import { Controller, Get } from '@nestjs/common';
import { Start } from '../api/operations';
import { Public } from '../page/door';
import { CurrentVisit, Visit } from '../page/visit';

/** The start page: what this is, what is in it, and where to go on. */
@Controller()
@Public()
export class StartController {
  @Get()
  async start(@CurrentVisit() visit: Visit): Promise<void> {
    const { suppliers, guidanceDocuments } = await visit.ask(Start);
    await visit.show('start', {
      suppliers: suppliers.totalCount,
      documents: guidanceDocuments.length,
      items: guidanceDocuments.reduce((sum, { itemCount }) => sum + itemCount, 0),
    });
  }
}
