import { Controller, Get, NotFoundException, Param } from '@nestjs/common';
import { ApiRefusal } from '../api/api-client';
import { GuidanceDocuments, GuidanceItem, GuidanceOfDocument } from '../api/operations';
import { Public } from '../page/door';
import { CurrentVisit, Visit } from '../page/visit';
import { STAGES, THEMES } from './choices';

/** The guidance collection, for everyone: its documents, their items, and what each item is related to and evidenced by. */
@Controller('guidance')
@Public()
export class GuidanceController {
  @Get()
  async documents(@CurrentVisit() visit: Visit): Promise<void> {
    const { guidanceDocuments } = await visit.ask(GuidanceDocuments);
    await visit.show('guidance/documents', { documents: guidanceDocuments });
  }

  @Get('documents/:code')
  async document(@CurrentVisit() visit: Visit, @Param('code') code: string): Promise<void> {
    const chosen = { theme: visit.field('theme'), stage: visit.field('stage'), search: visit.field('search') };
    const asked = {
      document: code,
      theme: chosen.theme || null,
      stage: chosen.stage || null,
      search: chosen.search || null,
      after: visit.field('after') || null,
    };
    const { guidanceDocuments, guidanceItems } = await visit.ask(GuidanceOfDocument, asked).catch((error: unknown) => {
      const isNone = error instanceof ApiRefusal && error.fields.some(({ path }) => path === 'document');
      throw isNone ? new NotFoundException() : error;
    });
    const document = guidanceDocuments.find((one) => one.code === code);
    if (document === undefined) throw new NotFoundException();
    const { edges, totalCount, pageInfo } = guidanceItems;
    await visit.show('guidance/document', {
      document,
      chosen,
      themes: THEMES,
      stages: STAGES,
      items: edges.map(({ node }) => node),
      totalCount,
      next: pageInfo.hasNextPage ? pageInfo.endCursor : null,
    });
  }

  @Get('items/:code')
  async item(@CurrentVisit() visit: Visit, @Param('code') code: string): Promise<void> {
    const { guidanceItem } = await visit.ask(GuidanceItem, { code });
    await visit.show('guidance/item', { item: guidanceItem, isOperator: visit.has('OPERATOR') });
  }
}
