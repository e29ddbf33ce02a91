import { Controller, Get, Param, Post } from '@nestjs/common';
import { Criteria, type CriteriaQuery, LockCriteria, UpdateRequirements } from '../api/operations';
import { FormErrors } from '../form/form-errors';
import { For } from '../page/door';
import { CurrentVisit, Visit } from '../page/visit';
import { changedCriteria, evenWeights, type TypedCriterion } from './criteria';
import { pathTo, showPart } from './part';
import { REQUIREMENT_KINDS, STRENGTHS } from './strengths';
import { weightsInTotal } from './tasks';

/** How each requirement counts, all on one page; then locked, before anybody is asked. */
@Controller('procurements/:id/criteria')
@For('BUYER')
export class CriteriaController {
  @Get()
  async criteria(@CurrentVisit() visit: Visit, @Param('id') id: string): Promise<void> {
    const { procurement } = await visit.ask(Criteria, { id });
    const weights = visit.field('weights') === 'even' ? evenWeights(procurement.requirements) : new Map<string, number>();
    await this.show(
      visit,
      procurement,
      procurement.requirements.map(({ id: key, kind, weight, minimumStrength }) => ({
        id: key,
        kind,
        weight: String(weights.get(key) ?? weight ?? ''),
        minimumStrength,
      })),
      new FormErrors(),
    );
  }

  @Post()
  async save(@CurrentVisit() visit: Visit, @Param('id') id: string): Promise<void> {
    const { procurement } = await visit.ask(Criteria, { id });
    const typed = procurement.requirements.map((requirement) => ({
      id: requirement.id,
      kind: visit.field(`kind.${requirement.id}`) || requirement.kind,
      weight: visit.field(`weight.${requirement.id}`),
      minimumStrength: visit.field(`strength.${requirement.id}`) || requirement.minimumStrength,
    }));
    const errors = new FormErrors();
    const changes = changedCriteria(procurement.requirements, typed, (key) => {
      errors.add(`weight.${key}`, visit.t('requirements.weightWrong'));
    });
    if (errors.any) return this.show(visit, procurement, typed, errors);
    try {
      if (changes.length > 0) await visit.ask(UpdateRequirements, { input: { requirements: changes } });
      if (visit.field('then') !== 'lock')
        return await visit.goTo(pathTo({ id }, 'criteria'), { key: 'criteria.saved', values: { count: changes.length } });
      await visit.ask(LockCriteria, { input: { procurementId: id } });
    } catch (error) {
      const now = (await visit.ask(Criteria, { id })).procurement;
      return this.show(visit, now, typed, FormErrors.of(error, 'total', { weight: 'total' }));
    }
    await visit.goTo(pathTo({ id }, 'request'), { key: 'criteria.locked' });
  }

  private show(
    visit: Visit,
    procurement: CriteriaQuery['procurement'],
    typed: readonly TypedCriterion[],
    errors: FormErrors,
  ): Promise<void> {
    const by = new Map(typed.map((criterion) => [criterion.id, criterion]));
    return showPart(
      visit,
      'criteria',
      procurement,
      {
        errors,
        criteria: procurement.requirements.map((requirement) => ({ ...requirement, typed: by.get(requirement.id) })),
        total: weightsInTotal(typed.map(({ kind, weight }) => ({ kind, weight: Number(weight) || 0 }))),
        kinds: REQUIREMENT_KINDS,
        strengths: STRENGTHS,
        isOpen: procurement.stage === 'DRAFT' || procurement.stage === 'SOURCING',
        canLock: procurement.stage === 'SOURCING',
      },
      errors.any ? 400 : 200,
    );
  }
}
