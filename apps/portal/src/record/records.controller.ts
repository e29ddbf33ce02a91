import { Controller, Get } from '@nestjs/common';
import { RecordsDue } from '../api/operations';
import { For } from '../page/door';
import { CurrentVisit, Visit } from '../page/visit';

/** When the records of a buyer's procurements fall due, and what is left of those that were erased, for its administrators. */
@Controller('records')
@For('BUYER')
export class RecordsController {
  @Get()
  async list(@CurrentVisit() visit: Visit): Promise<void> {
    const { recordsDue, erasedProcurements } = await visit.ask(RecordsDue, { after: visit.field('after') || null });
    const { edges, pageInfo, totalCount } = recordsDue;
    await visit.show('records/records', {
      procurements: edges.map(({ node }) => node),
      totalCount,
      next: pageInfo.hasNextPage ? pageInfo.endCursor : null,
      erased: erasedProcurements.edges.map(({ node }) => node),
    });
  }
}
