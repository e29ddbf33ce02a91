import { Controller, Get } from '@nestjs/common';
import { RecordOf } from '../api/operations';
import { For } from '../page/door';
import { CurrentVisit, Visit } from '../page/visit';
import { brokenAt } from './chain';

/** The record: what was done to one thing, by whom and when, each event sealed to the one before. */
@Controller('record')
@For()
export class RecordController {
  @Get()
  async record(@CurrentVisit() visit: Visit): Promise<void> {
    const subject = visit.field('subject');
    if (subject === '') return visit.show('record/record', { subject, events: null });
    const { auditTrail } = await visit.ask(RecordOf, { subject, after: visit.field('after') || null });
    const events = auditTrail.edges.map(({ node }) => node);
    await visit.show('record/record', {
      subject,
      events: events.map((event) => ({ ...event, detail: JSON.stringify(event.detail) })),
      totalCount: auditTrail.totalCount,
      next: auditTrail.pageInfo.hasNextPage ? auditTrail.pageInfo.endCursor : null,
      broken: brokenAt(events),
    });
  }
}
