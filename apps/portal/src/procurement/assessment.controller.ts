import { Controller, Get, NotFoundException, Param, Post } from '@nestjs/common';
import {
  AssessAnswer,
  AssessmentProgress,
  type AssessmentProgressQuery,
  DeclareInterests,
  EvidenceGrid,
  Interests,
} from '../api/operations';
import { FormErrors } from '../form/form-errors';
import { For } from '../page/door';
import { CurrentVisit, Visit } from '../page/visit';
import { answerOf, nextPair, type Pair, pairsToAssess } from './assessing';
import { gridOf, mayHaveAnswered, sealedUntil } from './evidence-grid';
import { CONFORMANCES, FIGURE_FIELDS, markOf, readFigure, typedFigure, type TypedFigure } from './figure-form';
import { pathTo, showPart } from './part';
import { readAnswers } from './read-answers';
import { STRENGTHS } from './strengths';

/** Interests declared, evidence read, answers judged: conformance and evidence strength, two figures with a reason. */
@Controller('procurements/:id')
@For('BUYER')
export class AssessmentController {
  @Get('interests')
  async interests(@CurrentVisit() visit: Visit, @Param('id') id: string): Promise<void> {
    await this.showInterests(visit, id, new FormErrors());
  }

  @Post('interests')
  async declare(@CurrentVisit() visit: Visit, @Param('id') id: string): Promise<void> {
    const conflict = visit.field('conflict');
    const statement = visit.field('statement') || (conflict === 'no' ? visit.t('interests.none') : '');
    const errors = new FormErrors();
    if (conflict !== 'yes' && conflict !== 'no') errors.add('conflict', visit.t('interests.conflictMissing'));
    else errors.require('statement', statement, visit.t('interests.statementMissing'));
    if (errors.any) return this.showInterests(visit, id, errors);
    try {
      await visit.ask(DeclareInterests, { input: { procurementId: id, hasConflict: conflict === 'yes', statement } });
    } catch (error) {
      return this.showInterests(visit, id, FormErrors.of(error, 'statement'));
    }
    await visit.goTo(pathTo({ id }), { key: 'interests.declared' });
  }

  @Get('evidence')
  async evidence(@CurrentVisit() visit: Visit, @Param('id') id: string): Promise<void> {
    const { procurement } = await visit.ask(EvidenceGrid, { id });
    const { candidates, rows } = gridOf(procurement);
    await showPart(visit, 'evidence', procurement, {
      candidates: candidates.map((candidate) => ({ ...candidate, mayHaveAnswered: mayHaveAnswered(candidate) })),
      rows,
      sealedUntil: sealedUntil(procurement),
      isAsked: procurement.evidenceRequest !== null,
    });
  }

  @Get('assessment')
  async progress(@CurrentVisit() visit: Visit, @Param('id') id: string): Promise<void> {
    const answer = await visit.ask(AssessmentProgress, { id });
    const { pairs, isDone } = mine(visit, answer);
    const declaration = answer.interestDeclarations.find(({ declaredBy }) => declaredBy.id === visit.viewer?.user.id);
    await showPart(visit, 'assessment', answer.procurement, {
      isAsked: answer.procurement.evidenceRequest !== null,
      declaration: declaration ?? null,
      sealedUntil: sealedUntil(answer.procurement),
      next: nextPair(pairs, null, isDone),
      done: pairs.filter(isDone).length,
      count: pairs.length,
      candidates: answer.procurement.candidates
        .filter(({ state }) => state !== 'EXCLUDED')
        .map((candidate) => {
          const own = pairs.filter(({ candidateId }) => candidateId === candidate.id);
          return {
            ...candidate,
            mayHaveAnswered: mayHaveAnswered(candidate),
            count: own.length,
            done: own.filter(isDone).length,
            first: nextPair(own, null, isDone) ?? own[0],
          };
        }),
      isOpen: ['EVIDENCE', 'ASSESSMENT'].includes(answer.procurement.stage),
    });
  }

  @Get('assessment/:candidate/:requirement')
  async answer(
    @CurrentVisit() visit: Visit,
    @Param('id') id: string,
    @Param('candidate') candidateId: string,
    @Param('requirement') requirementId: string,
  ): Promise<void> {
    await this.showAnswer(visit, id, { candidateId, requirementId }, new FormErrors());
  }

  @Post('assessment/:candidate/:requirement')
  async assess(
    @CurrentVisit() visit: Visit,
    @Param('id') id: string,
    @Param('candidate') candidateId: string,
    @Param('requirement') requirementId: string,
  ): Promise<void> {
    const pair = { candidateId, requirementId };
    const errors = new FormErrors();
    const figure = readFigure(visit, visit.field('kind'), errors);
    if (figure === null) return this.showAnswer(visit, id, pair, errors, typedFigure(visit));
    try {
      await visit.ask(AssessAnswer, { input: { ...pair, ...figure, expectedVersion: Number(visit.field('version')) } });
    } catch (error) {
      return this.showAnswer(visit, id, pair, FormErrors.of(error, 'conformance', FIGURE_FIELDS), typedFigure(visit));
    }
    const { pairs, isDone } = mine(visit, await visit.ask(AssessmentProgress, { id }));
    const next = nextPair(pairs, pair, isDone);
    await visit.goTo(next === null ? pathTo({ id }, 'assessment') : pathToAnswer(id, next), {
      key: next === null ? 'assess.allSaved' : 'assess.saved',
      values: { done: pairs.filter(isDone).length, count: pairs.length },
    });
  }

  private async showInterests(visit: Visit, id: string, errors: FormErrors): Promise<void> {
    const { procurement, interestDeclarations } = await visit.ask(Interests, { id });
    const mine = interestDeclarations.find(({ declaredBy }) => declaredBy.id === visit.viewer?.user.id) ?? null;
    const values = { conflict: visit.field('conflict'), statement: visit.field('statement') };
    const candidates = procurement.candidates.filter(({ state }) => state !== 'EXCLUDED');
    const isOpen = ['CRITERIA_LOCKED', 'EVIDENCE', 'ASSESSMENT', 'MODERATION'].includes(procurement.stage);
    const context = { errors, mine, values, candidates, isOpen, declarations: interestDeclarations };
    await showPart(visit, 'interests', procurement, context, errors.any ? 400 : 200);
  }

  private async showAnswer(visit: Visit, id: string, pair: Pair, errors: FormErrors, typed?: TypedFigure): Promise<void> {
    const read = await readAnswers(visit, id);
    if (read === null) return;
    const found = answerOf(read, pair);
    if (found === null) throw new NotFoundException();
    const own = found.assessments.find(({ assessor }) => assessor.id === visit.viewer?.user.id);
    const values = typed ?? {
      conformance: own?.conformance ?? '',
      score: own?.score === null || own?.score === undefined ? '' : String(own.score),
      strength: own?.strength ?? found.answer.evidenceStrength ?? '',
      reason: own?.reason ?? '',
      meant: '',
    };
    await showPart(
      visit,
      'assess',
      read.procurement,
      {
        ...found,
        errors,
        values,
        mark: errors.any ? markOf(values) : '',
        own: own ?? null,
        version: own?.version ?? 0,
        conformances: CONFORMANCES,
        strengths: STRENGTHS,
        guidance: found.requirement.guidance.filter(({ status }) => status === 'ACCEPTED'),
        isOpen: ['EVIDENCE', 'ASSESSMENT'].includes(read.procurement.stage),
        action: pathToAnswer(id, pair),
      },
      errors.any ? 400 : 200,
    );
  }
}

function pathToAnswer(id: string, { candidateId, requirementId }: Pair): string {
  return `${pathTo({ id }, 'assessment')}/${encodeURIComponent(candidateId)}/${encodeURIComponent(requirementId)}`;
}

/** What there is to assess, and whether the person who looks has done so: judged each answer as it stands. */
function mine(
  visit: Visit,
  { procurement, assessments }: AssessmentProgressQuery,
): { pairs: Pair[]; isDone: (pair: Pair) => boolean } {
  const viewer = visit.viewer?.user.id;
  const own = assessments.filter(({ assessor }) => assessor.id === viewer);
  const done = new Set(own.map(({ candidate, requirement }) => `${candidate.id} ${requirement.id}`));
  for (const { candidate, requirement, outOfDate } of procurement.grid)
    if (outOfDate.some(({ id }) => id === viewer)) done.delete(`${candidate.id} ${requirement.id}`);
  return {
    pairs: pairsToAssess(procurement),
    isDone: ({ candidateId, requirementId }) => done.has(`${candidateId} ${requirementId}`),
  };
}
