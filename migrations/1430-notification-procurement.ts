import { MigrationInterface, QueryRunner } from 'typeorm';

/** The procurement that a notification belongs to, so that the buyer is led there from it. */
export class NotificationProcurement1430 implements MigrationInterface {
  name = 'NotificationProcurement1795392001430';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE notification ADD procurement_id uuid REFERENCES procurement;
      UPDATE notification n SET procurement_id = about.procurement_id
      FROM (
        SELECT 'inv_' || id AS subject_id, procurement_id FROM invitation
        UNION ALL SELECT 'wch_' || id, procurement_id FROM watch
        UNION ALL SELECT 'clr_' || c.id, r.procurement_id FROM clarification c JOIN evidence_request r ON r.id = c.request_id
      ) about
      WHERE about.subject_id = n.subject_id;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE notification DROP procurement_id');
  }
}
