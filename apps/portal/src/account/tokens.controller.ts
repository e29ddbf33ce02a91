import { Controller, Get, Inject, NotFoundException, Param, Post } from '@nestjs/common';
import { CONFIGURATION, Configuration } from '#platform';
import { ApiTokens, type ApiTokensQuery, CreateApiToken, RevokeApiToken, type Scope } from '../api/operations';
import { FormErrors } from '../form/form-errors';
import { For } from '../page/door';
import { CurrentVisit, Visit } from '../page/visit';
import { firstCall } from './first-call';

type Token = ApiTokensQuery['apiTokens'][number];

const HOME = '/account/tokens';
const SCOPES: readonly Scope[] = ['READ', 'WRITE'];
/** How many days a token may be made for, and how many unless another is chosen. */
const LIFETIMES = ['30', '90', '180', '365'];
const USUAL_LIFETIME = '90';

/** Keys for programs that act for a person: seen, made and revoked by that person. */
@Controller('account/tokens')
@For()
export class TokensController {
  constructor(@Inject(CONFIGURATION) private readonly configuration: Configuration) {}

  @Get()
  async list(@CurrentVisit() visit: Visit): Promise<void> {
    const { apiTokens } = await visit.ask(ApiTokens);
    const tokens = apiTokens.toReversed();
    await visit.show('account/tokens', {
      inForce: tokens.filter(isInForce),
      ended: tokens.filter((token) => !isInForce(token)),
    });
  }

  @Get('new')
  newForm(@CurrentVisit() visit: Visit): Promise<void> {
    return showNew(visit, new FormErrors());
  }

  /** The secret is shown once, so that this page answers the form itself. */
  @Post('new')
  async make(@CurrentVisit() visit: Visit): Promise<void> {
    const { name, scopes, days } = typed(visit);
    const errors = new FormErrors()
      .require('name', name, visit.t('tokens.new.nameMissing'))
      .require('scopes', scopes.join(), visit.t('tokens.new.scopesMissing'))
      .require('days', days, visit.t('tokens.new.daysMissing'));
    if (errors.any) return showNew(visit, errors);
    try {
      const { apiToken, secret } = await sent(visit, { name, scopes, days: Number(days) });
      const call = firstCall(this.configuration.publicApiUrl, secret, apiToken.scopes);
      await visit.show('account/token-made', { token: apiToken, secret, call });
    } catch (error) {
      await showNew(visit, FormErrors.of(error, 'name', { name: 'name', scopes: 'scopes', ...PROOF }));
    }
  }

  @Get(':id/revoke')
  async revocation(@CurrentVisit() visit: Visit, @Param('id') id: string): Promise<void> {
    await visit.show('account/token-revoke', { token: await tokenOf(visit, id) });
  }

  @Post(':id/revoke')
  async revoke(@CurrentVisit() visit: Visit, @Param('id') id: string): Promise<void> {
    const { name } = (await visit.ask(RevokeApiToken, { input: { apiTokenId: id } })).revokeApiToken.apiToken;
    await visit.goTo(HOME, { key: 'tokens.revoke.done', values: { name } });
  }
}

/** What shows that the account is theirs, asked for where somebody has been signed in for some time. */
const PROOF = { password: 'password', code: 'code' };

/** Passwords are taken as they were typed, blanks and all. */
function proofIn(visit: Visit): { password: string | null; code: string | null } | null {
  const [password, code] = [visit.raw('password') || null, visit.field('code') || null];
  return password === null && code === null ? null : { password, code };
}

/** A form sent again is known by a hash of all that it says, to which no password belongs. */
async function sent(visit: Visit, token: { name: string; scopes: Scope[]; days: number }) {
  const proof = proofIn(visit);
  const { createApiToken } =
    proof === null
      ? await visit.askOnce(CreateApiToken, { input: token }, visit.t('tokens.title'))
      : await visit.ask(CreateApiToken, { input: { ...token, ...proof } });
  return createApiToken;
}

function isInForce({ revokedAt, expiresAt }: Token): boolean {
  return revokedAt === null && Date.parse(expiresAt) > Date.now();
}

/** @throws NotFoundException when the person has no token of that id in force */
async function tokenOf(visit: Visit, id: string): Promise<Token> {
  const { apiTokens } = await visit.ask(ApiTokens);
  const token = apiTokens.find((each) => each.id === id && isInForce(each));
  if (token === undefined) throw new NotFoundException();
  return token;
}

function typed(visit: Visit): { name: string; scopes: Scope[]; days: string } {
  const [scopes, days] = [visit.fields('scopes'), visit.field('days')];
  return {
    name: visit.field('name'),
    scopes: SCOPES.filter((scope) => scopes.includes(scope)),
    days: LIFETIMES.find((each) => each === days) ?? '',
  };
}

function showNew(visit: Visit, errors: FormErrors): Promise<void> {
  const values = typed(visit);
  const isAskedForProof = proofIn(visit) !== null || Object.values(PROOF).some((field) => errors.of(field) !== undefined);
  const context = {
    values: errors.any ? values : { ...values, days: USUAL_LIFETIME },
    scopes: SCOPES,
    lifetimes: LIFETIMES,
    isAskedForProof,
    errors,
  };
  return visit.show('account/token-new', context, errors.any ? 400 : 200);
}
