import { Controller, Get, Param, Post } from '@nestjs/common';
import { AddGuidanceToProcurement, GuidanceToAdd } from '../api/operations';
import { FormErrors } from '../form/form-errors';
import { For } from '../page/door';
import { CurrentVisit, Visit } from '../page/visit';
import { pathTo, showPart } from './part';

/** Guidance that is not counted for a procurement, and taking it in. */
@Controller('procurements/:id/more-guidance')
@For('BUYER')
export class MoreGuidanceController {
  @Get()
  async page(@CurrentVisit() visit: Visit, @Param('id') id: string): Promise<void> {
    await this.show(visit, id, new FormErrors());
  }

  @Post()
  async add(@CurrentVisit() visit: Visit, @Param('id') id: string): Promise<void> {
    const document = visit.field('document');
    const input = { procurementId: id, document, expectedVersion: Number(visit.field('procurementVersion')) };
    try {
      const { addGuidanceToProcurement } = await visit.askOnce(AddGuidanceToProcurement, { input }, visit.t('coverage.title'));
      const { suggested } = addGuidanceToProcurement;
      await visit.goTo(pathTo({ id }, suggested > 0 ? 'matches' : 'coverage'), {
        key: suggested > 0 ? 'more-guidance.added' : 'more-guidance.addedWithout',
        values: { title: visit.field('title'), count: suggested },
      });
    } catch (error) {
      await this.show(visit, id, FormErrors.of(error, `add-${document}`));
    }
  }

  private async show(visit: Visit, id: string, errors: FormErrors): Promise<void> {
    const { procurement } = await visit.ask(GuidanceToAdd, { id });
    const { stage, version, criteriaLockedAt, guidanceToAdd } = procurement;
    const context = {
      errors,
      version,
      criteriaLockedAt,
      isOpen: stage === 'DRAFT' || stage === 'SOURCING',
      groups: [
        { key: 'new', documents: guidanceToAdd.filter(({ isNew }) => isNew) },
        { key: 'others', documents: guidanceToAdd.filter(({ isNew }) => !isNew) },
      ].map(({ key, documents }) => ({
        key,
        documents: documents.map(({ document }) => ({ ...document, once: visit.newKey() })),
      })),
    };
    await showPart(visit, 'more-guidance', procurement, context, errors.any ? 400 : 200);
  }
}
