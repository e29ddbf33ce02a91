import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { AuditTrail } from '#audit';
import { figureProblems } from '#pack';
import {
  BadUserInput,
  Conflict,
  Forbidden,
  globalId,
  IllegalTransition,
  Member,
  mustBeCurrent,
  readId,
  refer,
  referAll,
  Transactions,
  Tx,
} from '#platform';
import { Candidate } from '../candidate/candidate.entity';
import { EvidenceRequest } from '../evidence/evidence-request.entity';
import { InvitationService } from '../evidence/invitation.service';
import { Procurement } from '../procurement/procurement.entity';
import { ProcurementRows } from '../procurement/procurement-rows';
import { Requirement } from '../requirement/requirement.entity';
import { Assessment, InterestDeclaration } from './assessment.entities';
import {
  AssessAnswerInput,
  AssessmentPayload,
  AssessmentsPayload,
  DeclareInterestsInput,
  DeclareInterestsPayload,
  FigureInput,
} from './assessment.inputs';

/** Assessors declare their interests, then judge answer by answer. */
@Injectable()
export class AssessmentService {
  constructor(
    private readonly transactions: Transactions,
    private readonly audit: AuditTrail,
    private readonly rows: ProcurementRows,
    private readonly invitations: InvitationService,
  ) {}

  /** @throws Conflict when the caller has declared before: a declaration is written once */
  async declare(
    caller: Member,
    { procurementId, hasConflict, statement }: DeclareInterestsInput,
  ): Promise<DeclareInterestsPayload> {
    const key = readId(Procurement, procurementId);
    const id = uuidv7();
    await this.transactions.run(caller, async (tx) => {
      await this.rows.forChange(tx, caller, key, ['CRITERIA_LOCKED', 'EVIDENCE', 'ASSESSMENT'], 'Declaring interests');
      if (await tx.existsBy(InterestDeclaration, { procurementId: key, userId: caller.user.id })) {
        throw new Conflict(
          'You have declared your interests in this procurement already. A declaration is not changed; tell the procurement officer what is new.',
        );
      }
      const author = { userId: caller.user.id, userName: caller.user.name, declaredAt: new Date() };
      await tx.insert(InterestDeclaration, {
        ...author,
        id,
        procurementId: key,
        organisationId: caller.organisation.id,
        hasConflict,
        statement,
      });
      await this.audit.record(tx, caller, {
        action: 'interests.declared',
        subject: { type: Procurement, id: key },
        detail: { hasConflict },
      });
    });
    return { declaration: refer(InterestDeclaration, id) };
  }

  async assess(caller: Member, input: AssessAnswerInput): Promise<AssessmentPayload> {
    const [id] = await this.transactions.run(caller, (tx) => this.write(tx, caller, [input]));
    return { assessment: refer(Assessment, id) };
  }

  /** A page of judgements at once: all or none. */
  async assessAll(caller: Member, inputs: readonly AssessAnswerInput[]): Promise<AssessmentsPayload> {
    const keys = await this.transactions.run(caller, (tx) => this.write(tx, caller, inputs));
    return { assessments: referAll(Assessment, keys) };
  }

  private async write(tx: Tx, caller: Member, inputs: readonly AssessAnswerInput[]): Promise<string[]> {
    const first = await this.rows.locked(tx, Candidate, {
      id: readId(Candidate, inputs[0].candidateId),
      organisationId: caller.organisation.id,
    });
    const procurement = await this.rows.forChange(tx, caller, first.procurementId, ['EVIDENCE', 'ASSESSMENT'], 'Assessing');
    await this.mustHaveDeclared(tx, caller, procurement.id);
    if (procurement.stage === 'EVIDENCE') await this.open(tx, caller, procurement);
    const keys: string[] = [];
    for (const [index, input] of inputs.entries()) keys.push(await this.writeOne(tx, caller, procurement, input, index));
    return keys;
  }

  /** The first assessment opens the responses: the deadline has to be past, and who has not answered by then has not answered. */
  private async open(tx: Tx, caller: Member, procurement: Procurement): Promise<void> {
    const request = await tx.findOneByOrFail(EvidenceRequest, { procurementId: procurement.id });
    const [{ now }]: { now: Date }[] = await tx.query('SELECT clock_timestamp() AS now');
    if (request.dueAt > now) {
      throw new IllegalTransition(
        `Responses are sealed until ${request.dueAt.toISOString()}. Nobody sees an answer before the deadline; assess after it.`,
        { opensAt: request.dueAt.toISOString() },
      );
    }
    await this.invitations.closeExpired(tx, caller, procurement.id);
    await this.rows.moveTo(tx, procurement, 'ASSESSMENT');
    await this.audit.record(tx, caller, { action: 'responses.opened', subject: { type: Procurement, id: procurement.id } });
  }

  private async mustHaveDeclared(tx: Tx, caller: Member, procurementId: string): Promise<void> {
    const declaration = await tx.findOneBy(InterestDeclaration, { procurementId, userId: caller.user.id });
    if (declaration === null) throw new Forbidden('Declare your interests in this procurement first; then you can assess.');
    if (declaration.hasConflict)
      throw new Forbidden('You declared a conflict of interest, so you cannot assess here. Ask a colleague who has none.');
    const moderated: unknown[] = await tx.query(
      'SELECT 1 FROM moderation WHERE procurement_id = $1 AND moderator_id = $2 LIMIT 1',
      [procurementId, caller.user.id],
    );
    if (moderated.length > 0) throw new Forbidden('You have moderated here, so you cannot assess. Ask a colleague.');
  }

  private async writeOne(
    tx: Tx,
    caller: Member,
    procurement: Procurement,
    input: AssessAnswerInput,
    index: number,
  ): Promise<string> {
    const { candidate, requirement } = await figureOf(this.rows, tx, procurement.id, input, index);
    const known = await tx.findOneBy(Assessment, {
      candidateId: candidate.id,
      requirementId: requirement.id,
      assessorId: caller.user.id,
    });
    const values = {
      conformance: input.conformance,
      score: input.score ?? null,
      strength: input.strength,
      reason: input.reason,
      updatedAt: new Date(),
    };
    const id = known?.id ?? uuidv7();
    if (known === null) {
      if (input.expectedVersion !== undefined && input.expectedVersion !== 0)
        mustBeCurrent('assessment', { version: 0 }, input.expectedVersion);
      const author = { assessorId: caller.user.id, assessorName: caller.user.name };
      await tx.insert(Assessment, {
        ...values,
        ...author,
        id,
        procurementId: procurement.id,
        organisationId: caller.organisation.id,
        candidateId: candidate.id,
        requirementId: requirement.id,
        version: 1,
      });
    } else {
      mustBeCurrent('assessment', known, input.expectedVersion);
      await tx.update(Assessment, { id }, { ...values, version: known.version + 1 });
    }
    const figures = {
      candidate: globalId(Candidate, candidate.id),
      requirement: requirement.ref,
      conformance: input.conformance,
      score: input.score ?? null,
      strength: input.strength,
    };
    await this.audit.record(tx, caller, {
      action: 'answer.assessed',
      subject: { type: Procurement, id: procurement.id },
      detail: figures,
    });
    return id;
  }
}

/**
 * The rows that a figure is about, when the rules allow it.
 *
 * @throws BadUserInput when the candidate gave no answer, the requirement is of another procurement, or the figure breaks the rules
 */
export async function figureOf(
  rows: ProcurementRows,
  tx: Tx,
  procurementId: string,
  input: FigureInput,
  index: number,
): Promise<{ candidate: Candidate; requirement: Requirement }> {
  const candidate = await rows.locked(tx, Candidate, { id: readId(Candidate, input.candidateId), procurementId });
  const requirement = await tx.findOneBy(Requirement, { id: readId(Requirement, input.requirementId), procurementId });
  if (requirement === null)
    throw BadUserInput.field(`[${index}].requirementId`, 'This requirement is not one of this procurement.');
  if (candidate.state !== 'RESPONDED' && candidate.state !== 'ASSESSED') {
    throw BadUserInput.field(`[${index}].candidateId`, `This candidate is ${candidate.state}: there is no response to assess.`);
  }
  if (requirement.kind === 'GATE' && input.score !== undefined)
    throw BadUserInput.field(`[${index}].score`, `${requirement.ref} is a gate: it is passed or failed, and has no score.`);
  const figure = {
    requirementRef: requirement.ref,
    conformance: input.conformance,
    score: input.score ?? null,
    strength: input.strength,
  };
  const [problem] = figureProblems(
    {
      ref: requirement.ref,
      kind: requirement.kind,
      weight: Number(requirement.weight),
      minimumStrength: requirement.minimumStrength,
    },
    figure,
  );
  if (problem !== undefined) throw BadUserInput.field(`[${index}]`, problem);
  return { candidate, requirement };
}
