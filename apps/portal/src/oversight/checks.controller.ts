import { Controller, Get, Param, Post } from '@nestjs/common';
import { AttestationQueue, AttestationToCheck, type AttestationToCheckQuery, VerifyAttestation } from '../api/operations';
import { dayToType, requireDay, today, typedDay } from '../form/day';
import { FormErrors } from '../form/form-errors';
import { For } from '../page/door';
import { CurrentVisit, Visit } from '../page/visit';
import { STRENGTHS } from '../procurement/strengths';
import { isNamed } from './legal-entity';

const OUTCOMES = ['VERIFIED', 'REJECTED'] as const;

/** A verifier's queue: each attestation beside its scheme, its documents and what registers say of the supplier. */
@Controller('checks')
@For('OVERSIGHT')
export class ChecksController {
  @Get()
  async queue(@CurrentVisit() visit: Visit): Promise<void> {
    if (!visit.has('VERIFIER'))
      return visit.show('oversight/checks', { isVerifier: false, queue: [], totalCount: 0, next: null });
    const { attestationQueue } = await visit.ask(AttestationQueue, { after: visit.field('after') || null });
    const { edges, totalCount, pageInfo } = attestationQueue;
    await visit.show('oversight/checks', {
      isVerifier: true,
      queue: edges.map(({ node }) => node),
      totalCount,
      next: pageInfo.hasNextPage ? pageInfo.endCursor : null,
    });
  }

  @Get(':id')
  async check(@CurrentVisit() visit: Visit, @Param('id') id: string): Promise<void> {
    await this.showCheck(visit, id, new FormErrors());
  }

  @Post(':id')
  async decide(@CurrentVisit() visit: Visit, @Param('id') id: string): Promise<void> {
    const outcome = OUTCOMES.find((one) => one === visit.field('outcome'));
    const strength = STRENGTHS.find((one) => one === visit.field('strength'));
    const method = visit.field('method');
    const errors = new FormErrors();
    if (outcome === undefined) errors.add('outcome', visit.t('oversight.check.outcomeMissing'));
    errors.require('method', method, visit.t('oversight.check.methodMissing'));
    const checkedOn = requireDay(visit, 'checkedOn', errors, visit.t('oversight.check.checkedOn'));
    if (errors.any || outcome === undefined || checkedOn === null) return this.showCheck(visit, id, errors);
    try {
      await visit.ask(VerifyAttestation, {
        input: {
          attestationId: id,
          outcome,
          method,
          note: visit.field('note') || null,
          checkedOn,
          ...(strength === undefined ? {} : { strength }),
        },
      });
    } catch (error) {
      return this.showCheck(visit, id, FormErrors.of(error, 'outcome', { strength: 'strength', checkedOn: 'checkedOn-day' }));
    }
    await visit.goTo('/checks', { key: `oversight.check.done.${outcome}` });
  }

  private async showCheck(visit: Visit, id: string, errors: FormErrors): Promise<void> {
    const { attestation } = await visit.ask(AttestationToCheck, { id });
    const names = [attestation.supplier.name, ...attestation.supplier.identifiers.flatMap(({ legalName }) => legalName ?? [])];
    await visit.show(
      'oversight/check',
      {
        attestation,
        leftEmpty: leftEmpty(attestation),
        errors,
        isNamed: isNamed(attestation.scope.legalEntity, names),
        values: {
          outcome: visit.field('outcome'),
          method: visit.field('method'),
          note: visit.field('note'),
          strength: visit.field('strength') || attestation.claimedStrength,
          checkedOn: visit.asked('checkedOn-day') ? typedDay(visit, 'checkedOn') : dayToType(today()),
        },
        outcomes: OUTCOMES,
        strengths: STRENGTHS,
        mayCheck: visit.has('VERIFIER') && attestation.status === 'SUBMITTED',
      },
      errors.any ? 400 : 200,
    );
  }
}

/** The labels of what the scheme's own form asks and nobody filled in; nothing where the form was not used at all. */
function leftEmpty({ scheme, fieldValues }: AttestationToCheckQuery['attestation']): string[] {
  if (fieldValues.length === 0) return [];
  const empty = scheme.fields.filter(
    ({ name, askedAs }) => askedAs === null && !fieldValues.some((field) => field.name === name),
  );
  return empty.map(({ label }) => label);
}
