import { Controller, Get, Param } from '@nestjs/common';
import { PublishedNotice, PublishedNotices } from '../api/operations';
import { Public } from '../page/door';
import { CurrentVisit, Visit } from '../page/visit';
import { performanceInWords } from '../suppliers/performance';
import { STAGES } from './notice-stages';

/** Notices as they were published, for everyone: found by their words or number, and one with its awards and what it states of performance. */
@Controller('notices')
@Public()
export class PublishedNoticesController {
  @Get()
  async search(@CurrentVisit() visit: Visit): Promise<void> {
    const [search, after] = [visit.field('search'), visit.field('after')];
    const statesPerformance = visit.field('performance') === 'yes';
    const { notices } = await visit.ask(PublishedNotices, { search: search || null, after: after || null, statesPerformance });
    await visit.show('notices/notices', {
      search,
      statesPerformance,
      notices: notices.edges.map(({ node }) => node),
      totalCount: notices.totalCount,
      stages: STAGES,
      next: notices.pageInfo.hasNextPage ? notices.pageInfo.endCursor : null,
    });
  }

  @Get(':number')
  async notice(@CurrentVisit() visit: Visit, @Param('number') noticeId: string): Promise<void> {
    const { notice } = await visit.ask(PublishedNotice, { noticeId, ocid: visit.field('ocid') || null });
    const statements = notice.performance.map(({ holders, ...performance }) => ({
      performance,
      beside: {
        holders: holders.map(({ award }) => award),
        replies: holders.flatMap(({ reply, award }) =>
          reply === null ? [] : [{ ...reply, name: award.supplier?.name ?? award.supplierName }],
        ),
      },
    }));
    await visit.show('notices/notice', {
      published: notice,
      contracts: performanceInWords(statements, visit.t),
      stages: STAGES,
    });
  }
}
