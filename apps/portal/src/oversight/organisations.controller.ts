import { Controller, Get, Param, Post } from '@nestjs/common';
import { ApiRefusal } from '../api/api-client';
import { LetOrganisationIn, OpenIdProvider, type OrganisationKind, OrganisationPage, Organisations } from '../api/operations';
import { FormErrors } from '../form/form-errors';
import { fieldsOfRows, readRows, typedRows } from '../form/identifier-rows';
import { For } from '../page/door';
import { CurrentVisit, Visit } from '../page/visit';

const KINDS: readonly OrganisationKind[] = ['BUYER', 'SUPPLIER', 'OVERSIGHT'];

/** Organisations let in by operators, and which are here. */
@Controller('organisations')
@For('OVERSIGHT')
export class OrganisationsController {
  @Get()
  async list(@CurrentVisit() visit: Visit): Promise<void> {
    const isOperator = visit.has('OPERATOR');
    const found = isOperator ? (await visit.ask(Organisations, { after: visit.field('after') || null })).organisations : null;
    await visit.show('oversight/organisations', {
      isOperator,
      organisations: found?.edges.map(({ node }) => node) ?? [],
      count: found?.totalCount ?? 0,
      next: found?.pageInfo.hasNextPage === true ? found.pageInfo.endCursor : null,
    });
  }

  @Get('new')
  async newForm(@CurrentVisit() visit: Visit): Promise<void> {
    mustBeOperator(visit);
    await showNew(visit, new FormErrors());
  }

  @Post('new')
  async letIn(@CurrentVisit() visit: Visit): Promise<void> {
    mustBeOperator(visit);
    const rows = typedRows(visit);
    const name = visit.field('name');
    const kind = KINDS.find((each) => each === visit.field('kind'));
    const errors = new FormErrors().require('name', name, visit.t('organisations.new.nameMissing'));
    if (kind === undefined) errors.add('kind', visit.t('organisations.new.kindMissing'));
    const identifiers = readRows(visit, rows, errors);
    if (errors.any || kind === undefined) return showNew(visit, errors);
    try {
      const input = { kind, name, identifiers };
      const { organisation } = (await visit.askOnce(LetOrganisationIn, { input }, visit.t('organisations.title')))
        .createOrganisation;
      await visit.goTo(`/organisations/${organisation.id}`, { key: 'organisations.new.done', values: { name } });
    } catch (error) {
      await showNew(visit, FormErrors.of(error, 'name', { name: 'name', kind: 'kind', ...fieldsOfRows(rows) }));
    }
  }

  @Get(':id')
  async one(@CurrentVisit() visit: Visit, @Param('id') id: string): Promise<void> {
    const page = await visit.ask(OrganisationPage, { id });
    const { openIdProvider: provider } = await visit.ask(OpenIdProvider);
    await visit.show('oversight/organisation', { ...page, provider });
  }
}

/** @throws ApiRefusal to whoever is none, as the API would: a form alone asks it nothing */
function mustBeOperator(visit: Visit): void {
  if (!visit.has('OPERATOR')) throw new ApiRefusal(visit.t('organisations.notYours'), 'FORBIDDEN');
}

function showNew(visit: Visit, errors: FormErrors): Promise<void> {
  const values = { name: visit.field('name'), kind: visit.field('kind'), rows: typedRows(visit) };
  return visit.show('oversight/organisation-new', { values, kinds: KINDS, errors }, errors.any ? 400 : 200);
}
