import { MigrationInterface, QueryRunner } from 'typeorm';

/** Awards made under a framework that a notice of theirs names are known as such, as those are that set one up. */
export class FrameworkAwards1480 implements MigrationInterface {
  name = 'FrameworkAwards1795392001480';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      UPDATE award SET under_framework = true
      WHERE NOT under_framework AND ocid IN (
        SELECT n.ocid FROM notice n WHERE n.release @? '$.relatedProcesses[*].relationship[*] ? (@ == "framework")')
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      UPDATE award a SET under_framework = false
      WHERE under_framework AND NOT EXISTS (
        SELECT FROM notice n WHERE n.ocid = a.ocid AND n.release #>> '{tender,techniques,hasFrameworkAgreement}' = 'true')
    `);
  }
}
