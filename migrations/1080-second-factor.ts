import { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A second factor at sign-in: one-time codes of an app (RFC 6238), and recovery codes for whoever has lost it. The application can write a
 * secret and cannot select it: it reads one account's through the same kind of door as a password's hash.
 */
export class SecondFactor1080 implements MigrationInterface {
  name = 'SecondFactor1795392001080';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE second_factor (
        user_id uuid PRIMARY KEY REFERENCES user_account,
        secret text NOT NULL,
        confirmed_at timestamptz(3), -- null: begun, and not asked for yet
        last_step bigint NOT NULL DEFAULT 0, -- a code is good once: no step is taken again
        recovery_hashes text[] NOT NULL DEFAULT '{}',
        wrong_codes integer NOT NULL DEFAULT 0,
        wrong_at timestamptz(3)
      );
      SELECT secure('second_factor');
      CREATE POLICY own ON second_factor USING (user_id = caller_user()) WITH CHECK (user_id = caller_user());
      GRANT SELECT (user_id, confirmed_at, last_step, recovery_hashes), INSERT, UPDATE, DELETE ON second_factor TO assay_app;

      CREATE FUNCTION second_factor_of(account uuid)
        RETURNS TABLE (secret text, confirmed boolean, last_step bigint, recovery_hashes text[], is_locked boolean)
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
          SELECT f.secret, f.confirmed_at IS NOT NULL, f.last_step, f.recovery_hashes,
            f.wrong_codes >= 5 AND f.wrong_at > now() - interval '15 minutes'
          FROM second_factor f WHERE f.user_id = account
        $$;
      CREATE FUNCTION second_factor_failed(account uuid) RETURNS void
        LANGUAGE sql SECURITY DEFINER SET search_path = public AS $$
          UPDATE second_factor SET wrong_at = now(),
            wrong_codes = CASE WHEN wrong_at > now() - interval '15 minutes' THEN wrong_codes + 1 ELSE 1 END
          WHERE user_id = account
        $$;
      REVOKE EXECUTE ON FUNCTION second_factor_of(uuid), second_factor_failed(uuid) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION second_factor_of(uuid), second_factor_failed(uuid) TO assay_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP FUNCTION second_factor_of(uuid), second_factor_failed(uuid); DROP TABLE second_factor');
  }
}
