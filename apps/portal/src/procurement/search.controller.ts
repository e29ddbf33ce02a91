import { Controller, Get, Param, Post } from '@nestjs/common';
import { LockSearch, ProcurementSearch } from '../api/operations';
import { FormErrors } from '../form/form-errors';
import { For } from '../page/door';
import { CurrentVisit, Visit } from '../page/visit';
import { searchSuppliers } from '../suppliers/supplier-search';
import {
  queryErrors,
  readSupplierQuery,
  supplierQueryIn,
  supplierQueryText,
  supplierVariables,
} from '../suppliers/supplier-query';
import { pathTo, showPart } from './part';

/** The search of a procurement: as wide as it has to be, then locked with everything that was found. */
@Controller('procurements/:id/search')
@For('BUYER')
export class ProcurementSearchController {
  @Get()
  async search(@CurrentVisit() visit: Visit, @Param('id') id: string): Promise<void> {
    const { procurement } = await visit.ask(ProcurementSearch, { id });
    if (procurement.search !== null) return showPart(visit, 'search', procurement, { locked: procurement.search });
    if (!visit.address.includes('?')) {
      // What was said of the procurement is not asked for again.
      const described = procurement.technologies.map(({ code }) => ['technology', code]);
      return visit.goTo(`${pathTo({ id }, 'search')}?${new URLSearchParams([['search', ''], ...described])}`);
    }
    await this.show(visit, procurement, new FormErrors());
  }

  @Post()
  async lock(@CurrentVisit() visit: Visit, @Param('id') id: string): Promise<void> {
    const query = supplierQueryIn(visit.field('query'));
    if (queryErrors(visit, query).any) {
      const { procurement } = await visit.ask(ProcurementSearch, { id });
      return this.show(visit, procurement, new FormErrors(), query);
    }
    const { search, filter } = supplierVariables(query);
    try {
      const locked = (await visit.ask(LockSearch, { input: { procurementId: id, search, filter } })).lockSearch.search;
      await visit.goTo(pathTo({ id }, 'shortlist'), { key: 'search.locked', values: { count: locked.resultCount } });
    } catch (error) {
      const { procurement } = await visit.ask(ProcurementSearch, { id });
      await this.show(visit, procurement, FormErrors.of(error, 'lock'), query);
    }
  }

  private async show(
    visit: Visit,
    procurement: Parameters<typeof showPart>[2],
    refused: FormErrors,
    query = readSupplierQuery((name) => visit.fields(name)),
  ): Promise<void> {
    const found = await searchSuppliers(visit, query, { action: pathTo(procurement, 'search'), compare: [] });
    const isInvented = visit.viewer?.organisation.provenance === 'DEMONSTRATION';
    // Their first page: the mark of a page of this search is none in theirs.
    const inventedQuery = supplierQueryText({ ...query, provenance: ['DEMONSTRATION'] });
    const invented = isInvented && query.provenance.length === 0 ? `${pathTo(procurement, 'search')}?${inventedQuery}` : null;
    const errors = refused.any ? refused : found.errors;
    const shown = { ...found, suppliersShown: !found.errors.any, queryText: supplierQueryText(query), invented };
    await showPart(visit, 'search', procurement, { ...shown, errors }, errors.any ? 400 : 200);
  }
}
