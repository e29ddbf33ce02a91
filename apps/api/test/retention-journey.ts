import { Client } from 'pg';
import { chainEvent, type ChainRow } from '#audit';
import { dayOf, sealEvent } from '#pack';
import { type DecidedProcurement, decidedProcurement } from './decided-procurement';
import { Answer } from './harness';
import { JudgementJourney } from './judgement-journey';

/** What the API says of how long records are kept. */
export interface Retention {
  rule: string | null;
  since: string | null;
  keptUntil: string | null;
  state: string;
  holds: { id: string; kind: string; reason: string; placedBy: { name: string }; liftedBy: { name: string } | null }[];
  term: { keptUntil: string; reason: string; setBy: { name: string } } | null;
  erasing: { askedBy: { name: string } } | null;
}

export const RETENTION = `query ($id: ID!) { procurement(id: $id) { retention {
  rule since keptUntil state holds { id kind reason placedBy { name } placedAt liftedBy { name } liftedAt liftedReason }
  term { keptUntil reason setBy { name } setAt } erasing { askedBy { name } askedAt } } } }`;
const mutation = (name: string, input: string, answer: string): string =>
  `mutation ($input: ${input}!) { ${name}(input: $input) { ${answer} } }`;
export const PLACE_HOLD = mutation('placeHold', 'PlaceHoldInput', 'procurement { retention { state holds { id } } }');
export const LIFT_HOLD = mutation('liftHold', 'LiftHoldInput', 'procurement { retention { state } }');
export const KEEP_UNTIL = mutation(
  'keepRecordsUntil',
  'KeepRecordsUntilInput',
  'procurement { retention { keptUntil state } }',
);
export const ASK = mutation('askToErase', 'AskToEraseInput', 'procurement { retention { erasing { askedBy { name } } } }');
export const CONFIRM = mutation(
  'confirmErasing',
  'ConfirmErasingInput',
  `erased { id procurementId reference rule since keptUntil erasedAt event confirmedBy { name }
   counts { requirements answers submissions assessments documents events } packs { digest keyId } }`,
);
export const RECORD_CONTRACT = mutation('recordContract', 'RecordContractInput', 'procurement { stage }');
export const CORRECT_CONTRACT = mutation('correctContract', 'CorrectContractInput', 'procurement { stage }');
export const CLOSE = mutation('closeProcurement', 'CloseProcurementInput', 'procurement { stage }');

/** The records of a fictional buyer's procurements, with an administrator who may erase them. */
export class RetentionJourney {
  private constructor(
    readonly judgement: JudgementJourney,
    readonly admin: string,
  ) {}

  static async begin(): Promise<RetentionJourney> {
    const judgement = await JudgementJourney.begin();
    const admin = await judgement.rows.person(judgement.evidence.buyer.id, 'Records Administrator', ['ADMIN']);
    return new RetentionJourney(judgement, admin);
  }

  end(): Promise<void> {
    return this.judgement.end();
  }

  /** A procurement with a contract that was signed today. */
  async signed(): Promise<DecidedProcurement> {
    const decided = await decidedProcurement(this.judgement);
    const signedOn = dayOf(new Date().toISOString());
    await this.done(this.judgement.approver, RECORD_CONTRACT, { procurementId: decided.procurement.id, signedOn });
    return decided;
  }

  async close(procurementId: string): Promise<void> {
    await this.done(this.judgement.approver, CLOSE, { procurementId });
  }

  async retention(id: string): Promise<Retention> {
    const { data, errors } = await this.send<{ procurement: { retention: Retention } }>(
      this.judgement.evidence.buyer.viewer,
      RETENTION,
      { id },
    );
    expect(errors).toEqual([]);
    return data.procurement.retention;
  }

  send<T = Record<string, never>>(as: string, query: string, variables: Record<string, unknown>): Promise<Answer<T>> {
    return this.judgement.api.send<T>(as, query, variables);
  }

  async done<T = Record<string, never>>(as: string, query: string, input: object): Promise<T> {
    const { data, errors } = await this.send<T>(as, query, { input });
    expect(errors).toEqual([]);
    return data;
  }

  /**
   * Has the buyer's record tell, in its next event, that the contract was signed on another day, which no service takes: years have to pass
   * between the decision and the day on which its records are due.
   */
  async signedOn(key: string, signedOn: string): Promise<void> {
    const owner = new Client({ connectionString: this.judgement.api.database.ownerUrl });
    await owner.connect();
    try {
      await owner.query('BEGIN');
      const [last] = (
        await owner.query<ChainRow>(
          `SELECT e.* FROM audit_event e JOIN audit_chain c ON c.organisation_id = e.organisation_id AND c.sequence = e.sequence
           WHERE e.organisation_id = (SELECT organisation_id FROM procurement WHERE id = $1) FOR UPDATE OF c`,
          [key],
        )
      ).rows.map(chainEvent);
      const { detail, hash, sequence, ...event } = sealEvent({
        organisation: last.organisation,
        sequence: last.sequence + 1,
        at: last.at,
        actor: last.actor,
        action: 'contract.corrected',
        subject: { type: 'Procurement', id: `prc_${key}` },
        detail: { signedOn, reason: 'Years have passed in a test.' },
        previousHash: last.hash,
      });
      await owner.query(
        `INSERT INTO audit_event (organisation_id, sequence, at, actor_id, actor_name, action, subject_type, subject_id, detail, previous_hash, hash)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
        [
          event.organisation,
          sequence,
          event.at,
          event.actor.id,
          event.actor.name,
          event.action,
          event.subject.type,
          event.subject.id,
          JSON.stringify(detail),
          event.previousHash,
          hash,
        ],
      );
      await owner.query('COMMIT');
    } finally {
      await owner.end();
    }
  }
}
