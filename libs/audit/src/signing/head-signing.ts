import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { forEachOrganisation, OrganisationKind, ScheduledJob, Transactions, Tx, workerFor } from '#platform';
import { HeadSigner } from './head-signer';
import { SigningKeys } from './signing-keys';

/** The queue of this job. */
export const HEAD_SIGNING = 'head-signing';

/**
 * Signs the head of each chain that has moved, once a day, and keeps it: whoever writes a chain anew afterwards, and its head with it, cannot
 * sign. A chain that no longer agrees with what was signed of it is not signed again.
 */
@Injectable()
export class HeadSigning implements ScheduledJob {
  readonly name = HEAD_SIGNING;
  readonly cron = '15 3 * * *';

  constructor(
    private readonly dataSource: DataSource,
    private readonly transactions: Transactions,
    private readonly keys: SigningKeys,
    private readonly signer: HeadSigner,
  ) {}

  /** @throws AggregateError when some chain could not be signed; all others were */
  async run(): Promise<void> {
    const { keyId } = await this.keys.current();
    const chains: { id: string; kind: OrganisationKind }[] = await this.dataSource.query(
      'SELECT id, kind FROM chains_to_sign($1)',
      [keyId],
    );
    await forEachOrganisation('Signing', chains, (id, { kind }) =>
      this.transactions.run(workerFor(id, kind), (tx) => this.sign(tx, id)),
    );
  }

  private async sign(tx: Tx, organisationId: string): Promise<void> {
    await mustAgree(tx, organisationId);
    const head = await this.signer.sign(tx, organisationId);
    // Of two workers that sign at once, the head of one is kept.
    await tx.query(
      `INSERT INTO signed_head (organisation_id, sequence, hash, signed_at, key_id, signature) VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT DO NOTHING`,
      [head.organisation, head.sequence, head.hash, head.signedAt, head.keyId, head.signature],
    );
  }
}

/** @throws Error when an event has another hash than when the head was signed that it was */
async function mustAgree(tx: Tx, organisationId: string): Promise<void> {
  const [wrong]: { sequence: string }[] = await tx.query(
    `SELECT h.sequence FROM signed_head h LEFT JOIN audit_event e ON e.organisation_id = h.organisation_id AND e.sequence = h.sequence
     WHERE h.organisation_id = $1 AND e.hash IS DISTINCT FROM h.hash ORDER BY h.sequence LIMIT 1`,
    [organisationId],
  );
  if (wrong !== undefined)
    throw new Error(
      `The chain of org_${organisationId} does not agree with the head that was signed of event ${wrong.sequence}, and is not signed again. Have it checked under “Record”.`,
    );
}
