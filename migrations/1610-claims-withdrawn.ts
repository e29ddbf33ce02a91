import { MigrationInterface, QueryRunner } from 'typeorm';

/** What a claim that was withdrawn is said to have been where nothing can be withdrawn. */
const WITHDRAWN = 'The claimant withdrew it.';

/** An organisation withdraws a claim that waits: nobody has decided it, and it decides nothing. */
export class ClaimsWithdrawn1610 implements MigrationInterface {
  name = 'ClaimsWithdrawn1795392001610';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE claim DROP CONSTRAINT claim_status_check, DROP CONSTRAINT claim_check,
        ADD CONSTRAINT claim_status_check CHECK (status IN ('PENDING', 'ACCEPTED', 'REFUSED', 'WITHDRAWN')),
        ADD CONSTRAINT claim_check CHECK ((status IN ('PENDING', 'WITHDRAWN')) = (decided_at IS NULL));
      CREATE POLICY withdraw ON claim FOR UPDATE USING (organisation_id = caller_organisation() AND status = 'PENDING')
        WITH CHECK (organisation_id = caller_organisation() AND status = 'WITHDRAWN');
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP POLICY withdraw ON claim');
    await runner.query('ALTER TABLE claim DROP CONSTRAINT claim_check');
    await runner.query(`UPDATE claim SET status = 'REFUSED', decided_at = now(), reason = $1 WHERE status = 'WITHDRAWN'`, [
      WITHDRAWN,
    ]);
    await runner.query(`
      ALTER TABLE claim DROP CONSTRAINT claim_status_check,
        ADD CONSTRAINT claim_status_check CHECK (status IN ('PENDING', 'ACCEPTED', 'REFUSED')),
        ADD CONSTRAINT claim_check CHECK ((status = 'PENDING') = (decided_at IS NULL));
    `);
  }
}
