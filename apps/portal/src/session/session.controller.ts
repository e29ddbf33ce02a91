import { Controller, Get, Post } from '@nestjs/common';
import { OpenIdProvider, OpenIdReachable, SignIn, SignOut } from '../api/operations';
import { ApiRefusal } from '../api/api-client';
import { FormErrors } from '../form/form-errors';
import { COOKIES } from '../page/cookies';
import { For, Public } from '../page/door';
import { homeOf } from '../page/navigation';
import type { Notice } from '../page/notice';
import { pathWithin } from '../page/paths';
import { CurrentVisit, Visit } from '../page/visit';

/** Signing in and out. */
@Controller()
export class SessionController {
  @Get('sign-in')
  @Public()
  async form(@CurrentVisit() visit: Visit): Promise<void> {
    if (visit.viewer !== null) return visit.goTo(pathWithin(visit.field('to')));
    await this.show(visit, new FormErrors());
  }

  @Post('sign-in')
  @Public()
  async signIn(@CurrentVisit() visit: Visit): Promise<void> {
    const email = visit.field('email');
    // A password is taken as it was typed, blanks and all.
    const password = visit.raw('password');
    const code = visit.field('code');
    const to = visit.field('to');
    const errors = new FormErrors()
      .require('email', email, visit.t('session.signIn.email.missing'))
      .require('password', password, visit.t('session.signIn.password.missing'));
    if (errors.any) return this.show(visit, errors);
    try {
      const { signIn } = await visit.ask(SignIn, { input: { email, password, code: code || null } });
      visit.setCookie(COOKIES.session, signIn.token, new Date(signIn.expiresAt));
      await visit.goTo(to === '' ? homeOf(signIn.viewer) : pathWithin(to));
    } catch (error) {
      const isCode = error instanceof ApiRefusal && error.code === 'SECOND_FACTOR_NEEDED';
      await this.show(visit, FormErrors.of(error, isCode ? 'code' : 'password', { email: 'email' }));
    }
  }

  @Post('sign-out')
  @Public()
  async signOut(@CurrentVisit() visit: Visit): Promise<void> {
    // A session that has ended already needs no ending.
    const ended = visit.viewer === null ? null : (await visit.ask(SignOut, { input: {} })).signOut;
    await signedOut(visit, ended?.providerSignOutUrl ?? null, { key: 'session.signedOut' });
  }

  @Post('sign-out-everywhere')
  @For()
  async signOutEverywhere(@CurrentVisit() visit: Visit): Promise<void> {
    const { signOut } = await visit.ask(SignOut, { input: { everywhere: true } });
    const notice = { key: 'session.signedOutEverywhere', values: { count: signOut.ended } };
    await signedOut(visit, signOut.providerSignOutUrl, notice);
  }

  private async show(visit: Visit, errors: FormErrors): Promise<void> {
    const values = { email: visit.field('email'), to: visit.field('to') };
    const { openIdProvider: provider } = await visit.ask(OpenIdReachable);
    await visit.show('session/sign-in', { values, errors, provider }, errors.any ? 400 : 200);
  }
}

/** After a session that was begun here, the start page; after one of another service, the page that says that the person is signed in there still. */
async function signedOut(visit: Visit, providerUrl: string | null, notice: Notice): Promise<void> {
  visit.leave();
  if (providerUrl === null) return visit.goTo('/', notice);
  const { openIdProvider: provider } = await visit.ask(OpenIdProvider);
  await visit.show('session/signed-out', { provider, url: providerUrl, said: notice });
}
