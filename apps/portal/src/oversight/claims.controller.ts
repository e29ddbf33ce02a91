import { Controller, Get, Post } from '@nestjs/common';
import { DecideClaim, PendingClaims } from '../api/operations';
import { FormErrors } from '../form/form-errors';
import { For } from '../page/door';
import { CurrentVisit, Visit } from '../page/visit';

/** Claims of organisations to pages of the directory, for an operator to decide. */
@Controller('claims')
@For('OVERSIGHT')
export class ClaimsController {
  @Get()
  async claims(@CurrentVisit() visit: Visit): Promise<void> {
    await this.show(visit, new FormErrors());
  }

  @Post()
  async decide(@CurrentVisit() visit: Visit): Promise<void> {
    const [claimId, reason, decision] = [visit.field('claim'), visit.field('reason'), visit.field('decision')];
    const errors = new FormErrors().require(`reason-${claimId}`, reason, visit.t('oversight.claims.reasonMissing'));
    if (errors.any) return this.show(visit, errors);
    try {
      const { claim, supplier } = (await visit.ask(DecideClaim, { input: { claimId, reason, accept: decision === 'accept' } }))
        .decideClaim;
      await visit.goTo('/claims', { key: `oversight.claims.done.${claim.status}`, values: { name: supplier.name } });
    } catch (error) {
      await this.show(visit, FormErrors.of(error, `reason-${claimId}`));
    }
  }

  private async show(visit: Visit, errors: FormErrors): Promise<void> {
    const isOperator = visit.has('OPERATOR');
    const claims = isOperator ? (await visit.ask(PendingClaims)).pendingClaims : [];
    const values = { claim: visit.field('claim'), reason: visit.field('reason') };
    await visit.show('oversight/claims', { claims, isOperator, errors, values }, errors.any ? 400 : 200);
  }
}
