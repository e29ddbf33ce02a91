import { Client } from './client';
import { judgementOf } from './judgement';
import { strengthOf, supplierId, themeOf } from './material';
import * as operations from './operations';
import { Scene } from './scene';

/** The part of those of the buyer who judge: two assessors, a moderator and an approver, none of whom does what another does. */
export class BuyersPanel {
  constructor(private readonly scene: Scene) {}

  async assess(): Promise<void> {
    await this.scene.procurement.readCandidates();
    let judged = 0;
    for (const assessor of ['assessor1', 'assessor2']) judged += await this.assessAs(assessor);
    this.scene.tell('assessed by two, who declared their interests first', `${judged} judgements`);
  }

  async moderate(): Promise<void> {
    const { journey, people, procurement } = this.scene;
    const moderator = await people.buyer('moderator');
    await this.declare(moderator);
    const { acceptAgreed } = await moderator.send<{ acceptAgreed: { settled: number; remaining: number } }>(
      operations.ACCEPT_AGREED,
      { input: { procurementId: procurement.id } },
    );
    let settled = 0;
    for (const [supplier, refs] of Object.entries(journey.secondAssessor.lower)) {
      for (const ref of refs) {
        await moderator.send(operations.MODERATE, { input: this.settlementOf(supplier, ref) });
        settled += 1;
      }
    }
    this.scene.tell(
      'moderated',
      `${acceptAgreed.settled} agreed, ${settled} of ${acceptAgreed.remaining} differences settled one by one`,
    );
  }

  async decide(): Promise<void> {
    const approver = await this.scene.people.buyer('approver');
    await this.awardTheFirst(approver);
    const { procurement } = await approver.send<operations.Decided>(operations.READ_DECISION, {
      id: this.scene.procurement.id,
    });
    if (procurement.decision === null) throw new Error('No supplier could be awarded.');
    for (const { supplierName, rank, total } of procurement.decision.arithmetic)
      this.scene.tell(`  ${rank === null ? 'failed a gate' : `rank ${rank}`}`, `${supplierName}: ${total} of 100`);
    this.scene.tell(
      'decided, as an approver who did not assess',
      `awarded to ${procurement.decision.candidate?.supplier.name ?? 'nobody'}`,
    );
  }

  /** @returns how many answers were judged */
  private async assessAs(assessor: string): Promise<number> {
    const { journey, people, procurement } = this.scene;
    const client = await people.buyer(assessor);
    await this.declare(client);
    for (const { supplier } of journey.shortlist) {
      const candidateId = procurement.candidateOf(supplierId(supplier)).id;
      const assessments = procurement.requirements.map(({ id, ref }) => ({
        candidateId,
        requirementId: id,
        ...judgementOf(journey, assessor, supplier, ref),
      }));
      await client.send(operations.ASSESS_ANSWERS, { input: { assessments } });
    }
    return journey.shortlist.length * procurement.requirements.length;
  }

  private async declare(judge: Client): Promise<void> {
    const { id: procurementId } = this.scene.procurement;
    const statement = 'I have no interest in any of the bidders.';
    await judge.send(operations.DECLARE, { input: { procurementId, hasConflict: false, statement } });
  }

  /** What the moderator says of an answer on which the assessors differ: the input of `moderateAssessment`. */
  private settlementOf(supplier: string, ref: string): object {
    const { journey, procurement } = this.scene;
    const full = journey.answers[supplier][themeOf(journey, ref)].quality === 'FULL';
    return {
      candidateId: procurement.candidateOf(supplierId(supplier)).id,
      requirementId: procurement.requirementOf(ref).id,
      conformance: full ? 'MET' : 'PARTLY_MET',
      score: full ? 8 : 4,
      strength: full ? strengthOf(journey, ref) : 'ASSERTION',
      reason: journey.moderationReason,
    };
  }

  /** Who ranks first is not known before the figures are added up: the API refuses every other, and says who it is. */
  private async awardTheFirst(approver: Client): Promise<void> {
    const { journey, procurement } = this.scene;
    for (const { supplier } of journey.shortlist) {
      try {
        const input = {
          procurementId: procurement.id,
          outcome: 'AWARDED',
          candidateId: procurement.candidateOf(supplierId(supplier)).id,
          reason: journey.decisionReason,
        };
        await approver.send(operations.DECIDE, { input });
        return;
      } catch (error) {
        if (!(error instanceof Error) || !error.message.includes('BAD_USER_INPUT')) throw error;
      }
    }
  }
}
