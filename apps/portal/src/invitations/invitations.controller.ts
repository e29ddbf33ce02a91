import { Controller, Get, NotFoundException, Param, Post } from '@nestjs/common';
import {
  AnswerPage,
  type AnswerPageQuery,
  AskClarification,
  DeclineInvitation,
  InvitationPage,
  Invitations,
  InvitationSummary,
  SaveAnswer,
  SubmitResponse,
} from '../api/operations';
import { ApiRefusal } from '../api/api-client';
import { FormErrors } from '../form/form-errors';
import { For } from '../page/door';
import { CurrentVisit, Visit } from '../page/visit';
import { STRENGTHS } from '../procurement/strengths';
import {
  answerToType,
  attestationsToShow,
  deadlineOf,
  documentsToChoose,
  isAnswerable,
  isOtherThanSubmitted,
  isPast,
  isWithoutAnswer,
  nameOf,
  progressOf,
  progressSince,
  progressUnsent,
  refsWithoutAnswer,
  standsNoMore,
  submittedUnder,
  takenFrom,
  type TypedAnswer,
} from './answers';

/** What buyers ask of a supplier: read, answered requirement by requirement, submitted or declined. */
@Controller('invitations')
@For('SUPPLIER')
export class InvitationsController {
  @Get()
  async list(@CurrentVisit() visit: Visit): Promise<void> {
    const { evidenceInvitations } = await visit.ask(Invitations);
    await visit.show('invitations/invitations', {
      invitations: evidenceInvitations.map((invitation) => ({
        ...invitation,
        deadline: deadlineOf(invitation),
        isPast: isPast(invitation),
        ready: invitation.answers.filter((answer) => !isWithoutAnswer(progressOf(answer))).length,
      })),
    });
  }

  @Get(':id')
  async invitation(@CurrentVisit() visit: Visit, @Param('id') id: string): Promise<void> {
    await this.showInvitation(visit, id, new FormErrors());
  }

  @Post(':id/questions')
  async ask(@CurrentVisit() visit: Visit, @Param('id') id: string): Promise<void> {
    const question = visit.field('question');
    const errors = new FormErrors().require('question', question, visit.t('invitations.question.missing'));
    if (errors.any) return this.showInvitation(visit, id, errors);
    try {
      const input = { invitationId: id, question };
      await visit.doOnce(AskClarification, { input }, visit.t('invitations.question.title'));
    } catch (error) {
      return this.showInvitation(visit, id, FormErrors.of(error, 'question'));
    }
    await visit.goTo(pathTo(id), { key: 'invitations.question.asked' });
  }

  @Get(':id/decline')
  async declineForm(@CurrentVisit() visit: Visit, @Param('id') id: string): Promise<void> {
    const { evidenceInvitation } = await visit.ask(InvitationPage, { id });
    await visit.show('invitations/decline', { invitation: evidenceInvitation, errors: new FormErrors(), reason: '' });
  }

  @Post(':id/decline')
  async decline(@CurrentVisit() visit: Visit, @Param('id') id: string): Promise<void> {
    const reason = visit.field('reason');
    const { evidenceInvitation: invitation } = await visit.ask(InvitationPage, { id });
    const errors = new FormErrors().require('reason', reason, visit.t('invitations.decline.missing'));
    if (errors.any) return visit.show('invitations/decline', { invitation, errors, reason }, 400);
    try {
      await visit.ask(DeclineInvitation, { input: { invitationId: id, reason } });
    } catch (error) {
      return visit.show('invitations/decline', { invitation, errors: FormErrors.of(error, 'reason'), reason }, 400);
    }
    await visit.goTo(pathTo(id), { key: 'invitations.decline.done' });
  }

  @Get(':id/submit')
  async check(@CurrentVisit() visit: Visit, @Param('id') id: string): Promise<void> {
    await this.showCheck(visit, id, new FormErrors());
  }

  @Post(':id/submit')
  async submit(@CurrentVisit() visit: Visit, @Param('id') id: string): Promise<void> {
    const { evidenceInvitation } = await visit.ask(InvitationPage, { id });
    const unchecked = evidenceInvitation.answers.some((answer) => progressOf(answer) === 'FILLED_IN');
    if (isAnswerable(evidenceInvitation) && unchecked && visit.field('unchecked') !== 'yes') {
      return this.showCheck(visit, id, new FormErrors().add('unchecked', visit.t('invitations.submit.uncheckedMissing')));
    }
    const givesAgain = visit.field('again') === 'yes';
    if (isAnswerable(evidenceInvitation) && evidenceInvitation.closedDocuments.length > 0 && !givesAgain) {
      return this.showCheck(visit, id, new FormErrors().add('again', visit.t('invitations.submit.againMissing')));
    }
    try {
      const documentsGivenAgain = evidenceInvitation.closedDocuments.map((document) => document.id);
      const input = { invitationId: id, documentsGivenAgain };
      const answer = await visit.doOnce(SubmitResponse, { input }, visit.t('invitations.title'));
      // Where it was submitted before, what was read above has it already.
      const number = answer?.submitResponse.submission.number ?? evidenceInvitation.submissions.length;
      const key =
        evidenceInvitation.state === 'CHANGES_REQUESTED' ? 'invitations.submit.doneChanges' : 'invitations.submit.done';
      await visit.goTo(pathTo(id), { key, values: { number } });
    } catch (error) {
      const missing = refsWithoutAnswer(error);
      await this.showCheck(visit, id, missing.length > 0 ? new FormErrors() : FormErrors.of(error, 'answers'), missing);
    }
  }

  @Get(':id/summary')
  async summary(@CurrentVisit() visit: Visit, @Param('id') id: string): Promise<void> {
    const { evidenceInvitation, myAssessmentSummary } = await visit.ask(InvitationSummary, { id });
    await visit.show('invitations/summary', { invitation: evidenceInvitation, summary: myAssessmentSummary });
  }

  @Get(':id/answers/:ref')
  async answer(@CurrentVisit() visit: Visit, @Param('id') id: string, @Param('ref') ref: string): Promise<void> {
    const read = await visit.ask(AnswerPage, { id, ref });
    const { answer } = found(read, ref);
    // An earlier answer that was chosen stands in the field, to be read, changed and saved.
    const earlier = read.earlierAnswers.find((one) => one.id === visit.field('earlier'));
    const typed = earlier === undefined ? answerToType(answer) : takenFrom(earlier, answer);
    await this.showAnswer(visit, read, ref, typed, answer.version, new FormErrors());
  }

  @Post(':id/answers/:ref')
  async save(@CurrentVisit() visit: Visit, @Param('id') id: string, @Param('ref') ref: string): Promise<void> {
    const typed: TypedAnswer = {
      statement: visit.field('statement'),
      strength: visit.field('strength'),
      attestationIds: visit.fields('attestation'),
      documentIds: visit.fields('document'),
    };
    const version = Number(visit.field('version'));
    try {
      const file = await visit.file('file');
      if (file !== null) typed.documentIds.push((await visit.upload(file.name, file.bytes)).id);
      const strength = STRENGTHS.find((one) => one === typed.strength) ?? null;
      const input = { invitationId: id, requirementRef: ref, ...typed, strength, expectedVersion: version };
      const { answer } = (await visit.ask(SaveAnswer, { input })).saveAnswer;
      // Saved as it was typed: the page stays.
      if (visit.field('quiet') === 'yes') return await visit.answer({ version: answer.version });
    } catch (error) {
      if (visit.field('quiet') === 'yes') return visit.answer({}, 409);
      const read = await visit.ask(AnswerPage, { id, ref });
      const errors = isTooLate(error, read)
        ? new FormErrors().add('statement', error.message)
        : FormErrors.of(error, 'statement', { attestationIds: 'attestation', documentId: 'file', file: 'file' });
      // What a colleague has saved meanwhile is shown beside what was typed; saving again takes the place of it.
      const isOvertaken = error instanceof ApiRefusal && error.code === 'CONFLICT';
      return this.showAnswer(
        visit,
        read,
        ref,
        typed,
        isOvertaken ? found(read, ref).answer.version : version,
        errors,
        isOvertaken,
      );
    }
    const { answer, next } = found(await visit.ask(AnswerPage, { id, ref }), ref);
    const goesOn = visit.field('then') === 'next' && next !== null;
    await visit.goTo(goesOn ? pathToAnswer(id, next) : pathTo(id), {
      key: progressOf(answer) === 'EMPTY' ? 'invitations.answer.savedEmpty' : 'invitations.answer.saved',
      values: { ref },
    });
  }

  private async showInvitation(visit: Visit, id: string, errors: FormErrors): Promise<void> {
    const { evidenceInvitation: invitation, myAssessmentSummary } = await visit.ask(InvitationPage, { id });
    const isOpen = isAnswerable(invitation);
    const last = invitation.submissions.at(-1) ?? null;
    const answers = invitation.answers.map((answer) => ({
      ...answer,
      progress: last !== null ? progressSince(answer, isOpen) : isOpen ? progressOf(answer) : progressUnsent(answer),
      href: pathToAnswer(id, answer.requirement.ref),
    }));
    await visit.show(
      'invitations/invitation',
      {
        invitation,
        answers,
        missing: answers.filter(({ progress }) => isWithoutAnswer(progress)).length,
        deadline: deadlineOf(invitation),
        isOpen,
        isPast: isPast(invitation),
        hasSummary: myAssessmentSummary !== null,
        last,
        home: pathTo(id),
        mayEdit: visit.has('EDITOR'),
        maySubmit: visit.has('EDITOR') || visit.has('SIGNATORY'),
        errors,
        question: visit.field('question'),
      },
      errors.any ? 400 : 200,
    );
  }

  /** @param missing the refs without which nothing was submitted */
  private async showCheck(visit: Visit, id: string, errors: FormErrors, missing: readonly string[] = []): Promise<void> {
    const { evidenceInvitation: invitation } = await visit.ask(InvitationPage, { id });
    const answers = invitation.answers.map((answer) => ({
      ...answer,
      progress: progressOf(answer),
      submitted: submittedUnder(invitation.submissions, answer.requirement.ref)?.answer ?? null,
      href: pathToAnswer(id, answer.requirement.ref),
      gone: answer.evidence.filter(({ status }) => standsNoMore(status)),
    }));
    const context = { invitation, answers, deadline: deadlineOf(invitation), home: pathTo(id), errors };
    await visit.show(
      'invitations/submit',
      {
        ...context,
        missing: answers.filter(({ requirement }) => missing.includes(requirement.ref)),
        empty: answers.filter(({ progress }) => progress === 'EMPTY'),
        unchecked: answers.filter(({ progress }) => progress === 'FILLED_IN'),
        isOpen: isAnswerable(invitation),
        maySubmit: visit.has('EDITOR') || visit.has('SIGNATORY'),
      },
      errors.any || missing.length > 0 ? 400 : 200,
    );
  }

  private async showAnswer(
    visit: Visit,
    read: AnswerPageQuery,
    ref: string,
    typed: TypedAnswer,
    version: number,
    errors: FormErrors,
    isOvertaken = false,
  ): Promise<void> {
    const { answer, previous, next, place, count } = found(read, ref);
    const { evidenceInvitation: invitation, myAttestations } = read;
    const submitted = submittedUnder(invitation.submissions, ref);
    await visit.show(
      'invitations/answer',
      {
        invitation,
        answer,
        typed,
        version,
        errors,
        theirs: isOvertaken ? answer : null,
        isOver: !isAnswerable(invitation),
        submitted,
        isDraftLeft: submitted === null || isOtherThanSubmitted(answer, submitted.answer),
        earlier: read.earlierAnswers,
        taken: read.earlierAnswers.find((one) => one.id === visit.field('earlier')) ?? null,
        ...documentsToChoose(read, typed.documentIds),
        place,
        count,
        deadline: deadlineOf(invitation),
        isOpen: isAnswerable(invitation) && visit.has('EDITOR'),
        attestations: attestationsToShow(myAttestations, [
          ...answer.evidence.map((attestation) => attestation.id),
          ...typed.attestationIds,
        ]).map((attestation) => ({
          ...attestation,
          name: nameOf(attestation),
          standsNoMore: standsNoMore(attestation.status),
          replacement: myAttestations.filter((newer) => newer.id === attestation.replacedBy).map(nameOf)[0] ?? null,
        })),
        strengths: STRENGTHS,
        home: pathTo(invitation.id),
        action: pathToAnswer(invitation.id, ref),
        previous: previous === null ? null : { ref: previous, href: pathToAnswer(invitation.id, previous) },
        next: next === null ? null : { ref: next, href: pathToAnswer(invitation.id, next) },
        isFilledIn: isAnswerable(invitation) && progressOf(answer) === 'FILLED_IN',
      },
      errors.any ? 400 : 200,
    );
  }
}

/** Whether an answer was refused since the invitation takes none any more. */
function isTooLate(error: unknown, { evidenceInvitation }: AnswerPageQuery): error is ApiRefusal {
  return error instanceof ApiRefusal && error.code === 'ILLEGAL_TRANSITION' && !isAnswerable(evidenceInvitation);
}

function pathTo(id: string): string {
  return `/invitations/${encodeURIComponent(id)}`;
}

function pathToAnswer(id: string, ref: string): string {
  return `${pathTo(id)}/answers/${encodeURIComponent(ref)}`;
}

/** One answer, with the refs of its neighbours. @throws NotFoundException when nothing was asked under this ref */
function found({ evidenceInvitation: { answers } }: AnswerPageQuery, ref: string) {
  const place = answers.findIndex(({ requirement }) => requirement.ref === ref);
  if (place === -1) throw new NotFoundException();
  const refAt = (index: number): string | null => answers[index]?.requirement.ref ?? null;
  return {
    answer: answers[place],
    place: place + 1,
    count: answers.length,
    previous: place === 0 ? null : refAt(place - 1),
    next: refAt(place + 1),
  };
}
