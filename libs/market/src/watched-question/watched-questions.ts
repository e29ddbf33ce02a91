import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { AuditTrail } from '#audit';
import { Caller, globalId, Refusal, Transactions, Tx, workerFor } from '#platform';
import { MeasureService } from '../measure/measure.service';
import { changeBetween, changeInWords, Figure, withLearned } from './answer-change';
import { answerOf, QuestionAnswer } from './question-answer';
import { MarketQuestion, WatchedQuestion } from './watched-question.entity';

interface Watched {
  id: string;
  name: string;
  question: MarketQuestion;
  threshold: string;
  answer: Figure[];
  as_of: string;
  problem: string | null;
}

/**
 * When the market was counted anew: answers what is watched again, and tells the owner of what changed by more than they set. Told is
 * told: from then on changes are told from the answer that was told. A count that was looked at is not looked at again.
 */
@Injectable()
export class WatchedQuestions {
  readonly name = 'watched-questions';

  constructor(
    private readonly dataSource: DataSource,
    private readonly transactions: Transactions,
    private readonly measures: MeasureService,
    private readonly audit: AuditTrail,
  ) {}

  /** @throws AggregateError when some question could not be looked at; all others were */
  async run(): Promise<void> {
    const [latest]: { id: number }[] = await this.dataSource.query('SELECT id FROM market_snapshot ORDER BY id DESC LIMIT 1');
    if (latest === undefined) return;
    const organisations: { id: string }[] = await this.dataSource.query(
      'SELECT organisations_with_questions_before($1) AS id',
      [latest.id],
    );
    const failures: unknown[] = [];
    for (const { id } of organisations) {
      const caller = workerFor(id, 'BUYER');
      for (const watched of await this.waiting(caller, latest.id))
        await this.look(caller, watched, latest.id).catch((error: unknown) => failures.push(error));
    }
    if (failures.length > 0) throw new AggregateError(failures, `${failures.length} watched questions could not be looked at.`);
  }

  private waiting(caller: Caller, snapshot: number): Promise<Pick<Watched, 'id' | 'question'>[]> {
    return this.transactions.read(caller, (tx) =>
      tx.query('SELECT id, question FROM watched_question WHERE checked_snapshot < $1 ORDER BY created_at, id', [snapshot]),
    );
  }

  private async look(caller: Caller, { id, question }: Pick<Watched, 'id' | 'question'>, snapshot: number): Promise<void> {
    const answer = await this.answered(caller, question);
    await this.transactions.run(caller, async (tx) => {
      // Whoever else looks at the same waits here, and then finds that it was looked at.
      const [watched]: Watched[] = await tx.query(
        `SELECT id, name, question, threshold, answer, as_of::text, problem FROM watched_question
         WHERE id = $1 AND checked_snapshot < $2 FOR UPDATE`,
        [id, snapshot],
      );
      if (watched === undefined) return;
      await tx.query('UPDATE watched_question SET checked_snapshot = $2 WHERE id = $1', [id, snapshot]);
      if (typeof answer === 'string') await this.tellProblem(tx, caller, watched, answer);
      else await this.tellChange(tx, caller, watched, answer);
    });
  }

  /** The answer, or why there is none. */
  private async answered(caller: Caller, question: MarketQuestion): Promise<QuestionAnswer | string> {
    try {
      return await answerOf(this.measures, caller, question);
    } catch (error) {
      if (error instanceof Refusal) return error.message;
      throw error;
    }
  }

  private async tellChange(tx: Tx, caller: Caller, watched: Watched, { asOf, figures }: QuestionAnswer): Promise<void> {
    const change = changeBetween(watched.answer, figures, Number(watched.threshold));
    if (change === null) {
      const learned = JSON.stringify(withLearned(watched.answer, figures));
      await tx.query('UPDATE watched_question SET problem = NULL, answer = $2 WHERE id = $1', [watched.id, learned]);
      return;
    }
    await tx.query('UPDATE watched_question SET problem = NULL, answer = $2, as_of = $3, told_at = now() WHERE id = $1', [
      watched.id,
      JSON.stringify(figures),
      asOf,
    ]);
    await this.tell(tx, caller, watched, changeInWords(watched.name, watched.as_of, change));
  }

  private async tellProblem(tx: Tx, caller: Caller, watched: Watched, problem: string): Promise<void> {
    if (watched.problem === problem) return;
    await tx.query('UPDATE watched_question SET problem = $2 WHERE id = $1', [watched.id, problem]);
    await this.tell(tx, caller, watched, `“${watched.name}” cannot be answered any more: ${problem}`);
  }

  private async tell(tx: Tx, caller: Caller, { id }: Watched, text: string): Promise<void> {
    await tx.query(
      `INSERT INTO notification (id, organisation_id, kind, subject_id, text) VALUES ($1, $2, 'MARKET_QUESTION', $3, $4)`,
      [uuidv7(), caller.organisation?.id, globalId(WatchedQuestion, id), text],
    );
    await this.audit.record(tx, caller, {
      action: 'market-question.told',
      subject: { type: WatchedQuestion, id },
      detail: { text },
    });
  }
}
