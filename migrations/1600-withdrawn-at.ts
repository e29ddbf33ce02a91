import { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * An attestation keeps when it was withdrawn, so that whoever sees that it was reads since when. Of those that were withdrawn already it is when
 * the audit trail says; where it says nothing of it, nothing is recorded.
 */
export class WithdrawnAt1600 implements MigrationInterface {
  name = 'WithdrawnAt1795392001600';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE attestation ADD withdrawn_at timestamptz(3) CHECK (withdrawn_at IS NULL OR state = 'WITHDRAWN');
      ALTER TABLE attestation DISABLE TRIGGER frozen;
      UPDATE attestation t SET withdrawn_at = (SELECT min(e.at) FROM audit_event e
        WHERE e.subject_id = 'att_' || t.id AND e.action = 'attestation.withdrawn') WHERE t.state = 'WITHDRAWN';
      ALTER TABLE attestation ENABLE TRIGGER frozen;

      CREATE FUNCTION keep_withdrawn_at() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        NEW.withdrawn_at := CASE WHEN NEW.state <> 'WITHDRAWN' THEN NULL WHEN OLD.state = 'WITHDRAWN' THEN OLD.withdrawn_at ELSE clock_timestamp() END;
        RETURN NEW;
      END $$;
      -- After \`frozen\`, as they run in the order of their names.
      CREATE TRIGGER withdrawn BEFORE UPDATE ON attestation FOR EACH ROW EXECUTE FUNCTION keep_withdrawn_at();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER withdrawn ON attestation;
      DROP FUNCTION keep_withdrawn_at();
      ALTER TABLE attestation DROP COLUMN withdrawn_at;
    `);
  }
}
