import { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What a provider is shown at sign-out went only with a session that somebody ended: most end by themselves, after which it serves nothing. The
 * worker has one door, which takes what has ended and nothing else.
 */
export class EndedSignIns1740 implements MigrationInterface {
  name = 'EndedSignIns1795392001740';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE INDEX session_id_token ON session (expires_at) WHERE id_token IS NOT NULL;
      CREATE FUNCTION forget_ended_sign_ins() RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = public AS $$
        UPDATE session SET id_token = NULL WHERE id IN (
          SELECT s.id FROM session s WHERE s.id_token IS NOT NULL AND s.expires_at <= now() FOR UPDATE SKIP LOCKED);
        DELETE FROM openid_transaction WHERE hash IN (
          SELECT o.hash FROM openid_transaction o WHERE o.expires_at <= now() FOR UPDATE SKIP LOCKED);
      $$;
      REVOKE EXECUTE ON FUNCTION forget_ended_sign_ins() FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION forget_ended_sign_ins() TO assay_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP FUNCTION forget_ended_sign_ins();
      DROP INDEX session_id_token;
    `);
  }
}
