import { Controller, Get, Param } from '@nestjs/common';
import { csv } from '#pack';
import { Coverage } from '../api/operations';
import { For } from '../page/door';
import { CurrentVisit, Visit } from '../page/visit';
import { coverageBars, coverageByDocument } from './coverage';
import { showPart } from './part';

/** The width of a whole bar, in the units of the picture. */
const WIDTH = 600;

/** Which guidance applies, which requirements answer it, and wording for what none does. */
@Controller('procurements/:id/coverage')
@For('BUYER')
export class CoverageController {
  @Get()
  async coverage(@CurrentVisit() visit: Visit, @Param('id') id: string): Promise<void> {
    const { procurement } = await visit.ask(Coverage, { id });
    const documents = coverageByDocument(procurement.coverage);
    await showPart(visit, 'coverage', procurement, {
      documents,
      laterGuidance: procurement.laterGuidance,
      guidanceToAdd: procurement.guidanceToAdd.length,
      newGuidance: procurement.guidanceToAdd.filter(({ isNew }) => isNew).length,
      bars: coverageBars(documents, WIDTH),
      width: WIDTH,
      gapsOnly: visit.field('show') === 'gaps',
      requirementOf: Object.fromEntries(procurement.requirements.map((requirement) => [requirement.ref, requirement.id])),
      namesTechnologies: procurement.technologies.length > 0,
      isOpen: procurement.stage === 'DRAFT' || procurement.stage === 'SOURCING',
    });
  }

  @Get('coverage.csv')
  async download(@CurrentVisit() visit: Visit, @Param('id') id: string): Promise<void> {
    const { procurement } = await visit.ask(Coverage, { id });
    const rows = procurement.coverage.map(({ item, status, requirements, suggested, suggestedWording }) => [
      item.document.title,
      item.code,
      item.title,
      status,
      requirements.map(({ ref }) => ref).join(' '),
      suggested.map(({ ref }) => ref).join(' '),
      suggestedWording ?? '',
    ]);
    const header = ['document', 'code', 'item', 'status', 'requirements', 'suggested', 'wording'];
    await visit.sendFile('text/csv; charset=utf-8', `${procurement.reference}-coverage.csv`, await csv(header, rows));
  }
}
