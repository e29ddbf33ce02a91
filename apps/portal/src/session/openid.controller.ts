import { Controller, Get, Post } from '@nestjs/common';
import { ApiRefusal } from '../api/api-client';
import { BeginOpenIdSignIn, CompleteOpenIdLink, CompleteOpenIdSignIn } from '../api/operations';
import { FormErrors } from '../form/form-errors';
import { COOKIES } from '../page/cookies';
import { Public } from '../page/door';
import { ENGLISH } from '../page/messages';
import { homeOf } from '../page/navigation';
import { statusOf } from '../page/problem.filter';
import { CurrentVisit, Visit } from '../page/visit';
import { type OpenIdWay, sendOn, wayOf } from './openid-way';

/** To another service, to sign in with it or to connect it, and back. */
@Controller('sign-in/openid')
export class OpenIdController {
  @Post()
  @Public()
  async begin(@CurrentVisit() visit: Visit): Promise<void> {
    if (visit.viewer !== null) return visit.goTo(homeOf(visit.viewer));
    try {
      await sendOn(visit, 'SIGN_IN', (await visit.ask(BeginOpenIdSignIn)).beginOpenIdSignIn);
    } catch (error) {
      await showProblem(visit, error, 'SIGN_IN');
    }
  }

  /** Where the other service sends people back to. */
  @Get('return')
  @Public()
  async comeBack(@CurrentVisit() visit: Visit): Promise<void> {
    const way = wayOf(visit);
    const answer = visit.address.split('?').slice(1).join('?');
    if (way === null)
      return showProblem(visit, new ApiRefusal(visit.t('openId.problem.notBegun'), 'BAD_USER_INPUT'), 'SIGN_IN');
    try {
      await (way.purpose === 'LINK' ? this.connect(visit, way, answer) : this.signIn(visit, way, { answer }));
    } catch (error) {
      if (isOfCode(error)) return visit.show('session/openid-code', { errors: new FormErrors() });
      visit.dropCookie(COOKIES.openId);
      await showProblem(visit, error, way.purpose);
    }
  }

  /** The code besides, for whoever uses one. */
  @Post('code')
  @Public()
  async code(@CurrentVisit() visit: Visit): Promise<void> {
    const way = wayOf(visit);
    if (way === null)
      return showProblem(visit, new ApiRefusal(visit.t('openId.problem.notBegun'), 'BAD_USER_INPUT'), 'SIGN_IN');
    const code = visit.field('code');
    const errors = new FormErrors().require('code', code, visit.t('account.factor.codeMissing'));
    if (errors.any) return visit.show('session/openid-code', { errors }, 400);
    try {
      await this.signIn(visit, way, { code });
    } catch (error) {
      await visit.show('session/openid-code', { errors: FormErrors.of(error, 'code') }, 400);
    }
  }

  private async signIn(
    visit: Visit,
    { transaction, to }: OpenIdWay,
    proof: { answer: string } | { code: string },
  ): Promise<void> {
    const { completeOpenIdSignIn: signedIn } = await visit.ask(CompleteOpenIdSignIn, { input: { transaction, ...proof } });
    visit.dropCookie(COOKIES.openId);
    visit.setCookie(COOKIES.session, signedIn.token, new Date(signedIn.expiresAt));
    await visit.goTo(to === '' ? homeOf(signedIn.viewer) : to);
  }

  private async connect(visit: Visit, { transaction }: OpenIdWay, answer: string): Promise<void> {
    await visit.ask(CompleteOpenIdLink, { input: { transaction, answer } });
    visit.dropCookie(COOKIES.openId);
    await visit.goTo('/account/openid', { key: 'openId.account.connected' });
  }
}

/** A page that says what the API refused, and leads to where the person can go on. @throws the error again when it is no refusal */
function showProblem(visit: Visit, error: unknown, purpose: OpenIdWay['purpose']): Promise<void> {
  if (!(error instanceof ApiRefusal)) throw error;
  const context = { message: error.message, messageLanguage: ENGLISH, purpose };
  return visit.show('session/openid-problem', context, statusOf(error.code));
}

function isOfCode(error: unknown): boolean {
  return error instanceof ApiRefusal && error.code === 'SECOND_FACTOR_NEEDED';
}
