import { Controller, Get, Post } from '@nestjs/common';
import { DecideClaim, PendingClaims, type PendingClaimsQuery } from '../api/operations';
import { FormErrors } from '../form/form-errors';
import { For } from '../page/door';
import { CurrentVisit, Visit } from '../page/visit';
import { decisionOf } from './decision';

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
    const {
      id: claimId,
      accept,
      reason,
      errors,
    } = decisionOf(visit, 'claim', {
      reasonMissing: visit.t('oversight.claims.reasonMissing'),
      decisionMissing: visit.t('oversight.decisionMissing'),
    });
    if (errors.any) return this.show(visit, errors);
    try {
      const { claim, supplier } = (await visit.ask(DecideClaim, { input: { claimId, reason, accept } })).decideClaim;
      await visit.goTo('/claims', { key: `oversight.claims.done.${claim.status}`, values: { name: supplier.name } });
    } catch (error) {
      await this.show(visit, FormErrors.of(error, `reason-${claimId}`));
    }
  }

  private async show(visit: Visit, errors: FormErrors): Promise<void> {
    const isOperator = visit.has('OPERATOR');
    const { pendingClaims: claims, pendingPageRequests } = isOperator ? await visit.ask(PendingClaims) : NONE;
    const values = { claim: visit.field('claim'), reason: visit.field('reason') };
    const isGone = errors.any && !claims.some(({ id }) => id === values.claim);
    await visit.show(
      'oversight/claims',
      {
        claims: claims.map((claim) => ({ ...claim, rivals: rivalsOf(claim, claims) })),
        pageRequests: pendingPageRequests.length,
        isOperator,
        errors,
        values,
        isGone,
      },
      errors.any ? 400 : 200,
    );
  }
}

/** What whoever is no operator sees of what waits. */
const NONE: PendingClaimsQuery = { pendingClaims: [], pendingPageRequests: [] };

type PendingClaim = PendingClaimsQuery['pendingClaims'][number];

/** The others who wait for the same page, by name. */
function rivalsOf(claim: PendingClaim, claims: readonly PendingClaim[]): string[] {
  return claims
    .filter(({ id, supplier }) => id !== claim.id && supplier.id === claim.supplier.id)
    .map(({ claimant }) => claimant.name);
}
