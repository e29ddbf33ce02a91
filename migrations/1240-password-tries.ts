import { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Counts the passwords that are tried for an account from an address, so that guessing stops. Addresses of e-mail are kept as hashes, and
 * all of it for a quarter of an hour. The application asks through two doors and cannot look.
 */
export class PasswordTries1240 implements MigrationInterface {
  name = 'PasswordTries1795392001240';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE password_try (
        account text NOT NULL, -- SHA-256 of the e-mail address, of an account or not
        address text NOT NULL,
        tries integer NOT NULL,
        since timestamptz(3) NOT NULL,
        PRIMARY KEY (address, account)
      );
      CREATE INDEX password_try_since ON password_try (since);
      SELECT secure('password_try');

      -- Counts a try, and says whether it may go on: ten for an account, and a hundred in all, from one address in a quarter of an hour.
      CREATE FUNCTION begin_password_try(of_account text, from_address text) RETURNS boolean
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$ BEGIN
          DELETE FROM password_try t USING (
            SELECT o.address, o.account FROM password_try o WHERE o.since < now() - interval '15 minutes' FOR UPDATE SKIP LOCKED) old
          WHERE t.address = old.address AND t.account = old.account;
          IF (SELECT sum(t.tries) FROM password_try t WHERE t.address = from_address) >= 100 THEN RETURN false; END IF;
          INSERT INTO password_try AS t (account, address, tries, since) VALUES (of_account, from_address, 1, now())
            ON CONFLICT (address, account) DO UPDATE SET tries = t.tries + 1 WHERE t.tries < 10;
          RETURN FOUND;
        END $$;
      -- After a password that was right.
      CREATE FUNCTION forget_password_tries(of_account text, from_address text) RETURNS void
        LANGUAGE sql SECURITY DEFINER SET search_path = public AS $$
          DELETE FROM password_try WHERE address = from_address AND account = of_account
        $$;
      REVOKE EXECUTE ON FUNCTION begin_password_try(text, text), forget_password_tries(text, text) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION begin_password_try(text, text), forget_password_tries(text, text) TO assay_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'DROP FUNCTION begin_password_try(text, text), forget_password_tries(text, text); DROP TABLE password_try',
    );
  }
}
