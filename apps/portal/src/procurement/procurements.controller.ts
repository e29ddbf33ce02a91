import { Controller, Get, Param, Post } from '@nestjs/common';
import {
  CancelProcurement,
  CreateProcurement,
  DescriptionChoices,
  ProcurementDescription,
  type ProcurementDescriptionQuery,
  Procurements,
  ProcurementTasks,
  ProcurementToCancel,
  UpdateProcurement,
} from '../api/operations';
import { FormErrors } from '../form/form-errors';
import { standing } from '../form/standing';
import { For } from '../page/door';
import { CurrentVisit, Visit } from '../page/visit';
import {
  DATA_SENSITIVITIES,
  DESCRIPTION_FIELDS,
  descriptionFields,
  descriptionToType,
  readDescription,
  toldDescription,
  typedDescription,
  type TypedDescription,
} from './description-form';
import { listStanding } from './list-standing';
import { pathTo, showPart } from './part';
import { placeRows } from './place-rows';
import { isEnded } from './stages';
import { tasksOf } from './tasks';

/** A buyer's procurements: all of them, a new one, and of each what it is and how far it has come. */
@Controller('procurements')
@For('BUYER')
export class ProcurementsController {
  @Get()
  async list(@CurrentVisit() visit: Visit): Promise<void> {
    const { procurements } = await visit.ask(Procurements, { after: visit.field('after') || null });
    const { edges, pageInfo, totalCount } = procurements;
    await visit.show('procurement/procurements', {
      procurements: edges.map(({ node }) => ({ ...node, standing: listStanding(node, new Date()) })),
      totalCount,
      next: pageInfo.hasNextPage ? pageInfo.endCursor : null,
      mayEdit: visit.has('EDITOR'),
    });
  }

  @Get('new')
  async new(@CurrentVisit() visit: Visit): Promise<void> {
    await this.showNew(visit, typedDescription(visit), new FormErrors());
  }

  @Post('new')
  async create(@CurrentVisit() visit: Visit): Promise<void> {
    const errors = new FormErrors();
    const input = readDescription(visit, errors);
    if (errors.any) return this.showNew(visit, typedDescription(visit), errors);
    try {
      const { procurement } = (await visit.askOnce(CreateProcurement, { input }, visit.t('procurement.list.title')))
        .createProcurement;
      await visit.goTo(pathTo(procurement), { key: 'procurement.created', values: { reference: procurement.reference } });
    } catch (error) {
      await this.showNew(visit, typedDescription(visit), FormErrors.of(error, 'title', DESCRIPTION_FIELDS));
    }
  }

  @Get(':id')
  async tasks(@CurrentVisit() visit: Visit, @Param('id') id: string): Promise<void> {
    const answer = await visit.ask(ProcurementTasks, { id });
    const now = new Date();
    const sections = tasksOf({ ...answer, viewerId: visit.viewer?.user.id ?? '', now });
    const standing = listStanding(answer.procurement, now);
    await showPart(visit, 'tasks', answer.procurement, {
      sections,
      standing,
      mayCancel: visit.has('EDITOR') && !isEnded(answer.procurement),
    });
  }

  @Get(':id/description')
  async description(@CurrentVisit() visit: Visit, @Param('id') id: string): Promise<void> {
    const answer = await visit.ask(ProcurementDescription, { id });
    const values = descriptionToType(answer.procurement);
    await showPart(visit, 'description', answer.procurement, {
      ...answer,
      ...describing(values, new FormErrors(), answer),
      version: answer.procurement.version,
    });
  }

  @Post(':id/description')
  async update(@CurrentVisit() visit: Visit, @Param('id') id: string): Promise<void> {
    const before = await visit.ask(ProcurementDescription, { id });
    const errors = new FormErrors();
    const input = readDescription(visit, errors, before.procurement.estimatedValue?.currency);
    const version = Number(visit.field('version'));
    if (!errors.any) {
      try {
        await visit.ask(UpdateProcurement, { input: { ...input, procurementId: id, expectedVersion: version } });
        return await visit.goTo(pathTo(before.procurement), { key: 'procurement.changed' });
      } catch (error) {
        const refused = FormErrors.of(error, 'title', DESCRIPTION_FIELDS);
        const now = await visit.ask(ProcurementDescription, { id });
        return this.showDescription(visit, now, refused, now.procurement.version, version);
      }
    }
    await this.showDescription(visit, before, errors, version);
  }

  @Get(':id/cancel')
  async cancelForm(@CurrentVisit() visit: Visit, @Param('id') id: string): Promise<void> {
    await this.showCancel(visit, id, new FormErrors());
  }

  @Post(':id/cancel')
  async cancel(@CurrentVisit() visit: Visit, @Param('id') id: string): Promise<void> {
    const reason = visit.field('reason');
    const errors = new FormErrors().require('reason', reason, visit.t('cancel.reasonMissing'));
    if (errors.any) return this.showCancel(visit, id, errors);
    try {
      const { procurement } = (await visit.ask(CancelProcurement, { input: { procurementId: id, reason } })).cancelProcurement;
      await visit.goTo(pathTo(procurement), { key: 'cancel.done', values: { reference: procurement.reference } });
    } catch (error) {
      await this.showCancel(visit, id, FormErrors.of(error, 'reason'));
    }
  }

  private async showNew(visit: Visit, values: TypedDescription, errors: FormErrors): Promise<void> {
    const choices = await visit.ask(DescriptionChoices);
    await visit.show('procurement/new', { ...choices, ...describing(values, errors, choices) }, errors.any ? 400 : 200);
  }

  private async showCancel(visit: Visit, id: string, errors: FormErrors): Promise<void> {
    const { procurement } = await visit.ask(ProcurementToCancel, { id });
    const winner = procurement.decision?.candidate?.supplier ?? null;
    const isOver = isEnded(procurement);
    const context = { errors, winner, reason: visit.field('reason'), isOver, mayCancel: visit.has('EDITOR') && !isOver };
    await showPart(visit, 'cancel', procurement, context, errors.any ? 400 : 200);
  }

  private showDescription(
    visit: Visit,
    before: ProcurementDescriptionQuery,
    errors: FormErrors,
    version: number,
    versionBefore = version,
  ): Promise<void> {
    const stands = descriptionToType(before.procurement);
    const typed = typedDescription(visit, stands.currency);
    const theirs =
      version === versionBefore
        ? null
        : standing(
            toldDescription(typed, before),
            toldDescription(stands, before),
            descriptionFields(visit, before),
            visit.t('form.nothing'),
          );
    const context = { ...before, ...describing(typed, errors, before), version, theirs };
    return showPart(visit, 'description', before.procurement, context, 400);
  }
}

/** What the form needs to be shown. */
function describing(
  values: TypedDescription,
  errors: FormErrors,
  { regions }: Pick<ProcurementDescriptionQuery, 'regions'>,
): object {
  return { values, errors, sensitivities: DATA_SENSITIVITIES, places: placeRows(values.places, regions) };
}
