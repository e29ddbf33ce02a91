import { Controller, Get, Post } from '@nestjs/common';
import { BeginOpenIdLink, OpenIdAccount, UnlinkOpenId } from '../api/operations';
import { FormErrors } from '../form/form-errors';
import { For } from '../page/door';
import { CurrentVisit, Visit } from '../page/visit';
import { sendOn } from '../session/openid-way';

const HOME = '/account/openid';

/** Another service to sign in with: connected, once the person has shown that the account is theirs, and disconnected. */
@Controller('account/openid')
@For()
export class OpenIdAccountController {
  @Get()
  state(@CurrentVisit() visit: Visit): Promise<void> {
    return this.show(visit, new FormErrors());
  }

  @Post('connect')
  async connect(@CurrentVisit() visit: Visit): Promise<void> {
    // A password is taken as it was typed, blanks and all.
    const [password, code] = [visit.raw('password'), visit.field('code')];
    const errors = new FormErrors();
    if (password === '' && code === '') errors.add('password', visit.t('openId.account.proofMissing'));
    if (errors.any) return this.show(visit, errors);
    try {
      const { beginOpenIdLink } = await visit.ask(BeginOpenIdLink, {
        input: { password: password || null, code: code || null },
      });
      await sendOn(visit, 'LINK', beginOpenIdLink);
    } catch (error) {
      await this.show(visit, FormErrors.of(error, 'password', { password: 'password', code: 'code' }));
    }
  }

  @Post('disconnect')
  async disconnect(@CurrentVisit() visit: Visit): Promise<void> {
    try {
      await visit.ask(UnlinkOpenId, { input: { issuer: visit.field('issuer') } });
    } catch (error) {
      return this.show(visit, FormErrors.of(error, 'disconnect'));
    }
    await visit.goTo(HOME, { key: 'openId.account.disconnected' });
  }

  private async show(visit: Visit, errors: FormErrors): Promise<void> {
    const { openIdProvider: provider, openIdIdentities: identities } = await visit.ask(OpenIdAccount);
    const isConnected = identities.some(({ issuer }) => issuer === provider?.issuer);
    await visit.show('account/openid', { provider, identities, isConnected, errors }, errors.any ? 400 : 200);
  }
}
