import { MigrationInterface, QueryRunner } from 'typeorm';

/** An operator tells the organisation that claims a page what came of it. */
export class ClaimantsTold1300 implements MigrationInterface {
  name = 'ClaimantsTold1795392001300';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE POLICY tell_claimant ON notification FOR INSERT
        WITH CHECK (kind = 'CLAIM_DECIDED' AND caller_has_role('OPERATOR') AND organisation_id IN (SELECT organisation_id FROM claim))
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP POLICY tell_claimant ON notification');
  }
}
