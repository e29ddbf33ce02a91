import { Body, Controller, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ApiClient, ApiRefusal } from '../api-client';
import { Views } from '../views';
import { FormTokens } from './form-tokens';
import { SESSION_COOKIE, sessionCookie } from './session-cookie';

interface SignInForm {
  email?: string;
  password?: string;
  formToken?: string;
}

const SIGN_IN = 'mutation SignIn($input: SignInInput!) { signIn(input: $input) { token expiresAt } }';
const SIGN_OUT = 'mutation SignOut($input: SignOutInput!) { signOut(input: $input) { ended } }';

/** Signing in and out. */
@Controller()
export class SessionController {
  constructor(
    private readonly api: ApiClient,
    private readonly views: Views,
    private readonly forms: FormTokens,
  ) {}

  @Get('sign-in')
  async form(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.views.send(reply, 'sign-in', { formToken: this.forms.issue(request, reply), values: {}, errors: [] });
  }

  @Post('sign-in')
  @HttpCode(303)
  async signIn(@Body() form: SignInForm, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    this.forms.check(request, form.formToken);
    const errors = missing(form);
    if (errors.length > 0) return this.again(request, reply, form, errors);
    try {
      const { signIn } = await this.api.send<{ signIn: { token: string; expiresAt: string } }>(null, SIGN_IN, {
        input: { email: form.email, password: form.password },
      });
      await reply.setCookie(SESSION_COOKIE, signIn.token, sessionCookie(new Date(signIn.expiresAt))).redirect('/', 303);
    } catch (error) {
      if (!(error instanceof ApiRefusal)) throw error;
      const field = error.fields.some(({ path }) => path === 'email') ? 'email' : 'password';
      await this.again(request, reply, form, [
        {
          href: `#${field}`,
          text: field === 'email' ? 'Enter an e-mail address in the correct format, like name@example.com' : error.message,
        },
      ]);
    }
  }

  @Post('sign-out')
  async signOut(@Body() form: SignInForm, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    this.forms.check(request, form.formToken);
    const token = request.cookies[SESSION_COOKIE];
    // A session that has ended already needs no ending.
    if (token !== undefined) await this.api.send(token, SIGN_OUT, { input: {} }).catch(() => undefined);
    await reply.clearCookie(SESSION_COOKIE, sessionCookie()).redirect('/', 303);
  }

  private async again(request: FastifyRequest, reply: FastifyReply, form: SignInForm, errors: FormError[]): Promise<void> {
    await this.views.send(
      reply,
      'sign-in',
      { formToken: this.forms.issue(request, reply), values: { email: form.email }, errors },
      400,
    );
  }
}

interface FormError {
  href: string;
  text: string;
}

function missing({ email, password }: SignInForm): FormError[] {
  return [
    ...(email === undefined || email.trim() === '' ? [{ href: '#email', text: 'Enter your e-mail address' }] : []),
    ...(password === undefined || password === '' ? [{ href: '#password', text: 'Enter your password' }] : []),
  ];
}
