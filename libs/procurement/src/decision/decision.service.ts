import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { isTakenBack } from '#attestations';
import { AuditTrail } from '#audit';
import {
  type AssessmentSummary as PackSummary,
  assessedCandidates,
  dayOf,
  explainScore,
  explainTie,
  lastDayOf,
  type PackCandidate,
  printPoints,
  rankingOf,
  type RankedScore,
  summariesOf,
  tieWithWinner,
} from '#pack';
import {
  BadUserInput,
  dayInWords,
  globalId,
  IllegalTransition,
  Member,
  readId,
  refer,
  timeOfDeed,
  Transactions,
  Tx,
} from '#platform';
import { User } from '#identity';
import { Assessment } from '../assessment/assessment.entities';
import { mustNotHaveAssessed } from '../assessment/judgement.policy';
import { countUnsettled } from '../assessment/unsettled';
import { Candidate } from '../candidate/candidate.entity';
import { ResponseOpening } from '../evidence/response-opening';
import { Submissions } from '../evidence/submissions';
import { contractSignedOnSql, Procurement } from '../procurement/procurement.entity';
import { ProcurementPayload } from '../procurement/procurement.inputs';
import { ProcurementRows } from '../procurement/procurement-rows';
import type { Stage } from '../procurement/procurement.states';
import { assessedContents } from './assessed-contents';
import { evidenceAtDecision, freezeEvidence } from './decision-evidence';
import { tellColleaguesOfDecision, tellOfDecision } from './decision-letters';
import { type BidderSummary, AssessmentSummary, Decision, PrintedArithmetic } from './decision.entities';
import { CloseProcurementInput, CorrectContractInput, DecideProcurementInput, RecordContractInput } from './decision.inputs';

/** A step after the decision: from which stages, to which, and what it is called in the sentences that refuse it. */
interface Step {
  from: readonly Stage[];
  to: Stage;
  /** "Closing" is possible while it is decided. */
  what: string;
  /** Who has a conflict cannot "close the procurement". */
  part: string;
}

const RECORDING: Step = { from: ['DECIDED'], to: 'CONTRACT', what: 'Recording the contract', part: 'record the contract' };
const CLOSING: Step = { from: ['DECIDED', 'CONTRACT'], to: 'CLOSED', what: 'Closing', part: 'close the procurement' };

/** An approver, who assessed nothing, decides; the arithmetic is printed and the bidders' summaries are made of what was recorded. */
@Injectable()
export class DecisionService {
  constructor(
    private readonly transactions: Transactions,
    private readonly audit: AuditTrail,
    private readonly rows: ProcurementRows,
    private readonly submissions: Submissions,
    private readonly opening: ResponseOpening,
  ) {}

  /**
   * Decides, and tells every supplier that had answered. Where nobody answered by the deadline, it needs no assessment before it.
   *
   * @throws Forbidden to somebody who assessed here, or has a conflict of interest
   * @throws IllegalTransition when answers wait to be assessed, or the deadline has not passed
   * @throws BadUserInput when a figure is not settled, or the award would go to another than the first in the arithmetic
   */
  async decide(caller: Member, input: DecideProcurementInput): Promise<ProcurementPayload> {
    const key = readId(Procurement, input.procurementId);
    const winner = input.candidateId ?? null;
    const winnerKey = winner === null ? null : readId(Candidate, winner);
    if ((input.outcome === 'AWARDED') !== (winnerKey !== null)) {
      throw BadUserInput.field(
        'candidateId',
        input.outcome === 'AWARDED'
          ? 'Name the candidate that wins.'
          : 'Nobody wins with this outcome: leave the candidate out.',
      );
    }
    await this.transactions.run(caller, async (tx) => {
      const procurement = await this.rows.forChange(tx, caller, key, ['EVIDENCE', 'MODERATION'], 'Deciding');
      mustNotHaveAssessed(await tx.existsBy(Assessment, { procurementId: key, assessorId: caller.user.id }), 'decide');
      await this.rows.mustHaveNoConflict(tx, caller, key, 'decide');
      if (procurement.stage === 'EVIDENCE') await this.openToNobody(tx, caller, procurement);
      await this.mustBeSettled(tx, key);
      const assessed = await assessedContents(tx, key);
      const ranking = rankingOf(assessed);
      if (winnerKey !== null) mustRankFirst(ranking, assessed.candidates, globalId(Candidate, winnerKey));

      const decidedAt = await timeOfDeed(tx);
      const author = { decidedById: caller.user.id, decidedByName: caller.user.name, decidedAt };
      await tx.insert(Decision, {
        ...author,
        id: uuidv7(),
        procurementId: key,
        organisationId: caller.organisation.id,
        outcome: input.outcome,
        candidateId: winnerKey,
        reason: input.reason,
        arithmetic: printed(ranking, assessed.candidates),
      });
      await freezeEvidence(tx, procurement);
      await this.settleCandidates(tx, key, winnerKey);
      const decision = {
        outcome: input.outcome,
        candidateId: winner,
        reason: input.reason,
        decidedBy: { id: globalId(User, caller.user.id), name: caller.user.name },
        decidedAt: decidedAt.toISOString(),
      };
      const decided = { ...(await assessedContents(tx, key)), decision };
      const summaries = summariesOf(decided);
      if (summaries.length > 0) {
        await tx.insert(
          AssessmentSummary,
          summaries.map((content) => ({
            id: uuidv7(),
            procurementId: key,
            organisationId: caller.organisation.id,
            candidateId: readId(Candidate, content.candidateId),
            content: withTie(content, tieWithWinner(decided, content.candidateId)),
            createdAt: decidedAt,
          })),
        );
      }
      await tellOfDecision(tx, procurement, input.outcome);
      await tellColleaguesOfDecision(tx, caller, procurement, winnerOf(assessed.candidates, winner), input.outcome);
      if (winnerKey !== null) await this.watch(tx, caller, key, winnerKey);
      if (input.outcome === 'CANCELLED')
        await this.rows.moveTo(tx, procurement, 'CANCELLED', { cancelledReason: input.reason });
      else await this.rows.moveTo(tx, procurement, 'DECIDED');
      await this.audit.record(tx, caller, {
        action: 'procurement.decided',
        subject: { type: Procurement, id: key },
        detail: { outcome: input.outcome, candidate: winner, reason: input.reason },
      });
    });
    return { procurement: refer(Procurement, key) };
  }

  /** How the settled figures add up, before anybody decides on them. Empty until every figure is settled, and once it is decided. */
  async standing(caller: Member, key: string): Promise<PrintedArithmetic[]> {
    return this.transactions.read(caller, async (tx) => {
      const procurement = await tx.findOneBy(Procurement, { id: key, organisationId: caller.organisation.id });
      if (procurement?.stage !== 'MODERATION' || (await countUnsettled(tx, key)) !== 0) return [];
      const assessed = await assessedContents(tx, key);
      return printed(rankingOf(assessed), assessed.candidates);
    });
  }

  /**
   * The contract is signed: the record is kept three years from here (Procurement Act 2023 s.98).
   *
   * @throws BadUserInput when nobody was awarded it, or the day lies ahead or before the decision
   * @throws Forbidden to somebody with a conflict of interest
   */
  async recordContract(caller: Member, { procurementId, signedOn }: RecordContractInput): Promise<ProcurementPayload> {
    return this.moveOn(caller, procurementId, RECORDING, 'contract.signed', { signedOn }, (tx, decision) =>
      mustBeDayOfSignature(tx, decision, signedOn),
    );
  }

  /**
   * The day of signature was mistyped. The record keeps both days and why; how long it is kept counts from the corrected one. Nobody is told.
   *
   * @throws IllegalTransition when no contract stands: none was recorded, or the procurement was closed or cancelled since
   * @throws BadUserInput when it is the day that is recorded, or lies ahead or before the decision
   * @throws Forbidden to somebody with a conflict of interest
   */
  async correctContract(caller: Member, input: CorrectContractInput): Promise<ProcurementPayload> {
    const key = readId(Procurement, input.procurementId);
    const { signedOn, reason } = input;
    await this.transactions.run(caller, async (tx) => {
      await this.rows.forChange(tx, caller, key, ['CONTRACT'], 'Correcting the day of the contract');
      await this.rows.mustHaveNoConflict(tx, caller, key, 'correct the day of the contract');
      await mustBeDayOfSignature(tx, await tx.findOneByOrFail(Decision, { procurementId: key }), signedOn);
      const [{ signedBefore }]: { signedBefore: string }[] = await tx.query(
        `SELECT ${contractSignedOnSql('p')} AS "signedBefore" FROM procurement p WHERE p.id = $1`,
        [key],
      );
      if (signedBefore === signedOn)
        throw BadUserInput.field('signedOn', `It is recorded already that it was signed on ${dayInWords(signedOn)}.`);
      await this.audit.record(tx, caller, {
        action: 'contract.corrected',
        subject: { type: Procurement, id: key },
        detail: { signedBefore, signedOn, reason },
      });
    });
    return { procurement: refer(Procurement, key) };
  }

  /** @throws Forbidden to somebody with a conflict of interest: nobody watches the winner's evidence any more once it is closed */
  async close(caller: Member, { procurementId }: CloseProcurementInput): Promise<ProcurementPayload> {
    return this.moveOn(caller, procurementId, CLOSING, 'procurement.closed', {});
  }

  /** The summary that an invited supplier may read: its own. */
  async summaryFor(caller: Member, invitationKey: string): Promise<BidderSummary | null> {
    return this.transactions.read(caller, async (tx) => {
      const rows: BidderSummary[] = await tx.query(
        `SELECT s.content, s.created_at AS "createdAt" FROM assessment_summary s JOIN invitation i ON i.candidate_id = s.candidate_id
         WHERE i.id = $1 AND i.supplier_organisation_id = $2`,
        [invitationKey, caller.organisation.id],
      );
      return rows[0] ?? null;
    });
  }

  private async moveOn(
    caller: Member,
    procurementId: string,
    { from, to, what, part }: Step,
    action: string,
    detail: Record<string, string>,
    check: (tx: Tx, decision: Decision) => Promise<void> = () => Promise.resolve(),
  ): Promise<ProcurementPayload> {
    const key = readId(Procurement, procurementId);
    await this.transactions.run(caller, async (tx) => {
      const procurement = await this.rows.forChange(tx, caller, key, from, what);
      await this.rows.mustHaveNoConflict(tx, caller, key, part);
      await check(tx, await tx.findOneByOrFail(Decision, { procurementId: key }));
      await this.rows.moveTo(tx, procurement, to);
      await this.audit.record(tx, caller, { action, subject: { type: Procurement, id: key }, detail });
    });
    return { procurement: refer(Procurement, key) };
  }

  /**
   * Where nobody answered there is nothing to assess or to settle, and the decision comes straight after the deadline.
   *
   * @throws IllegalTransition when somebody did answer, or may still
   */
  private async openToNobody(tx: Tx, caller: Member, procurement: Procurement): Promise<void> {
    if (await tx.existsBy(Candidate, { procurementId: procurement.id, state: 'RESPONDED' }))
      throw new IllegalTransition('Suppliers have answered. Their answers are assessed and moderated before anybody decides.');
    await this.opening.open(tx, caller, procurement);
    await this.rows.moveTo(tx, procurement, 'MODERATION');
  }

  private async mustBeSettled(tx: Tx, key: string): Promise<void> {
    const open = await countUnsettled(tx, key);
    if (open !== 0)
      throw new BadUserInput(`Figures not settled yet: ${open}. A moderator has to settle them before anybody decides.`);
  }

  /** Who declined or gave no response stays so: there is nothing of theirs to select, to rank or to summarise. */
  private async settleCandidates(tx: Tx, key: string, winnerKey: string | null): Promise<void> {
    await tx.query(
      `UPDATE candidate SET state = CASE WHEN id = $2 THEN 'SELECTED' ELSE 'NOT_SELECTED' END, version = version + 1
       WHERE procurement_id = $1 AND state = 'ASSESSED'`,
      [key, winnerKey],
    );
  }

  /** Keeps an eye on every attestation that the winning response relied on and that was not taken back before. */
  private async watch(tx: Tx, caller: Member, procurementId: string, winnerKey: string): Promise<void> {
    const submission = (await this.submissions.latest(tx, procurementId)).find(({ candidateId }) => candidateId === winnerKey);
    const relied = new Map(
      submission?.answers.flatMap(({ attestations }) => attestations).map((attestation) => [attestation.id, attestation]),
    );
    const standing = await evidenceAtDecision(tx, procurementId);
    for (const { id, scheme, dates, status } of relied.values()) {
      if (isTakenBack(standing.get(id)?.status ?? status)) continue;
      await tx.query(
        `INSERT INTO watch (id, procurement_id, organisation_id, supplier_organisation_id, attestation_id, scheme_code, expires_on)
         SELECT $1, $2, $3, c.supplier_organisation_id, $4, $5, $6 FROM candidate c WHERE c.id = $7 ON CONFLICT DO NOTHING`,
        [uuidv7(), procurementId, caller.organisation.id, id, scheme, lastDayOf(dates), winnerKey],
      );
    }
  }
}

/** @throws BadUserInput when the day lies ahead or before the decision, or there is no winner to sign with */
async function mustBeDayOfSignature(tx: Tx, decision: Decision, signedOn: string): Promise<void> {
  mustHaveCome(await timeOfDeed(tx), signedOn);
  mustFollow(decision, signedOn);
}

/** @throws BadUserInput when the day lies ahead */
function mustHaveCome(now: Date, signedOn: string): void {
  if (signedOn > dayOf(now.toISOString()))
    throw BadUserInput.field('signedOn', `It cannot have been signed on ${dayInWords(signedOn)}, which has not come yet.`);
}

/** @throws BadUserInput when there is no winner to sign with, or it would have been signed before anybody had won */
function mustFollow({ outcome, decidedAt }: Decision, signedOn: string): void {
  if (outcome !== 'AWARDED') {
    throw BadUserInput.field(
      'procurementId',
      'Nobody was awarded this procurement, so there is no contract to record. Close the procurement instead.',
    );
  }
  const decidedOn = dayOf(decidedAt.toISOString());
  if (signedOn < decidedOn)
    throw BadUserInput.field(
      'signedOn',
      `It cannot have been signed on ${dayInWords(signedOn)}: the decision was made on ${dayInWords(decidedOn)}.`,
    );
}

/** @throws BadUserInput saying who ranks first, and why another cannot win */
function mustRankFirst(ranking: readonly RankedScore[], candidates: readonly PackCandidate[], winner: string): void {
  const nameOf = (id: string): string => candidates.find((candidate) => candidate.id === id)?.supplier.name ?? id;
  const score = ranking.find(({ candidateId }) => candidateId === winner);
  if (score === undefined) throw BadUserInput.field('candidateId', 'This candidate was not assessed, so it cannot win.');
  if (score.failedGates.length > 0) {
    throw BadUserInput.field(
      'candidateId',
      `${nameOf(winner)} did not pass ${score.failedGates.join(', ')}: who fails a gate cannot win, whatever the score.`,
    );
  }
  const [first] = ranking;
  if (first.candidateId === winner) return;
  const tie = score.points === first.points ? explainTie(score, ranking) : [];
  throw BadUserInput.field(
    'candidateId',
    `${nameOf(first.candidateId)} ranks first with ${printPoints(first.points)} of 100; ${nameOf(winner)} has ${printPoints(score.points)}. ${['The award goes to the first, or the outcome is another.', ...tie].join(' ')}`,
  );
}

/** @returns the name of the supplier that wins; null where none does */
function winnerOf(candidates: readonly PackCandidate[], winner: string | null): string | null {
  return candidates.find(({ id }) => id === winner)?.supplier.name ?? null;
}

/** A summary as it is kept: the pack holds the figures alone, and says of a tie on its pages. */
function withTie(summary: PackSummary, tie: string | null): PackSummary & { tie?: string } {
  return tie === null ? summary : { ...summary, tie };
}

function printed(ranking: readonly RankedScore[], candidates: readonly PackCandidate[]): PrintedArithmetic[] {
  const nameOf = new Map(assessedCandidates(candidates).map(({ id, supplier }) => [id, supplier.name]));
  return ranking.map((score) => ({
    supplierName: nameOf.get(score.candidateId) ?? score.candidateId,
    rank: score.rank === null ? null : String(score.rank),
    total: printPoints(score.points),
    lines: [...explainScore(score), ...explainTie(score, ranking)],
  }));
}
