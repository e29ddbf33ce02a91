import { Controller, Get, Param } from '@nestjs/common';
import { ApiRefusal } from '../api/api-client';
import { SupplierPage, SupplierToCompare } from '../api/operations';
import { FormErrors } from '../form/form-errors';
import { Public } from '../page/door';
import { CurrentVisit, Visit } from '../page/visit';
import { comparisonOf } from './comparison';
import { factsInWords } from './facts';
import { performanceOfPage } from './performance';
import { MOST_COMPARED, readSupplierQuery } from './supplier-query';
import { searchSuppliers } from './supplier-search';

/** The directory, for everyone: suppliers found, one supplier with the source of every fact, several side by side. */
@Controller('suppliers')
@Public()
export class SuppliersController {
  @Get()
  async search(@CurrentVisit() visit: Visit): Promise<void> {
    const query = readSupplierQuery((name) => visit.fields(name));
    const compare = visit.fields('compare').slice(0, MOST_COMPARED);
    const found = await searchSuppliers(visit, query, { action: '/suppliers', compare });
    await visit.show('suppliers/suppliers', { ...found, most: MOST_COMPARED }, found.errors.any ? 400 : 200);
  }

  @Get('compare')
  async compare(@CurrentVisit() visit: Visit): Promise<void> {
    const ids = [...new Set(visit.fields('compare'))];
    const errors = new FormErrors();
    if (ids.length < 2) errors.add('compare', visit.t('suppliers.compare.tooFew'));
    if (ids.length > MOST_COMPARED) errors.add('compare', visit.t('suppliers.compare.tooMany', { most: MOST_COMPARED }));
    const suppliers = errors.any ? [] : await Promise.all(ids.map((id) => found(visit, id)));
    const there = suppliers.flatMap((supplier) => (supplier === null ? [] : [supplier]));
    if (there.length < suppliers.length) errors.add('compare', visit.t('suppliers.compare.gone'));
    await visit.show(
      'suppliers/compare',
      { errors, suppliers: there, schemes: comparisonOf(there), ids },
      errors.any ? 400 : 200,
    );
  }

  /** What is public of a supplier's attestations, for programs. */
  @Get(':id/attestations/cyclonedx')
  declarations(@CurrentVisit() visit: Visit, @Param('id') id: string): Promise<void> {
    return visit.passOn(`/suppliers/${encodeURIComponent(id)}/attestations/cyclonedx`);
  }

  @Get(':id')
  async supplier(@CurrentVisit() visit: Visit, @Param('id') id: string): Promise<void> {
    const { supplier, ...terms } = await visit.ask(SupplierPage, { id });
    await visit.show('suppliers/supplier', {
      supplier,
      facts: factsInWords(supplier.facts, terms, visit.t),
      awards: supplier.awards.edges.map(({ node }) => node),
      awardCount: supplier.awards.totalCount,
      performance: performanceOfPage(supplier.performance, visit.t),
    });
  }
}

/** A supplier to compare; null when there is none with this id. */
async function found(visit: Visit, id: string) {
  try {
    return (await visit.ask(SupplierToCompare, { id })).supplier;
  } catch (error) {
    if (error instanceof ApiRefusal && (error.code === 'NOT_FOUND' || error.code === 'BAD_USER_INPUT')) return null;
    throw error;
  }
}
