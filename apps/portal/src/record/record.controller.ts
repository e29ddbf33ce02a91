import { Controller, Get, Param, Post } from '@nestjs/common';
import { ChainCheckPage, ChainChecks, type ChainScope, CheckChain, RecordEvents } from '../api/operations';
import { readDay, typedDay } from '../form/day';
import { FormErrors } from '../form/form-errors';
import { For } from '../page/door';
import { CurrentVisit, Visit } from '../page/visit';
import { brokenAt } from './chain';

/** What a search of the record asks for besides its days. */
const WORDS = ['subject', 'person', 'action'] as const;

/** The record: what was done, by whom and when, each event sealed to the one before; and checks of the whole of it. */
@Controller('record')
@For()
export class RecordController {
  @Get()
  async record(@CurrentVisit() visit: Visit): Promise<void> {
    try {
      await this.show(visit, new FormErrors());
    } catch (error) {
      await this.show(visit, FormErrors.of(error, 'from-day', { to: 'to-day' }));
    }
  }

  /** The whole record with its signed end, as a file that `assay verify` checks. */
  @Get('export')
  exported(@CurrentVisit() visit: Visit): Promise<void> {
    return visit.passOn('/audit-trail');
  }

  /** Has the worker check whole chains: all of them for an operator, else the organisation's own. */
  @Post('checks')
  async check(@CurrentVisit() visit: Visit): Promise<void> {
    const scope: ChainScope = visit.has('OPERATOR') ? 'ALL' : 'OWN';
    try {
      const { checkChain } = await visit.ask(CheckChain, { input: { scope } });
      await visit.goTo(`/record/checks/${encodeURIComponent(checkChain.check.id)}`, { key: 'record.check.asked' });
    } catch (error) {
      await this.show(visit, FormErrors.of(error, 'check'));
    }
  }

  @Get('checks/:id')
  async one(@CurrentVisit() visit: Visit, @Param('id') id: string): Promise<void> {
    const { chainCheck: check } = await visit.ask(ChainCheckPage, { id });
    const { state, eventsChecked, eventsTotal } = check;
    await visit.show('record/check', {
      check,
      isOpen: state === 'QUEUED' || state === 'RUNNING',
      share: eventsTotal ? Math.min(1, eventsChecked / eventsTotal) : null,
    });
  }

  private async show(visit: Visit, errors: FormErrors): Promise<void> {
    const typed = Object.fromEntries(WORDS.map((name) => [name, visit.field(name)]));
    const days = { from: typedDay(visit, 'from'), to: typedDay(visit, 'to') };
    const isSearch = WORDS.some((name) => visit.asked(name));
    const from = readDay(visit, 'from', errors, visit.t('record.from'));
    const to = readDay(visit, 'to', errors, visit.t('record.to'));
    const found =
      isSearch && !errors.any
        ? (
            await visit.ask(RecordEvents, {
              subject: typed.subject || null,
              person: typed.person || null,
              action: typed.action || null,
              from,
              to,
              after: visit.field('after') || null,
            })
          ).auditEvents
        : null;
    const events = found?.edges.map(({ node }) => node) ?? null;
    const { chainChecks } = await visit.ask(ChainChecks);
    await visit.show(
      'record/record',
      {
        typed,
        days,
        errors,
        events: events?.map((event) => ({ ...event, detail: JSON.stringify(event.detail) })) ?? null,
        totalCount: found?.totalCount,
        withheld: found?.withheld ?? 0,
        next: found?.pageInfo.hasNextPage === true ? found.pageInfo.endCursor : null,
        broken: events === null ? null : brokenAt(events),
        checks: chainChecks.edges.map(({ node }) => node),
        mayCheck: visit.has('OPERATOR') || (visit.has('ADMIN') && visit.viewer?.organisation.kind !== 'OVERSIGHT'),
        isOperator: visit.has('OPERATOR'),
      },
      errors.any ? 400 : 200,
    );
  }
}
