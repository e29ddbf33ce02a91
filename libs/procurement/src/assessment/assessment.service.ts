import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { AuditTrail } from '#audit';
import { CONFORMANCE_IN_WORDS, figureProblems } from '#pack';
import { BadUserInput, Conflict, globalId, Member, readId, refer, referAll, timeOfDeed, Transactions, Tx } from '#platform';
import { Candidate } from '../candidate/candidate.entity';
import { CANDIDATE } from '../candidate/candidate.states';
import { ResponseOpening } from '../evidence/response-opening';
import { Procurement } from '../procurement/procurement.entity';
import { ProcurementRows } from '../procurement/procurement-rows';
import { Requirement } from '../requirement/requirement.entity';
import { Assessment, InterestDeclaration, Moderation } from './assessment.entities';
import {
  AssessAnswerInput,
  AssessmentPayload,
  AssessmentsPayload,
  DeclareInterestsInput,
  DeclareInterestsPayload,
  FigureInput,
} from './assessment.inputs';
import { mustBeFreeToAssess } from './judgement.policy';

/** Assessors and moderators declare their interests; assessors then judge answer by answer. */
@Injectable()
export class AssessmentService {
  constructor(
    private readonly transactions: Transactions,
    private readonly audit: AuditTrail,
    private readonly rows: ProcurementRows,
    private readonly opening: ResponseOpening,
  ) {}

  /**
   * Whoever comes to settle figures may declare while others are settled already.
   *
   * @throws Conflict when the caller has declared before: a declaration is written once
   */
  async declare(
    caller: Member,
    { procurementId, hasConflict, statement }: DeclareInterestsInput,
  ): Promise<DeclareInterestsPayload> {
    const key = readId(Procurement, procurementId);
    const id = uuidv7();
    await this.transactions.run(caller, async (tx) => {
      await this.rows.forChange(
        tx,
        caller,
        key,
        ['CRITERIA_LOCKED', 'EVIDENCE', 'ASSESSMENT', 'MODERATION'],
        'Declaring interests',
      );
      if (await tx.existsBy(InterestDeclaration, { procurementId: key, userId: caller.user.id })) {
        throw new Conflict(
          'You have declared your interests in this procurement already. A declaration is not changed; tell the procurement officer what is new.',
        );
      }
      const author = { userId: caller.user.id, userName: caller.user.name, declaredAt: await timeOfDeed(tx) };
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
    const [id] = await this.transactions.run(caller, (tx) => this.write(tx, caller, [input], () => ''));
    return { assessment: refer(Assessment, id) };
  }

  /** A page of judgements at once: all or none. */
  async assessAll(caller: Member, inputs: readonly AssessAnswerInput[]): Promise<AssessmentsPayload> {
    const keys = await this.transactions.run(caller, (tx) =>
      this.write(tx, caller, inputs, (index) => `assessments[${index}].`),
    );
    return { assessments: referAll(Assessment, keys) };
  }

  /** @param place where an input is among what the client sent, for the path of a problem */
  private async write(
    tx: Tx,
    caller: Member,
    inputs: readonly AssessAnswerInput[],
    place: (index: number) => string,
  ): Promise<string[]> {
    const key = await this.rows.procurementOf(tx, Candidate, {
      id: readId(Candidate, inputs[0].candidateId),
      organisationId: caller.organisation.id,
    });
    const procurement = await this.rows.forChange(tx, caller, key, ['EVIDENCE', 'ASSESSMENT'], 'Assessing');
    await this.mustBeFree(tx, caller, procurement.id);
    if (procurement.stage === 'EVIDENCE') await this.opening.open(tx, caller, procurement);
    const keys: string[] = [];
    for (const [index, input] of inputs.entries()) keys.push(await this.writeOne(tx, caller, procurement, input, place(index)));
    await this.settleAssessed(tx, procurement.id);
    return keys;
  }

  /** A candidate is assessed when somebody has judged each of its answers. */
  private async settleAssessed(tx: Tx, procurementId: string): Promise<void> {
    await tx.query(
      `UPDATE candidate c SET state = 'ASSESSED', version = version + 1 WHERE c.procurement_id = $1 AND c.state = 'RESPONDED'
         AND NOT EXISTS (SELECT FROM requirement r WHERE r.procurement_id = c.procurement_id
           AND NOT EXISTS (SELECT FROM assessment a WHERE a.candidate_id = c.id AND a.requirement_id = r.id))`,
      [procurementId],
    );
  }

  private async mustBeFree(tx: Tx, caller: Member, procurementId: string): Promise<void> {
    const declaration = await tx.findOneBy(InterestDeclaration, { procurementId, userId: caller.user.id });
    mustBeFreeToAssess(declaration, await tx.existsBy(Moderation, { procurementId, moderatorId: caller.user.id }));
  }

  private async writeOne(
    tx: Tx,
    caller: Member,
    procurement: Procurement,
    input: AssessAnswerInput,
    place: string,
  ): Promise<string> {
    const { candidate, requirement } = await figureOf(this.rows, tx, procurement.id, input, place);
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
      updatedAt: await timeOfDeed(tx),
    };
    const id = known?.id ?? uuidv7();
    mustBeAsRead(known, requirement.ref, input.expectedVersion ?? null);
    if (known === null) {
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
 * Refuses to write over an own judgement that was saved since it was read, in another window.
 *
 * @param expected the version that was read, 0 for none; null: not asked
 * @throws Conflict with what is there now
 */
function mustBeAsRead(known: Assessment | null, ref: string, expected: number | null): void {
  const version = known?.version ?? 0;
  if (expected === null || expected === version) return;
  if (known === null)
    throw new Conflict(`You have not assessed ${ref} yet. Read it again; nothing was saved.`, { currentVersion: 0 });
  const { conformance, score, strength, reason } = known;
  const said = CONFORMANCE_IN_WORDS[conformance];
  const figure = score === null ? said : `${said}, ${score} of 10`;
  throw new Conflict(
    `You have saved another judgement of ${ref} since you read it: it is now ${figure} (version ${version}). Read it again; nothing was saved.`,
    { currentVersion: version, current: { conformance, score, strength, reason } },
  );
}

/**
 * The rows that a figure is about, when the rules allow it.
 *
 * @param place of the input among what the client sent: '' or 'assessments[3].'
 * @throws BadUserInput when the candidate gave no answer, the requirement is of another procurement, or the figure breaks the rules
 */
export async function figureOf(
  rows: ProcurementRows,
  tx: Tx,
  procurementId: string,
  input: FigureInput,
  place: string,
): Promise<{ candidate: Candidate; requirement: Requirement }> {
  const candidate = await rows.locked(tx, Candidate, { id: readId(Candidate, input.candidateId), procurementId });
  const requirement = await tx.findOneBy(Requirement, { id: readId(Requirement, input.requirementId), procurementId });
  if (requirement === null)
    throw BadUserInput.field(`${place}requirementId`, 'This requirement is not one of this procurement.');
  if (candidate.state !== 'RESPONDED' && candidate.state !== 'ASSESSED') {
    throw BadUserInput.field(
      `${place}candidateId`,
      `This candidate stands at “${CANDIDATE.called[candidate.state]}”: there is no response to assess.`,
    );
  }
  if (requirement.kind === 'GATE' && (input.score ?? null) !== null)
    throw BadUserInput.field(`${place}score`, `${requirement.ref} is a gate: it is passed or failed, and has no score.`);
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
      weight: requirement.weight === null ? null : Number(requirement.weight),
      minimumStrength: requirement.minimumStrength,
    },
    figure,
  );
  if (problem !== undefined) throw BadUserInput.field(`${place}conformance`, problem);
  return { candidate, requirement };
}
