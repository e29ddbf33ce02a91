import { Controller, Get, Param, Post } from '@nestjs/common';
import { LaterGuidance, MoveToLaterGuidance } from '../api/operations';
import { FormErrors } from '../form/form-errors';
import { For } from '../page/door';
import { CurrentVisit, Visit } from '../page/visit';
import { byTouch } from './later-guidance';
import { pathTo, showPart } from './part';

/** Later versions of the guidance that a procurement rests on: what they change for its requirements, and moving to one. */
@Controller('procurements/:id/later-guidance')
@For('BUYER')
export class LaterGuidanceController {
  @Get()
  async page(@CurrentVisit() visit: Visit, @Param('id') id: string): Promise<void> {
    await this.show(visit, id, new FormErrors());
  }

  @Post()
  async move(@CurrentVisit() visit: Visit, @Param('id') id: string): Promise<void> {
    const [document, version] = [visit.field('document'), visit.field('version')];
    const input = { procurementId: id, document, version, expectedVersion: Number(visit.field('procurementVersion')) };
    try {
      const answer = await visit.askOnce(MoveToLaterGuidance, { input }, visit.t('coverage.title'));
      const { carriedOver, suggested, putBack } = answer.moveToLaterGuidance;
      const isToSettle = putBack.length + suggested > 0;
      await visit.goTo(pathTo({ id }, isToSettle ? 'matches' : 'coverage'), {
        key: 'later-guidance.moved',
        values: { title: visit.field('title'), version, carriedOver, suggested, putBack: putBack.length },
      });
    } catch (error) {
      await this.show(visit, id, FormErrors.of(error, `move-${document}`));
    }
  }

  private async show(visit: Visit, id: string, errors: FormErrors): Promise<void> {
    const { procurement } = await visit.ask(LaterGuidance, { id });
    const { stage, criteriaLockedAt, laterGuidance } = procurement;
    const context = {
      errors,
      version: procurement.version,
      criteriaLockedAt,
      documents: laterGuidance.map((later) => ({ ...later, ...byTouch(later.preview.changes), once: visit.newKey() })),
      isOpen: stage === 'DRAFT' || stage === 'SOURCING',
    };
    await showPart(visit, 'later-guidance', procurement, context, errors.any ? 400 : 200);
  }
}
