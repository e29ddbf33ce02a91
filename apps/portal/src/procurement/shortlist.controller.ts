import { Controller, Get, Param, Post } from '@nestjs/common';
import { DecideCandidates, Shortlist } from '../api/operations';
import { FormErrors } from '../form/form-errors';
import { For } from '../page/door';
import { CurrentVisit, Visit } from '../page/visit';
import { pathTo, showPart } from './part';
import { lockedSuppliers } from './shortlist';

/** Every supplier of the locked search: in or out, each with a reason. */
@Controller('procurements/:id/shortlist')
@For('BUYER')
export class ShortlistController {
  @Get()
  async list(@CurrentVisit() visit: Visit, @Param('id') id: string): Promise<void> {
    await this.show(visit, id, new FormErrors());
  }

  @Post()
  async decide(@CurrentVisit() visit: Visit, @Param('id') id: string): Promise<void> {
    const supplierIds = visit.fields('supplier');
    const decision = visit.field('decision') === 'EXCLUDE' ? 'EXCLUDE' : 'SHORTLIST';
    const reason = visit.field('reason');
    const errors = new FormErrors().require('reason', reason, visit.t('shortlist.reasonMissing'));
    if (supplierIds.length === 0) errors.add('suppliers', visit.t('shortlist.noneTicked'));
    if (visit.field('decision') === '') errors.add('decision', visit.t('shortlist.decisionMissing'));
    if (errors.any) return this.show(visit, id, errors);
    try {
      await visit.ask(DecideCandidates, { input: { procurementId: id, supplierIds, decision, reason } });
    } catch (error) {
      return this.show(visit, id, FormErrors.of(error, 'suppliers'));
    }
    await visit.goTo(pathTo({ id }, 'shortlist'), {
      key: `shortlist.done.${decision}`,
      values: { count: supplierIds.length },
    });
  }

  private async show(visit: Visit, id: string, errors: FormErrors): Promise<void> {
    const answer = await visit.ask(Shortlist, { id });
    const suppliers = lockedSuppliers(answer);
    const count = (test: (state: string | null) => boolean): number => suppliers.filter(({ state }) => test(state)).length;
    await showPart(
      visit,
      'shortlist',
      answer.procurement,
      {
        errors,
        suppliers,
        isLocked: answer.procurement.search !== null,
        included: count((state) => state !== null && state !== 'EXCLUDED'),
        excluded: count((state) => state === 'EXCLUDED'),
        open: count((state) => state === null),
        values: { suppliers: visit.fields('supplier'), decision: visit.field('decision'), reason: visit.field('reason') },
        // Once they are asked for evidence a supplier can still be left out, but none comes in.
        mayInclude: ['SOURCING', 'CRITERIA_LOCKED'].includes(answer.procurement.stage),
        mayExclude: ['SOURCING', 'CRITERIA_LOCKED', 'EVIDENCE', 'ASSESSMENT'].includes(answer.procurement.stage),
      },
      errors.any ? 400 : 200,
    );
  }
}
