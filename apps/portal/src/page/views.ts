import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { join } from 'node:path';
import nunjucks from 'nunjucks';
import { repositoryRoot, type UnreadBecause } from '#platform';
import { FormErrors } from '../form/form-errors';
import { differenceOf } from '../guidance/difference';
import { Assets } from './assets';
import { choices, choicesOf } from './choices';
import { offerInWords } from './offered';
import { placesInWords } from './places';
import { Components } from './components';
import { withLabels } from './labels';
import { ENGLISH, IN_WELSH, type Language, LANGUAGES, Messages, type Translate } from './messages';
import { navigationOf } from './navigation';
import type { Notice } from './notice';
import type { Visit } from './visit';
import { Words } from './words';

/** What every page is given by its controller; the rest is the page's own. */
export interface PageContext {
  visit: Visit;
  notice?: Notice | null;
  [name: string]: unknown;
}

/**
 * Renders pages from `apps/portal/views` and the design systems' own templates. Everything is escaped. A page knows the visit, `t` for
 * its words, and `words` for dates, money and numbers: in the language of the visit where the whole page is in it, and else all in English,
 * so that it can be marked as that. What stands around it has `visit.t`.
 */
@Injectable()
export class Views {
  private readonly environment: nunjucks.Environment;

  constructor(
    private readonly assets: Assets,
    private readonly messages: Messages,
  ) {
    const root = repositoryRoot();
    const govuk = join(root, 'node_modules/govuk-frontend/dist');
    const folders = [join(root, 'apps/portal/views'), govuk];
    const loaders = [new Components((name) => join(govuk, name)), new nunjucks.FileSystemLoader(folders)];
    this.environment = new nunjucks.Environment(loaders, { autoescape: true, throwOnUndefined: false });
    // Nunjucks' own goes through every run of spaces in a page twice; govuk-frontend trims what each component holds.
    this.environment.addFilter('trim', (text: unknown) =>
      text instanceof nunjucks.runtime.SafeString
        ? new nunjucks.runtime.SafeString(text.toString().trim())
        : String(text ?? '').trim(),
    );
    this.environment.addGlobal('asset', (name: string) => this.assets.addressOf(name));
    this.environment.addGlobal('languages', LANGUAGES);
    this.environment.addGlobal('withQuery', withQuery);
    this.environment.addGlobal('withValue', withValue);
    this.environment.addGlobal('addressesOfList', addressesOfList);
    this.environment.addGlobal('differenceOf', differenceOf);
    this.environment.addGlobal('choices', choices);
    this.environment.addGlobal('choicesOf', choicesOf);
    this.environment.addGlobal('offerInWords', offerInWords);
    this.environment.addGlobal('placesInWords', placesInWords);
  }

  /** Sends the page; it is the person's own and is not kept anywhere. */
  async send(reply: FastifyReply, view: string, context: PageContext, status = 200): Promise<void> {
    const { visit, notice } = context;
    const language = languageOfPage(view, visit.language);
    const noticeLanguage = notice ? this.messages.languageOf(language, notice) : language;
    const t = this.messages.in(language);
    if (context.errors instanceof FormErrors) context.errors.under(t('layout.error'));
    const page = this.environment.render(`${view}.njk`, {
      ...context,
      t,
      pageLanguage: language,
      noticeLanguage,
      noticeWords: this.messages.in(noticeLanguage),
      viewer: visit.viewer,
      formToken: visit.formToken,
      words: new Words(language),
      navigation: navigationOf(visit),
    });
    await reply
      .status(status)
      .header('content-type', 'text/html; charset=utf-8')
      .header('content-language', [...new Set([visit.language, language])].join(', '))
      .header('cache-control', 'private, no-store')
      .send(withLabels(page));
  }

  /** The page for a request that could not be read, of which nothing is known. */
  ofUnread(because: UnreadBecause, t: Translate): string {
    return this.environment.render('unread.njk', { because, t });
  }
}

function languageOfPage(view: string, language: Language): Language {
  return language === 'cy' && !IN_WELSH.includes(view) ? ENGLISH : language;
}

/** An address with one thing of its query changed; an empty value takes it out. */
function withQuery(address: string, name: string, value: string): string {
  const url = new URL(address, 'http://portal');
  if (value === '') url.searchParams.delete(name);
  else url.searchParams.set(name, value);
  return `${url.pathname}${url.search}`;
}

/** An address with one value of a list put in or taken out. */
function withValue(address: string, name: string, value: string, isIn: boolean): string {
  return addressesOfList(address, name)(value, isIn);
}

/** The same for many values: the address is taken apart once. */
function addressesOfList(address: string, name: string): (value: string, isIn: boolean) => string {
  const { pathname, searchParams } = new URL(address, 'http://portal');
  const values = searchParams.getAll(name);
  searchParams.delete(name);
  const rest = searchParams.toString();
  return (value, isIn) => {
    const others = values.filter((one) => one !== value);
    const list = new URLSearchParams((isIn ? [...others, value] : others).map((one) => [name, one]));
    const query = [rest, list.toString()].filter((part) => part !== '').join('&');
    return query === '' ? pathname : `${pathname}?${query}`;
  };
}
