import { Controller, Get, NotFoundException, Param, Post } from '@nestjs/common';
import { ApiRefusal } from '../api/api-client';
import { AcceptAgreed, ModerateAssessment, ModerationProgress, type ModerationProgressQuery } from '../api/operations';
import { FormErrors } from '../form/form-errors';
import { For } from '../page/door';
import { CurrentVisit, Visit } from '../page/visit';
import { answerOf, type Pair } from './assessing';
import { gridOf, sealedUntil } from './evidence-grid';
import { doubtOf } from './doubt';
import { CONFORMANCES, FIGURE_FIELDS, markOf, readFigure, typedFigure, type TypedFigure } from './figure-form';
import { hasAssessed, settledAtOnce } from './moderating';
import { pathTo, showPart } from './part';
import { readAnswers } from './read-answers';
import { STRENGTHS } from './strengths';

/** A second person settles the figures: at once where the assessors agree, one by one where they differ. */
@Controller('procurements/:id/moderation')
@For('BUYER')
export class ModerationController {
  @Get()
  async list(@CurrentVisit() visit: Visit, @Param('id') id: string): Promise<void> {
    await this.showList(visit, id, new FormErrors());
  }

  @Post()
  async acceptAgreed(@CurrentVisit() visit: Visit, @Param('id') id: string): Promise<void> {
    try {
      const { settled, remaining } = (await visit.ask(AcceptAgreed, { input: { procurementId: id } })).acceptAgreed;
      await visit.goTo(pathTo({ id }, 'moderation'), { key: 'moderation.agreed', values: { count: settled, remaining } });
    } catch (error) {
      await this.showList(visit, id, FormErrors.of(error, 'agreed'));
    }
  }

  @Get(':candidate/:requirement')
  async answer(
    @CurrentVisit() visit: Visit,
    @Param('id') id: string,
    @Param('candidate') candidateId: string,
    @Param('requirement') requirementId: string,
  ): Promise<void> {
    await this.showAnswer(visit, id, { candidateId, requirementId }, new FormErrors());
  }

  @Post(':candidate/:requirement')
  async settle(
    @CurrentVisit() visit: Visit,
    @Param('id') id: string,
    @Param('candidate') candidateId: string,
    @Param('requirement') requirementId: string,
  ): Promise<void> {
    const pair = { candidateId, requirementId };
    const sent = { typed: typedFigure(visit), version: Number(visit.field('version')) };
    const errors = new FormErrors();
    const figure = readFigure(visit, visit.field('kind'), errors);
    if (figure === null) return this.showAnswer(visit, id, pair, errors, sent);
    try {
      await visit.doAsTyped(ModerateAssessment, { input: { ...pair, ...figure, expectedVersion: sent.version } });
    } catch (error) {
      // The page shows what a colleague settled meanwhile: sent again, what was typed takes the place of that.
      const isOvertaken = error instanceof ApiRefusal && error.code === 'CONFLICT';
      const again = isOvertaken ? { typed: sent.typed } : sent;
      return this.showAnswer(visit, id, pair, FormErrors.of(error, 'conformance', FIGURE_FIELDS), again);
    }
    await visit.goTo(pathTo({ id }, 'moderation'), { key: 'moderation.settled' });
  }

  private async showList(visit: Visit, id: string, errors: FormErrors): Promise<void> {
    const { procurement, ...people } = await visit.ask(ModerationProgress, { id });
    const { rows, candidates } = gridOf(procurement);
    const names = new Map(candidates.map((candidate) => [candidate.id, candidate.supplier.name]));
    const answered = rows
      .flatMap(({ requirement, cells }) =>
        cells.map((cell) => ({ requirement, cell, supplierName: names.get(cell.candidate.id), doubt: doubtOf(cell) })),
      )
      .filter(({ cell }) => cell.state !== 'NO_ANSWER');
    await showPart(
      visit,
      'moderation',
      procurement,
      {
        errors,
        open: answered.filter(({ cell }) => cell.state !== 'SETTLED'),
        settled: answered.filter(({ cell }) => cell.state === 'SETTLED').length,
        doubtful: answered.filter(({ doubt }) => doubt !== null),
        count: answered.length,
        unassessed: answered.filter(({ cell }) => cell.state === 'NOT_ASSESSED').length,
        isAsked: procurement.evidenceRequest !== null,
        sealedUntil: sealedUntil(procurement),
        atOnce: settledAtOnce(answered.map(({ cell }) => cell)),
        ...standing(visit, procurement, people),
      },
      errors.any ? 400 : 200,
    );
  }

  /** @param sent what was typed before, and the version that it was typed in view of: left out, the one that is shown */
  private async showAnswer(
    visit: Visit,
    id: string,
    pair: Pair,
    errors: FormErrors,
    sent: { typed?: TypedFigure; version?: number } = {},
  ): Promise<void> {
    const read = await readAnswers(visit, id);
    if (read === null) return;
    const found = answerOf(read, pair);
    if (found === null) throw new NotFoundException();
    const values = sent.typed ?? { conformance: '', score: '', strength: '', reason: '', meant: '' };
    await showPart(
      visit,
      'moderate',
      read.procurement,
      {
        ...found,
        errors,
        values,
        mark: errors.any ? markOf(values) : '',
        version: sent.version ?? found.settled?.settledVersion ?? 0,
        conformances: CONFORMANCES,
        strengths: STRENGTHS,
        guidance: found.requirement.guidance.filter(({ status }) => status === 'ACCEPTED'),
        ...standing(visit, read.procurement, read),
        action: `${pathTo({ id }, 'moderation')}/${encodeURIComponent(pair.candidateId)}/${encodeURIComponent(pair.requirementId)}`,
      },
      errors.any ? 400 : 200,
    );
  }
}

/** Whether figures are settled now, and what of the person who visits stands in the way of settling: having assessed, or not having declared. */
function standing(
  visit: Visit,
  { stage }: { stage: string },
  { assessments, interestDeclarations }: Pick<ModerationProgressQuery, 'assessments' | 'interestDeclarations'>,
): { isOpen: boolean; isAssessor: boolean; isUndeclared: boolean } {
  const viewerId = visit.viewer?.user.id;
  return {
    isOpen: ['ASSESSMENT', 'MODERATION'].includes(stage),
    isAssessor: hasAssessed(assessments, viewerId),
    isUndeclared: !interestDeclarations.some(({ declaredBy }) => declaredBy.id === viewerId),
  };
}
