import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { AuditTrail } from '#audit';
import { BadUserInput, Conflict, Member, NotFound, readId, refer, Transactions } from '#platform';
import { MeasureService } from '../measure/measure.service';
import { mustHaveOneDimension } from '../measure/question-rules';
import { answerOf } from './question-answer';
import { WatchedQuestion } from './watched-question.entity';
import {
  StopWatchingMarketQuestionPayload,
  WatchMarketQuestionInput,
  WatchMarketQuestionPayload,
} from './watched-question.inputs';

/** Questions that an organisation may watch. */
export const MOST_WATCHED = 20;

/** Figures of an answer that can be watched: it is kept whole. */
export const MOST_FIGURES = 5000;

/** What people do with questions that they watch. */
@Injectable()
export class WatchedQuestionService {
  constructor(
    private readonly transactions: Transactions,
    private readonly measures: MeasureService,
    private readonly audit: AuditTrail,
  ) {}

  /**
   * Saves a question with the answer that it has now: changes are told from there.
   *
   * @throws BadUserInput when it cannot be answered, names more than its kind asks, or has too large an answer
   * @throws Conflict when the organisation watches as many as it may
   */
  async watch(
    caller: Member,
    { name, question, threshold, link }: WatchMarketQuestionInput,
  ): Promise<WatchMarketQuestionPayload> {
    if (question.kind === 'CONCENTRATION') mustHaveOneDimension(question.by ?? []);
    const { id: snapshot } = await this.measures.snapshot(caller);
    const { asOf, figures } = await answerOf(this.measures, caller, question);
    if (figures.length > MOST_FIGURES)
      throw BadUserInput.field(
        'question',
        `The answer has ${figures.length.toLocaleString('en-GB')} figures; at most ${MOST_FIGURES.toLocaleString('en-GB')} can be watched. Choose fewer dimensions or figures, or narrow it.`,
      );
    const id = uuidv7();
    await this.transactions.run(caller, async (tx) => {
      // Of two that are saved at once, one comes after the other and counts it.
      await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('watched_question ' || $1, 0))`, [caller.organisation.id]);
      const watched = await tx.countBy(WatchedQuestion, { organisationId: caller.organisation.id });
      if (watched >= MOST_WATCHED)
        throw new Conflict(`Your organisation watches ${MOST_WATCHED} questions, which is the most. Stop watching one first.`);
      await tx.query(
        `INSERT INTO watched_question (id, organisation_id, created_by, name, link, question, threshold, answer, as_of, checked_snapshot)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
        [
          id,
          caller.organisation.id,
          caller.user.id,
          name,
          link,
          JSON.stringify(question),
          threshold,
          JSON.stringify(figures),
          asOf,
          snapshot,
        ],
      );
      await this.audit.record(tx, caller, {
        action: 'market-question.watched',
        subject: { type: WatchedQuestion, id },
        detail: { name, threshold },
      });
    });
    return { watchedQuestion: refer(WatchedQuestion, id) };
  }

  /** @throws NotFound when the organisation does not watch it */
  async stop(caller: Member, watchedQuestionId: string): Promise<StopWatchingMarketQuestionPayload> {
    const id = readId(WatchedQuestion, watchedQuestionId);
    await this.transactions.run(caller, async (tx) => {
      const { affected } = await tx.delete(WatchedQuestion, { id, organisationId: caller.organisation.id });
      if (affected === 0) throw new NotFound('watched question');
      await this.audit.record(tx, caller, {
        action: 'market-question.left',
        subject: { type: WatchedQuestion, id },
        detail: {},
      });
    });
    return { watchedQuestionId };
  }
}
