import { Controller, Get, NotFoundException, Param, Post } from '@nestjs/common';
import {
  AskForAssurancePack,
  CloseProcurement,
  CorrectContract,
  Decision,
  DecideProcurement,
  Packs,
  RecordContract,
  Summaries,
  Watches,
  type WatchesQuery,
} from '../api/operations';
import { requireDay, today, typedDay } from '../form/day';
import { FormErrors } from '../form/form-errors';
import { For } from '../page/door';
import { CurrentVisit, Visit } from '../page/visit';
import { pathTo, showPart } from './part';
import { isUnanswered } from './stages';
import { tiesIn } from './ties';

const OUTCOMES = ['AWARDED', 'NONE_SUITABLE', 'CANCELLED'] as const;

/** The decision with its arithmetic, the summaries for the bidders, the pack that proves it, and what is watched after. */
@Controller('procurements/:id')
@For('BUYER')
export class DecisionController {
  @Get('decision')
  async decision(@CurrentVisit() visit: Visit, @Param('id') id: string): Promise<void> {
    await this.showDecision(visit, id, new FormErrors());
  }

  @Post('decision')
  async decide(@CurrentVisit() visit: Visit, @Param('id') id: string): Promise<void> {
    const outcome = OUTCOMES.find((one) => one === visit.field('outcome'));
    const candidateId = visit.field('candidate');
    const reason = visit.field('reason');
    const errors = new FormErrors();
    if (outcome === undefined) errors.add('outcome', visit.t('decision.outcomeMissing'));
    if (outcome === 'AWARDED') errors.require('candidate', candidateId, visit.t('decision.candidateMissing'));
    if (outcome !== undefined && outcome !== 'AWARDED' && candidateId !== '')
      errors.add('candidate', visit.t('decision.candidateTooMany'));
    errors.require('reason', reason, visit.t('decision.reasonMissing'));
    if (errors.any || outcome === undefined) return this.showDecision(visit, id, errors);
    try {
      const winner = outcome === 'AWARDED' ? { candidateId } : {};
      await visit.ask(DecideProcurement, { input: { procurementId: id, outcome, reason, ...winner } });
    } catch (error) {
      return this.showDecision(visit, id, FormErrors.of(error, 'outcome', { candidateId: 'candidate' }));
    }
    await visit.goTo(pathTo({ id }, 'decision'), { key: `decision.done.${outcome}` });
  }

  @Get('summaries')
  async summaries(@CurrentVisit() visit: Visit, @Param('id') id: string): Promise<void> {
    const { procurement, assessmentSummaries } = await visit.ask(Summaries, { id });
    await showPart(visit, 'summaries', procurement, { summaries: assessmentSummaries });
  }

  @Get('summaries/:summary')
  async summary(@CurrentVisit() visit: Visit, @Param('id') id: string, @Param('summary') key: string): Promise<void> {
    const { procurement, assessmentSummaries } = await visit.ask(Summaries, { id });
    const summary = assessmentSummaries.find((one) => one.id === key);
    if (summary === undefined) throw new NotFoundException();
    await showPart(visit, 'summary', procurement, { summary, content: summary.content });
  }

  @Get('pack')
  async packs(@CurrentVisit() visit: Visit, @Param('id') id: string): Promise<void> {
    await this.showPacks(visit, id, new FormErrors());
  }

  @Post('pack')
  async makePack(@CurrentVisit() visit: Visit, @Param('id') id: string): Promise<void> {
    try {
      await visit.ask(AskForAssurancePack, { input: { procurementId: id } });
    } catch (error) {
      return this.showPacks(visit, id, FormErrors.of(error, 'make'));
    }
    await visit.goTo(pathTo({ id }, 'pack'), { key: 'pack.asked' });
  }

  @Get('pack/:pack')
  async download(@CurrentVisit() visit: Visit, @Param('id') id: string, @Param('pack') key: string): Promise<void> {
    const { assurancePacks } = await visit.ask(Packs, { id });
    const pack = assurancePacks.find((one) => one.id === key);
    if (pack === undefined) throw new NotFoundException();
    await visit.passOn(pack.downloadUrl);
  }

  @Get('contract')
  async contract(@CurrentVisit() visit: Visit, @Param('id') id: string): Promise<void> {
    await this.showContract(visit, id, new FormErrors());
  }

  @Post('contract')
  async recordContract(@CurrentVisit() visit: Visit, @Param('id') id: string): Promise<void> {
    const errors = new FormErrors();
    const signedOn = readSignedOn(visit, errors);
    if (errors.any || signedOn === null) return this.showContract(visit, id, errors);
    try {
      await visit.ask(RecordContract, { input: { procurementId: id, signedOn } });
    } catch (error) {
      return this.showContract(visit, id, FormErrors.of(error, 'signedOn-day'));
    }
    await visit.goTo(pathTo({ id }, 'contract'), { key: 'contract.recorded' });
  }

  /** The recorded day was mistyped. */
  @Get('correction')
  async correction(@CurrentVisit() visit: Visit, @Param('id') id: string): Promise<void> {
    await this.showCorrection(visit, id, new FormErrors());
  }

  @Post('correction')
  async correctContract(@CurrentVisit() visit: Visit, @Param('id') id: string): Promise<void> {
    const reason = visit.field('reason');
    const errors = new FormErrors();
    const signedOn = readSignedOn(visit, errors);
    errors.require('reason', reason, visit.t('correction.reasonMissing'));
    if (errors.any || signedOn === null) return this.showCorrection(visit, id, errors);
    try {
      const input = { procurementId: id, signedOn, reason };
      await visit.doOnce(CorrectContract, { input }, visit.t('contract.title'));
    } catch (error) {
      return this.showCorrection(visit, id, FormErrors.of(error, 'reason', { signedOn: 'signedOn-day' }));
    }
    await visit.goTo(pathTo({ id }, 'contract'), { key: 'correction.done' });
  }

  @Post('close')
  async close(@CurrentVisit() visit: Visit, @Param('id') id: string): Promise<void> {
    await visit.ask(CloseProcurement, { input: { procurementId: id } });
    await visit.goTo(pathTo({ id }), { key: 'contract.closed' });
  }

  private async showDecision(visit: Visit, id: string, errors: FormErrors): Promise<void> {
    const { procurement, standing } = await visit.ask(Decision, { id });
    const isSettled = !procurement.grid.some(({ state }) => state !== 'SETTLED' && state !== 'NO_ANSWER');
    const nobodyAnswered = isUnanswered(procurement, new Date());
    await showPart(
      visit,
      'decision',
      procurement,
      {
        errors,
        decision: procurement.decision,
        standing,
        ties: tiesIn(procurement.decision?.arithmetic ?? standing),
        assessed: procurement.candidates.filter(({ state }) => state === 'ASSESSED'),
        outcomes: nobodyAnswered ? OUTCOMES.filter((outcome) => outcome !== 'AWARDED') : OUTCOMES,
        values: { outcome: visit.field('outcome'), candidate: visit.field('candidate'), reason: visit.field('reason') },
        nobodyAnswered,
        isReady: nobodyAnswered || (procurement.stage === 'MODERATION' && isSettled),
        mayDecide: visit.has('APPROVER'),
      },
      errors.any ? 400 : 200,
    );
  }

  private async showPacks(visit: Visit, id: string, errors: FormErrors): Promise<void> {
    const { procurement, assurancePacks, packMaking: making, signingKey } = await visit.ask(Packs, { id });
    const isOpen = making?.state === 'QUEUED' || making?.state === 'RUNNING';
    const share =
      typeof making?.bytesTotal === 'number' && making.bytesTotal > 0 ? making.bytesWritten / making.bytesTotal : null;
    const canMake = ['DECIDED', 'CONTRACT', 'CLOSED', 'CANCELLED'].includes(procurement.stage);
    const mayMake = visit.has('EDITOR') || visit.has('APPROVER');
    const packs = [...assurancePacks].reverse();
    const context = { errors, packs, making, isOpen, share, signingKey, canMake, mayMake };
    await showPart(visit, 'pack', procurement, context, errors.any ? 400 : 200);
  }

  private async showContract(visit: Visit, id: string, errors: FormErrors): Promise<void> {
    const { procurement, watches } = await visit.ask(Watches, { id });
    await showPart(
      visit,
      'contract',
      procurement,
      {
        errors,
        watches,
        today: today(),
        winner: procurement.decision?.candidate?.supplier ?? null,
        periodKnown: knownOf(procurement.contractPeriod),
        isWatched: ['DECIDED', 'CONTRACT'].includes(procurement.stage),
        values: typedDay(visit, 'signedOn'),
        maySign: (visit.has('EDITOR') || visit.has('APPROVER')) && procurement.stage === 'DECIDED',
        mayCorrect: mayCorrect(visit, procurement),
        mayClose: (visit.has('EDITOR') || visit.has('APPROVER')) && ['DECIDED', 'CONTRACT'].includes(procurement.stage),
      },
      errors.any ? 400 : 200,
    );
  }

  private async showCorrection(visit: Visit, id: string, errors: FormErrors): Promise<void> {
    const { procurement } = await visit.ask(Watches, { id });
    if (procurement.contractSignedOn === null) throw new NotFoundException();
    const values = { ...typedDay(visit, 'signedOn'), reason: visit.field('reason') };
    const context = { errors, values, mayCorrect: mayCorrect(visit, procurement) };
    await showPart(visit, 'correction', procurement, context, errors.any ? 400 : 200);
  }
}

/** The day of signature as it was typed; null when it is none, which is then among the errors. */
function readSignedOn(visit: Visit, errors: FormErrors): string | null {
  return requireDay(visit, 'signedOn', errors, visit.t('contract.signedOn'));
}

/** A recorded day can be corrected while the contract stands. */
function mayCorrect(visit: Visit, { stage }: WatchesQuery['procurement']): boolean {
  return (visit.has('EDITOR') || visit.has('APPROVER')) && stage === 'CONTRACT';
}

/** Which days of a period are known, as `contract.periods` names them. */
function knownOf(period: WatchesQuery['procurement']['contractPeriod']): 'BOTH' | 'START' | 'END' | 'NEITHER' {
  const starts = (period?.startsOn ?? null) !== null;
  const ends = (period?.endsOn ?? null) !== null;
  if (starts) return ends ? 'BOTH' : 'START';
  return ends ? 'END' : 'NEITHER';
}
