import { Controller, Get, Param, Post } from '@nestjs/common';
import { AskToErase, ConfirmErasing, KeepRecordsUntil, LiftHold, PlaceHold, RetentionPage } from '../api/operations';
import { requireDay, typedDay } from '../form/day';
import { FormErrors } from '../form/form-errors';
import { For } from '../page/door';
import { CurrentVisit, Visit } from '../page/visit';
import { pathTo, showPart } from './part';

const KINDS = ['LITIGATION', 'AUDIT', 'INFORMATION_REQUEST', 'OTHER'] as const;

/** Until when the records of a procurement are kept, what holds them longer, and their erasing. */
@Controller('procurements/:id')
@For('BUYER')
export class RetentionController {
  @Get('records')
  async records(@CurrentVisit() visit: Visit, @Param('id') id: string): Promise<void> {
    await this.showRecords(visit, id, new FormErrors());
  }

  @Post('records/holds')
  async placeHold(@CurrentVisit() visit: Visit, @Param('id') id: string): Promise<void> {
    const kind = KINDS.find((one) => one === visit.field('kind'));
    const reason = visit.field('holdReason');
    const errors = new FormErrors();
    if (kind === undefined) errors.add('kind', visit.t('records.place.kindMissing'));
    errors.require('holdReason', reason, visit.t('records.place.reasonMissing'));
    if (errors.any || kind === undefined) return this.showRecords(visit, id, errors);
    try {
      await visit.doOnce(PlaceHold, { input: { procurementId: id, kind, reason } }, visit.t('records.title'));
    } catch (error) {
      return this.showRecords(visit, id, FormErrors.of(error, 'holdReason'));
    }
    await visit.goTo(pathTo({ id }, 'records'), { key: 'records.place.done' });
  }

  @Post('records/holds/:hold')
  async liftHold(@CurrentVisit() visit: Visit, @Param('id') id: string, @Param('hold') holdId: string): Promise<void> {
    const field = `lift-${holdId}`;
    const reason = visit.field(field);
    const errors = new FormErrors().require(field, reason, visit.t('records.lift.reasonMissing'));
    if (errors.any) return this.showRecords(visit, id, errors);
    try {
      await visit.ask(LiftHold, { input: { holdId, reason } });
    } catch (error) {
      return this.showRecords(visit, id, FormErrors.of(error, field));
    }
    await visit.goTo(pathTo({ id }, 'records'), { key: 'records.lift.done' });
  }

  @Post('records/term')
  async keepUntil(@CurrentVisit() visit: Visit, @Param('id') id: string): Promise<void> {
    const reason = visit.field('termReason');
    const errors = new FormErrors();
    const keptUntil = requireDay(visit, 'keptUntil', errors, visit.t('records.term.day'));
    errors.require('termReason', reason, visit.t('records.term.reasonMissing'));
    if (errors.any || keptUntil === null) return this.showRecords(visit, id, errors);
    try {
      await visit.ask(KeepRecordsUntil, { input: { procurementId: id, keptUntil, reason } });
    } catch (error) {
      return this.showRecords(visit, id, FormErrors.of(error, 'termReason', { keptUntil: 'keptUntil-day' }));
    }
    await visit.goTo(pathTo({ id }, 'records'), { key: 'records.term.done' });
  }

  @Get('erase')
  async erasing(@CurrentVisit() visit: Visit, @Param('id') id: string): Promise<void> {
    await this.showErase(visit, id, new FormErrors());
  }

  /** The first step. */
  @Post('erase')
  async ask(@CurrentVisit() visit: Visit, @Param('id') id: string): Promise<void> {
    try {
      await visit.ask(AskToErase, { input: { procurementId: id } });
    } catch (error) {
      return this.showErase(visit, id, FormErrors.of(error, 'ask'));
    }
    await visit.goTo(pathTo({ id }, 'erase'), { key: 'erase.asked' });
  }

  /** The second step, after which there is nothing to show but what is left. */
  @Post('erase/confirm')
  async confirm(@CurrentVisit() visit: Visit, @Param('id') id: string): Promise<void> {
    const reference = visit.field('reference');
    const errors = new FormErrors().require('reference', reference, visit.t('erase.referenceMissing'));
    if (errors.any) return this.showErase(visit, id, errors);
    try {
      const { erased } = (await visit.ask(ConfirmErasing, { input: { procurementId: id, reference } })).confirmErasing;
      await visit.goTo('/records', { key: 'erase.done', values: { reference: erased.reference } });
    } catch (error) {
      await this.showErase(visit, id, FormErrors.of(error, 'reference'));
    }
  }

  private async showRecords(visit: Visit, id: string, errors: FormErrors): Promise<void> {
    const { procurement } = await visit.ask(RetentionPage, { id });
    const { retention } = procurement;
    const lifting = new Map(retention.holds.map((hold) => [hold.id, visit.field(`lift-${hold.id}`)]));
    await showPart(
      visit,
      'records',
      procurement,
      {
        errors,
        retention,
        kinds: KINDS,
        standing: retention.holds
          .filter(({ liftedAt }) => liftedAt === null)
          .map((hold) => ({ ...hold, typed: lifting.get(hold.id) })),
        values: {
          kind: visit.field('kind'),
          holdReason: visit.field('holdReason'),
          termReason: visit.field('termReason'),
          keptUntil: typedDay(visit, 'keptUntil'),
        },
        mayKeep: visit.has('ADMIN'),
      },
      errors.any ? 400 : 200,
    );
  }

  private async showErase(visit: Visit, id: string, errors: FormErrors): Promise<void> {
    const { procurement } = await visit.ask(RetentionPage, { id });
    const context = {
      errors,
      retention: procurement.retention,
      reference: visit.field('reference'),
      mayErase: visit.has('ADMIN'),
    };
    await showPart(visit, 'erase', procurement, context, errors.any ? 400 : 200);
  }
}
