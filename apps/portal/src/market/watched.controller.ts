import { Controller, Get, Param, Post } from '@nestjs/common';
import { MarketChoices, StopWatchingMarketQuestion, WatchedQuestions, WatchMarketQuestion } from '../api/operations';
import { FormErrors } from '../form/form-errors';
import { For } from '../page/door';
import { CurrentVisit, Visit } from '../page/visit';
import { queryErrors } from '../suppliers/supplier-query';
import {
  type MarketQuestion,
  marketQuestionIn,
  marketQuestionText,
  ofYears,
  questionInput,
  readMarketQuestion,
  yearsOf,
} from './market-question';
import { readThreshold } from './threshold';

/** What a form to watch a question begins with: a tenth is more than chance in most tables. */
const USUAL_THRESHOLD = '10';

/** Questions about the market that an organisation watches. */
@Controller('market')
@For()
export class WatchedController {
  @Get('watched')
  async watched(@CurrentVisit() visit: Visit): Promise<void> {
    const { watchedQuestions } = await visit.ask(WatchedQuestions);
    const { market } = await visit.ask(MarketChoices);
    await visit.show('market/watched', {
      questions: watchedQuestions.map((question) => ({
        ...question,
        href: addressOf(marketQuestionIn(question.link, market)),
      })),
    });
  }

  @Post('watched/:id/stop')
  async stop(@CurrentVisit() visit: Visit, @Param('id') id: string): Promise<void> {
    await visit.ask(StopWatchingMarketQuestion, { input: { watchedQuestionId: id } });
    await visit.goTo('/market/watched', { key: 'market.watch.stopped' });
  }

  @Get('watch')
  async form(@CurrentVisit() visit: Visit): Promise<void> {
    const { market } = await visit.ask(MarketChoices);
    const question = readMarketQuestion((name) => visit.fields(name), market);
    await show(visit, question, { name: '', threshold: USUAL_THRESHOLD }, new FormErrors());
  }

  @Post('watch')
  async watch(@CurrentVisit() visit: Visit): Promise<void> {
    const { market } = await visit.ask(MarketChoices);
    const question = marketQuestionIn(visit.field('question'), market);
    const typed = { name: visit.field('name'), threshold: visit.field('threshold') };
    const errors = new FormErrors().require('name', typed.name, visit.t('market.watch.nameMissing'));
    const threshold = readThreshold(typed.threshold);
    if (threshold === null) errors.add('threshold', visit.t('market.watch.thresholdWrong'));
    const years = yearsOf(question, new Date().getFullYear());
    if (years === null) errors.add('name', visit.t('market.question.noYear'));
    for (const { text } of queryErrors(visit, question.filter).list) errors.add('name', text);
    if (errors.any || years === null || threshold === null) return show(visit, question, typed, errors);
    try {
      const input = {
        name: typed.name,
        threshold,
        question: questionInput(question, years),
        link: marketQuestionText(ofYears(question, years)),
      };
      await visit.doOnce(WatchMarketQuestion, { input }, visit.t('market.watch.list'));
      await visit.goTo('/market/watched', { key: 'market.watch.saved' });
    } catch (error) {
      await show(visit, question, typed, FormErrors.of(error, 'name', { 'input.threshold': 'threshold' }));
    }
  }
}

function show(
  visit: Visit,
  question: MarketQuestion,
  typed: { name: string; threshold: string },
  errors: FormErrors,
): Promise<void> {
  const context = { typed, errors, question, text: marketQuestionText(question), href: addressOf(question) };
  return visit.show('market/watch', context, errors.any ? 400 : 200);
}

function addressOf(question: MarketQuestion): string {
  return `/market/question?${marketQuestionText(question)}`;
}
