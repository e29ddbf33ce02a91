import { Controller, Get, NotFoundException, Param, Post } from '@nestjs/common';
import {
  AnswerClarification,
  EvidenceRequestPage,
  ExtendDeadline,
  type ProcurementStage,
  RequestChanges,
  RequestEvidence,
} from '../api/operations';
import { typedDay } from '../form/day';
import { FormErrors } from '../form/form-errors';
import { readMoment } from '../form/moment';
import { For } from '../page/door';
import { CurrentVisit, Visit } from '../page/visit';
import { pathTo, showPart } from './part';
import { undecidedIn } from './shortlist';
import { warnOfSoon } from './soon';

/** Asking every shortlisted supplier for its evidence, once, in the same words; and what comes of it until the deadline and after. */
@Controller('procurements/:id')
@For('BUYER')
export class RequestController {
  @Get('request')
  async request(@CurrentVisit() visit: Visit, @Param('id') id: string): Promise<void> {
    await this.showRequest(visit, id, new FormErrors());
  }

  @Post('request')
  async send(@CurrentVisit() visit: Visit, @Param('id') id: string): Promise<void> {
    const message = visit.field('message');
    const errors = new FormErrors().require('message', message, visit.t('request.messageMissing'));
    const dueAt = readMoment(visit, 'dueAt', errors, visit.t('request.deadline'));
    if (dueAt !== null) warnOfSoon(visit, dueAt, visit.field('meant'), new Date(), errors);
    if (errors.any || dueAt === null) return this.showRequest(visit, id, errors, dueAt);
    try {
      const { requestEvidence } = await visit.ask(RequestEvidence, { input: { procurementId: id, message, dueAt } });
      await visit.goTo(pathTo({ id }, 'request'), {
        key: 'request.sent',
        values: { count: requestEvidence.request.invitations.length },
      });
    } catch (error) {
      const refused = FormErrors.of(error, 'message', { dueAt: 'dueAt-day', 'input.dueAt': 'dueAt-day' });
      await this.showRequest(visit, id, refused, dueAt);
    }
  }

  /** Before the deadline it is put off, for every supplier. */
  @Get('deadline')
  async deadlineForm(@CurrentVisit() visit: Visit, @Param('id') id: string): Promise<void> {
    await this.showDeadline(visit, id, new FormErrors());
  }

  @Post('deadline')
  async extendDeadline(@CurrentVisit() visit: Visit, @Param('id') id: string): Promise<void> {
    const reason = visit.field('reason');
    const errors = new FormErrors();
    const dueAt = readMoment(visit, 'dueAt', errors, visit.t('deadline.new'));
    errors.require('reason', reason, visit.t('deadline.reasonMissing'));
    if (errors.any || dueAt === null) return this.showDeadline(visit, id, errors);
    try {
      const input = { procurementId: id, dueAt, reason };
      const answer = await visit.doOnce(ExtendDeadline, { input }, visit.t('request.title'));
      const request =
        answer?.extendDeadline.request ?? (await visit.ask(EvidenceRequestPage, { id })).procurement.evidenceRequest;
      await visit.goTo(pathTo({ id }, 'request'), {
        key: 'deadline.extended',
        values: { count: request?.invitations.length ?? 0 },
      });
    } catch (error) {
      await this.showDeadline(visit, id, FormErrors.of(error, 'reason', { dueAt: 'dueAt-day' }));
    }
  }

  @Get('clarifications')
  async clarifications(@CurrentVisit() visit: Visit, @Param('id') id: string): Promise<void> {
    await this.showClarifications(visit, id, new FormErrors());
  }

  @Post('clarifications')
  async answer(@CurrentVisit() visit: Visit, @Param('id') id: string): Promise<void> {
    const clarificationId = visit.field('clarification');
    const answer = visit.field('answer');
    const errors = new FormErrors().require(`answer-${clarificationId}`, answer, visit.t('clarifications.answerMissing'));
    if (errors.any) return this.showClarifications(visit, id, errors);
    try {
      await visit.ask(AnswerClarification, { input: { clarificationId, answer } });
    } catch (error) {
      return this.showClarifications(visit, id, FormErrors.of(error, `answer-${clarificationId}`));
    }
    await visit.goTo(pathTo({ id }, 'clarifications'), { key: 'clarifications.answered' });
  }

  /** After the deadline, one supplier is asked to put something right. */
  @Get('request/:invitation/changes')
  async changesForm(
    @CurrentVisit() visit: Visit,
    @Param('id') id: string,
    @Param('invitation') invitation: string,
  ): Promise<void> {
    await this.showChanges(visit, id, invitation, new FormErrors());
  }

  @Post('request/:invitation/changes')
  async askForChanges(
    @CurrentVisit() visit: Visit,
    @Param('id') id: string,
    @Param('invitation') invitationId: string,
  ): Promise<void> {
    const wanted = visit.field('wanted');
    const errors = new FormErrors().require('wanted', wanted, visit.t('changes.wantedMissing'));
    const dueAt = readMoment(visit, 'dueAt', errors, visit.t('request.deadline'));
    if (errors.any || dueAt === null) return this.showChanges(visit, id, invitationId, errors);
    try {
      const input = { invitationId, wanted, dueAt };
      await visit.doOnce(RequestChanges, { input }, visit.t('request.title'));
    } catch (error) {
      return this.showChanges(visit, id, invitationId, FormErrors.of(error, 'wanted', { dueAt: 'dueAt-day' }));
    }
    await visit.goTo(pathTo({ id }, 'request'), { key: 'changes.asked' });
  }

  /** @param meant the deadline that the person has been told of, if it is near */
  private async showRequest(visit: Visit, id: string, errors: FormErrors, meant: string | null = null): Promise<void> {
    const { procurement } = await visit.ask(EvidenceRequestPage, { id });
    const { evidenceRequest, candidates } = procurement;
    const isOver = evidenceRequest !== null && isPast(evidenceRequest);
    await showPart(
      visit,
      'request',
      procurement,
      {
        errors,
        request: evidenceRequest,
        shortlisted: candidates.filter(({ state }) => state === 'SHORTLISTED'),
        requirements: procurement.requirements.length,
        undecidedCount: undecidedIn(procurement),
        values: { message: visit.field('message'), dueAt: typedMoment(visit), meant },
        isOver,
        mayExtend: evidenceRequest !== null && mayExtend(procurement.stage, evidenceRequest),
        mayAskForChanges: isOver && ['EVIDENCE', 'ASSESSMENT'].includes(procurement.stage),
      },
      errors.any ? 400 : 200,
    );
  }

  private async showDeadline(visit: Visit, id: string, errors: FormErrors): Promise<void> {
    const { procurement } = await visit.ask(EvidenceRequestPage, { id });
    const { evidenceRequest } = procurement;
    if (evidenceRequest === null) throw new NotFoundException();
    const values = { reason: visit.field('reason'), dueAt: typedMoment(visit) };
    await showPart(
      visit,
      'deadline',
      procurement,
      { errors, request: evidenceRequest, values, mayExtend: mayExtend(procurement.stage, evidenceRequest) },
      errors.any ? 400 : 200,
    );
  }

  private async showClarifications(visit: Visit, id: string, errors: FormErrors): Promise<void> {
    const { procurement } = await visit.ask(EvidenceRequestPage, { id });
    const values = { clarification: visit.field('clarification'), answer: visit.field('answer') };
    const clarifications = procurement.evidenceRequest?.clarifications ?? [];
    await showPart(visit, 'clarifications', procurement, { errors, clarifications, values }, errors.any ? 400 : 200);
  }

  private async showChanges(visit: Visit, id: string, key: string, errors: FormErrors): Promise<void> {
    const { procurement } = await visit.ask(EvidenceRequestPage, { id });
    const invitation = procurement.evidenceRequest?.invitations.find((each) => each.id === key);
    if (invitation === undefined) throw new NotFoundException();
    const values = { wanted: visit.field('wanted'), dueAt: typedMoment(visit) };
    await showPart(visit, 'changes', procurement, { errors, invitation, values }, errors.any ? 400 : 200);
  }
}

function isPast({ dueAt }: { dueAt: string }): boolean {
  return new Date(dueAt) <= new Date();
}

/** A deadline can be put off until it has passed, while suppliers answer. */
function mayExtend(stage: ProcurementStage, request: { dueAt: string }): boolean {
  return stage === 'EVIDENCE' && !isPast(request);
}

function typedMoment(visit: Visit): object {
  return { ...typedDay(visit, 'dueAt'), time: visit.field('dueAt-time') };
}
