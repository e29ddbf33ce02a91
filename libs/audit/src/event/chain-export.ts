import { Injectable } from '@nestjs/common';
import { ChainEvent, JsonValue } from '#pack';
import { Forbidden, Tx } from '#platform';

/** An event as its table has it. */
export interface ChainRow {
  organisation_id: string;
  sequence: string;
  at: Date;
  actor_id: string | null;
  actor_name: string;
  action: string;
  subject_type: string;
  subject_id: string;
  detail: JsonValue;
  /** Of an event whose content was erased, the event that tells of it. */
  erased_by: string | null;
  previous_hash: string;
  hash: string;
}

const WITHHELD =
  'The record tells figures of answers that are not shown to you, so it is not given out to you until these procurements are decided or cancelled. Ask a colleague who is shown them.';

/** As many events as are read at a time. */
export const LOT = 500;

/** Reads events back in exactly the form that was hashed, for packs, exports and checks. */
@Injectable()
export class ChainExport {
  /**
   * The events of an organisation's chain that are of the given subjects, in order.
   *
   * @throws Forbidden to somebody from whom one of them is withheld: without it the chain would not hold
   */
  async read(tx: Tx, organisationId: string, subjectIds: readonly string[]): Promise<ChainEvent[]> {
    await mustBeShown(tx, organisationId, subjectIds);
    const rows: ChainRow[] = await tx.query(
      'SELECT * FROM audit_event WHERE organisation_id = $1 AND subject_id = ANY ($2) ORDER BY sequence',
      [organisationId, subjectIds],
    );
    return rows.map(chainEvent);
  }

  /**
   * The next events of an organisation's chain, up to one, in order; fewer than `LOT` are the last.
   *
   * @throws Forbidden to somebody from whom an event of the chain is withheld
   */
  async lot(tx: Tx, organisationId: string, after: number, upTo: number): Promise<ChainEvent[]> {
    await mustBeShown(tx, organisationId, null);
    return lotAfter(tx, organisationId, after, upTo);
  }

  /** The events of a chain whose content was erased as one later event tells, as they remain, in order. */
  async erasedBy(tx: Tx, organisationId: string, sequence: number): Promise<ChainEvent[]> {
    const rows: ChainRow[] = await tx.query(
      'SELECT * FROM audit_event WHERE organisation_id = $1 AND erased_by = $2 ORDER BY sequence',
      [organisationId, sequence],
    );
    return rows.map(chainEvent);
  }

  /** The head of a chain: its last sequence and hash, or the beginning of an empty one. */
  async head(tx: Tx, organisationId: string): Promise<{ sequence: number; hash: string }> {
    const [row]: { sequence: string; hash: string }[] = await tx.query(
      'SELECT sequence, hash FROM audit_chain WHERE organisation_id = $1',
      [organisationId],
    );
    return row === undefined ? { sequence: 0, hash: '0'.repeat(64) } : { sequence: Number(row.sequence), hash: row.hash };
  }
}

/** @throws Forbidden to somebody from whom an event of these subjects, or of all, is withheld */
async function mustBeShown(tx: Tx, organisationId: string, subjectIds: readonly string[] | null): Promise<void> {
  const [{ withheld }]: { withheld: number }[] = await tx.query(
    'SELECT count(*)::integer AS withheld FROM withheld_events() WHERE organisation_id = $1 AND ($2::text[] IS NULL OR subject_id = ANY ($2))',
    [organisationId, subjectIds],
  );
  if (withheld > 0) throw new Forbidden(WITHHELD);
}

/** The next events of a chain. One that has no head has no event that is in order: what there is of it is read. */
export async function lotAfter(
  database: Pick<Tx, 'query'>,
  organisationId: string,
  after: number,
  head: number,
): Promise<ChainEvent[]> {
  const rows: ChainRow[] = await database.query(
    `SELECT * FROM audit_event WHERE organisation_id = $1 AND sequence > $2 AND (sequence <= $3 OR $3 = 0) ORDER BY sequence LIMIT ${LOT}`,
    [organisationId, after, head],
  );
  return rows.map(chainEvent);
}

/** A row in exactly the form that was hashed. */
export function chainEvent(row: ChainRow): ChainEvent {
  return {
    organisation: row.organisation_id,
    sequence: Number(row.sequence),
    at: row.at.toISOString(),
    actor: { id: row.actor_id, name: row.actor_name },
    action: row.action,
    subject: { type: row.subject_type, id: row.subject_id },
    detail: row.detail,
    ...(row.erased_by === null ? {} : { erasedBy: Number(row.erased_by) }),
    previousHash: row.previous_hash,
    hash: row.hash,
  };
}
