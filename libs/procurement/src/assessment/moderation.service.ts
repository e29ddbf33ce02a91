import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { type Strength, STRENGTHS } from '#attestations';
import { AuditTrail } from '#audit';
import { type Conformance, CONFORMANCE_IN_WORDS, STRENGTH_IN_WORDS } from '#pack';
import { BadUserInput, Conflict, globalId, Member, readId, refer, timeOfDeed, Transactions, Tx } from '#platform';
import { Candidate } from '../candidate/candidate.entity';
import { Correspondence } from '../evidence/correspondence';
import { InvitationService } from '../evidence/invitation.service';
import { Procurement } from '../procurement/procurement.entity';
import { ProcurementRows } from '../procurement/procurement-rows';
import { agreedReason } from './agreed-reason';
import { Assessment, InterestDeclaration, Moderation } from './assessment.entities';
import { AcceptAgreedInput, AcceptAgreedPayload, AssessmentPayload, ModerateAssessmentInput } from './assessment.inputs';
import { figureOf } from './assessment.service';
import { CHANGED_ANSWERS, isOfPresentAnswer } from './changed-answers';
import { mustBeFreeToModerate } from './judgement.policy';
import { countUnsettled } from './unsettled';

/** PostgreSQL takes 65,535 parameters in a statement, and a moderation has thirteen. */
const ROWS_A_STATEMENT = 2000;

/** What the assessors said of one answer. */
interface Pair {
  candidate_id: string;
  requirement_id: string;
  conformances: Conformance[];
  scores: (number | null)[];
  strengths: Strength[];
  reasons: string[];
  /** Whether each of them judged the answer as it stands, and none an earlier one alone. */
  is_of_present_answer: boolean;
}

/** A second person settles the final figures. */
@Injectable()
export class ModerationService {
  constructor(
    private readonly transactions: Transactions,
    private readonly audit: AuditTrail,
    private readonly rows: ProcurementRows,
    private readonly invitations: InvitationService,
  ) {}

  /**
   * @throws Forbidden to somebody who assessed here, has not declared interests, or has a conflict of interest
   * @throws Conflict when the figure was settled since the caller read it, where the caller says what it read
   */
  async moderate(caller: Member, input: ModerateAssessmentInput): Promise<AssessmentPayload> {
    const id = await this.transactions.run(caller, async (tx) => {
      const procurementId = await this.rows.procurementOf(tx, Candidate, {
        id: readId(Candidate, input.candidateId),
        organisationId: caller.organisation.id,
      });
      const procurement = await this.begin(tx, caller, procurementId);
      const { candidate, requirement } = await figureOf(this.rows, tx, procurement.id, input, '');
      const values = {
        conformance: input.conformance,
        score: input.score ?? null,
        strength: input.strength,
        reason: input.reason,
        moderatedAt: await timeOfDeed(tx),
      };
      const author = { moderatorId: caller.user.id, moderatorName: caller.user.name };
      const known = await tx.findOneBy(Moderation, { candidateId: candidate.id, requirementId: requirement.id });
      mustBeAsRead(known, requirement.ref, caller, input.expectedVersion ?? null);
      if (known === null) {
        await tx.insert(Moderation, {
          ...values,
          ...author,
          id: uuidv7(),
          procurementId,
          organisationId: caller.organisation.id,
          candidateId: candidate.id,
          requirementId: requirement.id,
          version: 1,
        });
        await tellWhenAllSettled(tx, caller, procurement);
      } else {
        await tx.update(Moderation, { id: known.id }, { ...values, ...author, version: known.version + 1 });
      }
      const detail = {
        candidate: globalId(Candidate, candidate.id),
        requirement: requirement.ref,
        conformance: input.conformance,
        score: input.score ?? null,
        strength: input.strength,
      };
      await this.audit.record(tx, caller, {
        action: 'assessment.moderated',
        subject: { type: Procurement, id: procurementId },
        detail,
      });
      const assessment = await tx.findOneOrFail(Assessment, {
        where: { candidateId: candidate.id, requirementId: requirement.id },
        order: { id: 'ASC' },
      });
      return assessment.id;
    });
    return { assessment: refer(Assessment, id) };
  }

  /**
   * Settles every answer on which the assessors agree to the point, at the weaker of the strengths that they saw and for the reasons that
   * they gave: the summary for the bidder says them (Procurement Regulations 2024, regulation 31). Whoever judged an answer that was
   * changed since agrees with nobody on the present one.
   */
  async acceptAgreed(caller: Member, { procurementId }: AcceptAgreedInput): Promise<AcceptAgreedPayload> {
    const key = readId(Procurement, procurementId);
    return this.transactions.run(caller, async (tx) => {
      const procurement = await this.begin(tx, caller, key);
      const open = await this.unsettled(tx, key);
      const agreed = open.filter(isAgreed);
      const moderatedAt = await timeOfDeed(tx);
      const rows = agreed.map(({ candidate_id, requirement_id, conformances, scores, strengths, reasons }) => ({
        id: uuidv7(),
        procurementId: key,
        organisationId: caller.organisation.id,
        candidateId: candidate_id,
        requirementId: requirement_id,
        moderatorId: caller.user.id,
        moderatorName: caller.user.name,
        conformance: conformances[0],
        score: scores[0],
        strength: weakest(strengths),
        reason: agreedReason(reasons),
        moderatedAt,
        version: 1,
      }));
      for (let from = 0; from < rows.length; from += ROWS_A_STATEMENT) {
        await tx.insert(Moderation, rows.slice(from, from + ROWS_A_STATEMENT));
      }
      if (rows.length > 0) await tellWhenAllSettled(tx, caller, procurement);
      await this.audit.record(tx, caller, {
        action: 'assessments.agreed',
        subject: { type: Procurement, id: key },
        detail: { settled: rows.length },
      });
      return { settled: rows.length, remaining: open.length - rows.length };
    });
  }

  /** The first moderation ends the assessing: every answer has to have been assessed by then, as it was last submitted. */
  private async begin(tx: Tx, caller: Member, key: string): Promise<Procurement> {
    const procurement = await this.rows.forChange(tx, caller, key, ['ASSESSMENT', 'MODERATION'], 'Moderating');
    const declaration = await tx.findOneBy(InterestDeclaration, { procurementId: key, userId: caller.user.id });
    mustBeFreeToModerate(declaration, await tx.existsBy(Assessment, { procurementId: key, assessorId: caller.user.id }));
    if (procurement.stage === 'MODERATION') return procurement;
    const missing: { ref: string; name: string }[] = await tx.query(
      `WITH changed AS MATERIALIZED (${CHANGED_ANSWERS})
       SELECT r.ref, s.name FROM candidate c JOIN supplier s ON s.id = c.supplier_id JOIN requirement r ON r.procurement_id = c.procurement_id
       WHERE c.procurement_id = $1 AND c.state IN ('RESPONDED', 'ASSESSED')
         AND NOT EXISTS (SELECT FROM assessment a WHERE a.candidate_id = c.id AND a.requirement_id = r.id AND ${isOfPresentAnswer('a')})
       ORDER BY s.name, r.position`,
      [key],
    );
    if (missing.length > 0) {
      const named = missing
        .slice(0, 5)
        .map(({ ref, name }) => `${ref} of ${name}`)
        .join(', ');
      throw new BadUserInput(
        `Answers not assessed yet: ${missing.length} (${named}${missing.length > 5 ? ' …' : ''}). Assess them, then moderate.`,
      );
    }
    await this.invitations.closeAll(tx, caller, procurement, 'Assessment has ended.');
    await this.rows.moveTo(tx, procurement, 'MODERATION');
    return procurement;
  }

  private async unsettled(tx: Tx, procurementId: string): Promise<Pair[]> {
    return tx.query(
      `WITH changed AS MATERIALIZED (${CHANGED_ANSWERS})
       SELECT a.candidate_id, a.requirement_id, array_agg(a.conformance) AS conformances, array_agg(a.score) AS scores, array_agg(a.strength) AS strengths,
         array_agg(a.reason ORDER BY a.id) AS reasons,
         bool_and(${isOfPresentAnswer('a')}) AS is_of_present_answer
       FROM assessment a JOIN candidate c ON c.id = a.candidate_id
       WHERE a.procurement_id = $1 AND c.state = 'ASSESSED'
         AND NOT EXISTS (SELECT FROM moderation m WHERE m.candidate_id = a.candidate_id AND m.requirement_id = a.requirement_id)
       GROUP BY a.candidate_id, a.requirement_id`,
      [procurementId],
    ) as Promise<Pair[]>;
  }
}

/**
 * Refuses to settle over a figure that was settled since it was read, by a colleague or in another window.
 *
 * @param expected the version that was read, 0 for none; null: not asked
 * @throws Conflict with who settled it meanwhile, and to what
 */
function mustBeAsRead(known: Moderation | null, ref: string, { user }: Member, expected: number | null): void {
  const version = known?.version ?? 0;
  if (expected === null || expected === version) return;
  if (known === null)
    throw new Conflict(`Nobody has settled ${ref} yet. Read it again; nothing was saved.`, { currentVersion: 0 });
  const { conformance, score, strength, reason, moderatorId, moderatorName } = known;
  const who = moderatorId === user.id ? 'You have' : `${moderatorName} has`;
  const points = score === null ? [] : [`${score} of 10`];
  const figure = [CONFORMANCE_IN_WORDS[conformance], ...points, STRENGTH_IN_WORDS[strength]].join(', ');
  throw new Conflict(
    `${who} settled ${ref} since you read it: it is now ${figure} (version ${version}). Nothing was saved. Read it again; settle it anew only where yours should take the place of that.`,
    { currentVersion: version, current: { conformance, score, strength, reason, moderator: moderatorName } },
  );
}

/** Once the last figure is settled an approver can decide; a figure that is settled anew is no news. */
async function tellWhenAllSettled(tx: Tx, { user }: Member, procurement: Procurement): Promise<void> {
  if ((await countUnsettled(tx, procurement.id)) > 0) return;
  const what = (name: string): string =>
    `${user.name} has settled the last figure of ${name}: an approver, who assessed nothing, can decide.`;
  await Correspondence.tellColleagues(tx, procurement, 'FIGURES_SETTLED', what);
}

function isAgreed({ conformances, scores, is_of_present_answer }: Pair): boolean {
  return is_of_present_answer && new Set(conformances).size === 1 && new Set(scores).size === 1;
}

function weakest(strengths: readonly Strength[]): Strength {
  return STRENGTHS[Math.min(...strengths.map((strength) => STRENGTHS.indexOf(strength)))];
}
