import { Controller, Get, Param, Post } from '@nestjs/common';
import { EndGuidanceRelation, type GuidanceRelationship, ItemToRelate, StateGuidanceRelation } from '../api/operations';
import { FormErrors } from '../form/form-errors';
import { For } from '../page/door';
import { CurrentVisit, Visit } from '../page/visit';

const RELATIONSHIPS: readonly GuidanceRelationship[] = ['EQUAL', 'SUBSET', 'SUPERSET', 'INTERSECTS'];

/** What an item of guidance is related to, for an operator to state and to end. */
@Controller('catalogue/items/:code')
@For('OVERSIGHT')
export class RelationsController {
  @Get()
  async page(@CurrentVisit() visit: Visit, @Param('code') code: string): Promise<void> {
    await this.show(visit, code, new FormErrors());
  }

  @Post('state')
  async state(@CurrentVisit() visit: Visit, @Param('code') item: string): Promise<void> {
    const [related, source] = [visit.field('related').trim(), visit.field('source').trim()];
    const relationship = RELATIONSHIPS.find((one) => one === visit.field('relationship'));
    const errors = new FormErrors();
    if (related === '') errors.add('related', visit.t('relations.relatedMissing'));
    if (relationship === undefined) errors.add('relationship', visit.t('relations.relationshipMissing'));
    if (source === '') errors.add('source', visit.t('relations.sourceMissing'));
    if (errors.any || relationship === undefined) return this.show(visit, item, errors);
    try {
      await visit.ask(StateGuidanceRelation, { input: { item, related, relationship, source } });
      await visit.goTo(pathTo(item), { key: 'relations.stated', values: { item, related } });
    } catch (error) {
      await this.show(visit, item, FormErrors.of(error, 'related', { 'input.related': 'related', 'input.source': 'source' }));
    }
  }

  @Post('end')
  async end(@CurrentVisit() visit: Visit, @Param('code') item: string): Promise<void> {
    const [related, reason] = [visit.field('ended'), visit.field('reason').trim()];
    if (reason === '')
      return this.show(visit, item, new FormErrors().add(`reason-${related}`, visit.t('relations.reasonMissing')));
    try {
      await visit.ask(EndGuidanceRelation, { input: { item, related, reason } });
      await visit.goTo(pathTo(item), { key: 'relations.ended', values: { item, related } });
    } catch (error) {
      await this.show(visit, item, FormErrors.of(error, `reason-${related}`));
    }
  }

  private async show(visit: Visit, code: string, errors: FormErrors): Promise<void> {
    const { guidanceItem: item } = await visit.ask(ItemToRelate, { code });
    const values = Object.fromEntries(
      ['related', 'relationship', 'source', 'ended', 'reason'].map((name) => [name, visit.field(name)]),
    );
    const context = { item, values, errors, relationships: RELATIONSHIPS, isOperator: visit.has('OPERATOR') };
    await visit.show('catalogue/relations', context, errors.any ? 400 : 200);
  }
}

function pathTo(code: string): string {
  return `/catalogue/items/${encodeURIComponent(code)}`;
}
