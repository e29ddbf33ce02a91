import { MigrationInterface, QueryRunner } from 'typeorm';

/** A verifier tells the organisation that submitted an attestation what came of it. */
export class AttestationsDecided1500 implements MigrationInterface {
  name = 'AttestationsDecided1795392001500';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE POLICY tell_attestor ON notification FOR INSERT
        WITH CHECK (kind = 'ATTESTATION_DECIDED' AND caller_has_role('VERIFIER') AND organisation_id IN (SELECT organisation_id FROM attestation))
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP POLICY tell_attestor ON notification');
  }
}
