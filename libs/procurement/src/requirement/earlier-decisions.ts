import { Injectable } from '@nestjs/common';
import { DecidedExample } from '#matching';
import { Member, Tx } from '#platform';

/** As many as still tell something of how this buyer reads guidance. */
const MOST_RECENT = 500;

/** A decision, and which requirement it was taken on: it teaches the others. */
export interface EarlierDecision extends DecidedExample {
  requirementId: string;
}

/** What this buyer decided before: examples for the matching. Never another buyer's. */
@Injectable()
export class EarlierDecisions {
  async of(tx: Tx, caller: Member): Promise<EarlierDecision[]> {
    const rows: { id: string; text: string; code: string; status: 'ACCEPTED' | 'REJECTED'; reference: string; ref: string }[] =
      await tx.query(
        `SELECT r.id, r.text, i.code, g.status, p.reference, r.ref
       FROM requirement_guidance g
       JOIN requirement r ON r.id = g.requirement_id
       JOIN procurement p ON p.id = r.procurement_id
       JOIN guidance_item i ON i.id = g.item_id
       WHERE g.organisation_id = $1 AND g.status <> 'SUGGESTED'
       ORDER BY g.decided_at DESC, g.id LIMIT ${MOST_RECENT}`,
        [caller.organisation.id],
      );
    return rows.map(({ id, text, code, status, reference, ref }) => ({
      requirementId: id,
      text,
      code,
      decision: status === 'ACCEPTED' ? 'ACCEPT' : 'REJECT',
      where: `${reference}, ${ref}`,
    }));
  }
}
