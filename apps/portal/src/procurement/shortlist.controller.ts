import { Controller, Get, NotFoundException, Param, Post } from '@nestjs/common';
import { DecideCandidates, Shortlist, ShortlistOne, ShortlistSupplier } from '../api/operations';
import { FormErrors } from '../form/form-errors';
import { For } from '../page/door';
import { CurrentVisit, Visit } from '../page/visit';
import { pathTo, showPart } from './part';
import { lockedSuppliers } from './shortlist';

/** Suppliers come in until they are asked for evidence. */
const MAY_INCLUDE = ['SOURCING', 'CRITERIA_LOCKED'];

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

  @Get(':supplier')
  async one(@CurrentVisit() visit: Visit, @Param('id') id: string, @Param('supplier') supplierId: string): Promise<void> {
    await this.showOne(visit, id, supplierId, new FormErrors());
  }

  @Post(':supplier')
  async shortlist(@CurrentVisit() visit: Visit, @Param('id') id: string, @Param('supplier') supplierId: string): Promise<void> {
    const typed = { productIds: visit.fields('product'), reason: visit.field('reason') };
    const errors = new FormErrors().require('reason', typed.reason, visit.t('shortlist.reasonMissing'));
    if (errors.any) return this.showOne(visit, id, supplierId, errors, typed);
    try {
      await visit.ask(ShortlistSupplier, { input: { procurementId: id, supplierId, ...typed } });
    } catch (error) {
      return this.showOne(visit, id, supplierId, FormErrors.of(error, 'reason', { productIds: 'products' }), typed);
    }
    await visit.goTo(pathTo({ id }, 'shortlist'), { key: 'shortlist.done.SHORTLIST', values: { count: 1 } });
  }

  private async showOne(
    visit: Visit,
    id: string,
    supplierId: string,
    errors: FormErrors,
    typed?: { productIds: string[]; reason: string },
  ): Promise<void> {
    const { procurement, supplier } = await visit.ask(ShortlistOne, { id, supplierId });
    if (supplier === null) throw new NotFoundException();
    const candidate = procurement.candidates.find((one) => one.supplier.id === supplier.id);
    const stands = candidate?.state === 'EXCLUDED' ? undefined : candidate;
    const values = typed ?? {
      productIds: stands?.products.map((product) => product.id) ?? [],
      reason: stands?.reason ?? '',
    };
    const mayInclude = MAY_INCLUDE.includes(procurement.stage);
    await showPart(visit, 'shortlist-one', procurement, { errors, supplier, values, mayInclude }, errors.any ? 400 : 200);
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
        mayInclude: MAY_INCLUDE.includes(answer.procurement.stage),
        mayExclude: ['SOURCING', 'CRITERIA_LOCKED', 'EVIDENCE', 'ASSESSMENT'].includes(answer.procurement.stage),
      },
      errors.any ? 400 : 200,
    );
  }
}
