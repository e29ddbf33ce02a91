import { Controller, Get, Post } from '@nestjs/common';
import { BeginSecondFactor, ConfirmSecondFactor, RemoveSecondFactor, SecondFactor } from '../api/operations';
import { FormErrors } from '../form/form-errors';
import { For } from '../page/door';
import { CurrentVisit, Visit } from '../page/visit';

const HOME = '/account/second-factor';

/** Codes besides the password: set up, confirmed, turned off. Secrets are shown once, so that these pages answer the form itself. */
@Controller('account/second-factor')
@For()
export class SecondFactorController {
  @Get()
  async state(@CurrentVisit() visit: Visit): Promise<void> {
    await this.showState(visit, new FormErrors());
  }

  @Post('begin')
  async begin(@CurrentVisit() visit: Visit): Promise<void> {
    try {
      const { secret, uri } = (await visit.ask(BeginSecondFactor)).beginSecondFactor;
      await this.showSetUp(visit, secret, uri, new FormErrors());
    } catch (error) {
      await this.showState(visit, FormErrors.of(error, 'code'));
    }
  }

  @Post('confirm')
  async confirm(@CurrentVisit() visit: Visit): Promise<void> {
    const code = visit.field('code');
    const errors = new FormErrors().require('code', code, visit.t('account.factor.codeMissing'));
    const [secret, uri] = [visit.field('secret'), visit.field('uri')];
    if (errors.any) return this.showSetUp(visit, secret, uri, errors);
    try {
      const { recoveryCodes } = (await visit.ask(ConfirmSecondFactor, { input: { code } })).confirmSecondFactor;
      await visit.show('account/recovery-codes', { recoveryCodes });
    } catch (error) {
      await this.showSetUp(visit, secret, uri, FormErrors.of(error, 'code', { code: 'code' }));
    }
  }

  @Post('remove')
  async remove(@CurrentVisit() visit: Visit): Promise<void> {
    const code = visit.field('code');
    const errors = new FormErrors().require('code', code, visit.t('account.factor.codeMissing'));
    if (errors.any) return this.showState(visit, errors);
    try {
      await visit.ask(RemoveSecondFactor, { input: { code } });
    } catch (error) {
      return this.showState(visit, FormErrors.of(error, 'code', { code: 'code' }));
    }
    await visit.goTo(HOME, { key: 'account.factor.offDone' });
  }

  private async showState(visit: Visit, errors: FormErrors): Promise<void> {
    const { secondFactor } = await visit.ask(SecondFactor);
    await visit.show('account/second-factor', { isOn: secondFactor.isOn, errors }, errors.any ? 400 : 200);
  }

  private async showSetUp(visit: Visit, secret: string, uri: string, errors: FormErrors): Promise<void> {
    const inFours = secret.match(/.{1,4}/g)?.join(' ') ?? '';
    await visit.show('account/second-factor-set-up', { secret, uri, inFours, errors }, errors.any ? 400 : 200);
  }
}
