import { Controller, Get, Post } from '@nestjs/common';
import { CreateProcurementFromNotice, FoundNotices, NoticeRelease } from '../api/operations';
import { FormErrors } from '../form/form-errors';
import { STAGES } from '../notices/notice-stages';
import { For } from '../page/door';
import { CurrentVisit, Visit } from '../page/visit';
import { warningsInWords } from './notice-warnings';
import { pathTo } from './part';
import { type ChosenRelease, releaseIn } from './release-in';

/** Beginning a procurement from a notice: one that is held here, or a file. */
@Controller('procurements/from-notice')
@For('BUYER')
export class NoticesController {
  @Get()
  async form(@CurrentVisit() visit: Visit): Promise<void> {
    await this.show(visit, new FormErrors());
  }

  @Post()
  async create(@CurrentVisit() visit: Visit): Promise<void> {
    const errors = new FormErrors();
    const chosen = await this.release(visit, errors);
    if (chosen === null) return this.show(visit, errors);
    try {
      const input = { release: chosen.release };
      const made = (await visit.askOnce(CreateProcurementFromNotice, { input }, visit.t('procurement.list.title')))
        .createProcurementFromNotice;
      const { procurement, warnings } = made;
      await visit.goTo(pathTo(procurement, 'description'), {
        key: keyOfCreated(chosen, warnings.length > 0),
        values: {
          reference: procurement.reference,
          warnings: warningsInWords(warnings, visit.t),
          releases: chosen.among,
          release: chosen.name,
        },
      });
    } catch (error) {
      await this.show(visit, FormErrors.of(error, visit.field('noticeId') === '' ? 'file' : 'search'));
    }
  }

  private async release(visit: Visit, errors: FormErrors): Promise<ChosenRelease | null> {
    const noticeId = visit.field('noticeId');
    if (noticeId !== '') {
      const { notice } = await visit.ask(NoticeRelease, { noticeId, ocid: visit.field('ocid') || null });
      return { release: notice.release, name: noticeId, among: 1 };
    }
    const file = await visit.file('file');
    if (file === null) {
      errors.add('file', visit.t('notices.fileMissing'));
      return null;
    }
    const chosen = await releaseIn(file.bytes);
    if (chosen === null) errors.add('file', visit.t('notices.fileUnreadable', { name: file.name }));
    return chosen;
  }

  private async show(visit: Visit, errors: FormErrors): Promise<void> {
    const search = visit.field('search');
    const { notices } = await visit.ask(FoundNotices, { search: search || null, after: visit.field('after') || null });
    await visit.show(
      'procurement/notices',
      {
        errors,
        search,
        notices: notices.edges.map(({ node }) => node),
        stages: STAGES,
        totalCount: notices.totalCount,
        next: notices.pageInfo.hasNextPage ? notices.pageInfo.endCursor : null,
      },
      errors.any ? 400 : 200,
    );
  }
}

/** What is said when the procurement is there. */
function keyOfCreated({ among }: ChosenRelease, isWarned: boolean): string {
  if (among > 1) return isWarned ? 'procurement.createdFromSeveralWithWarnings' : 'procurement.createdFromSeveral';
  return isWarned ? 'procurement.createdWithWarnings' : 'procurement.created';
}
