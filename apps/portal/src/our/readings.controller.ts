import { Controller, Get } from '@nestjs/common';
import { ReadingsOfOurs } from '../api/operations';
import { For } from '../page/door';
import { CurrentVisit, Visit } from '../page/visit';
import { readingsOf } from './readings';

/** Who looked at what: every reading of a document of the supplier, as its record has it. */
@Controller('our/readings')
@For('SUPPLIER')
export class ReadingsController {
  @Get()
  async list(@CurrentVisit() visit: Visit): Promise<void> {
    const answer = await visit.ask(ReadingsOfOurs, { after: visit.field('after') || null });
    const { totalCount, pageInfo } = answer.auditEvents;
    await visit.show('our/readings', {
      readings: readingsOf(answer),
      totalCount,
      next: pageInfo.hasNextPage ? pageInfo.endCursor : null,
    });
  }
}
