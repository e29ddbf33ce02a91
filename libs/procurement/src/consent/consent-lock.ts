import { LOCKS, Tx } from '#platform';

/** Holds what a supplier says of its documents until the transaction ends: of two who say it at once, the second sees what the first said. */
export async function holdConsent(tx: Tx, supplierOrganisationId: string): Promise<void> {
  await tx.query('SELECT pg_advisory_xact_lock($1, hashtext($2))', [LOCKS.consenting, supplierOrganisationId]);
}
