import { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Sign-in by OpenID Connect: whose identity at a provider is linked to which account, whom an administrator has invited to link theirs, and
 * what is under way. A sign-in under way is one secret of the browser, of which the hash is kept; the application reaches it through four doors.
 */
export class OpenId1690 implements MigrationInterface {
  name = 'OpenId1795392001690';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE openid_identity (
        user_id uuid NOT NULL REFERENCES user_account,
        issuer text NOT NULL,
        subject text NOT NULL CHECK (length(subject) BETWEEN 1 AND 255),
        email text, -- what the provider said when it was linked, so that its owner knows which it is
        linked_at timestamptz(3) NOT NULL DEFAULT now(),
        last_used_at timestamptz(3),
        PRIMARY KEY (user_id, issuer)
      );
      CREATE UNIQUE INDEX openid_identity_subject ON openid_identity (issuer, subject);
      SELECT secure('openid_identity');
      CREATE POLICY own ON openid_identity USING (user_id = caller_user()) WITH CHECK (user_id = caller_user());
      GRANT SELECT, INSERT, UPDATE (last_used_at), DELETE ON openid_identity TO assay_app;

      CREATE TABLE openid_invitation (
        user_id uuid PRIMARY KEY,
        organisation_id uuid NOT NULL,
        expires_at timestamptz(3) NOT NULL,
        FOREIGN KEY (user_id, organisation_id) REFERENCES membership ON DELETE CASCADE
      );
      SELECT secure('openid_invitation');
      CREATE POLICY by_administrator ON openid_invitation
        USING ((caller_has_role('ADMIN') AND organisation_id = caller_organisation()) OR caller_has_role('OPERATOR'))
        WITH CHECK ((caller_has_role('ADMIN') AND organisation_id = caller_organisation()) OR caller_has_role('OPERATOR'));
      CREATE POLICY own ON openid_invitation FOR SELECT USING (user_id = caller_user());
      CREATE POLICY taken ON openid_invitation FOR DELETE USING (user_id = caller_user());
      GRANT SELECT, INSERT, DELETE ON openid_invitation TO assay_app;

      CREATE TABLE openid_transaction (
        hash text PRIMARY KEY, -- SHA-256 of the browser's secret, from which state, nonce and verifier are derived
        purpose text NOT NULL CHECK (purpose IN ('SIGN_IN', 'LINK', 'CODE')),
        user_id uuid, -- who links; whose code is waited for
        id_token text, -- of whom the provider has signed in, while a code is waited for
        expires_at timestamptz(3) NOT NULL,
        CHECK ((purpose = 'SIGN_IN') = (user_id IS NULL) AND (purpose = 'CODE') = (id_token IS NOT NULL))
      );
      CREATE INDEX openid_transaction_end ON openid_transaction (expires_at);
      SELECT secure('openid_transaction');

      CREATE FUNCTION begin_openid(of_hash text, for_purpose text, of_user uuid, with_token text) RETURNS timestamptz
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
        DECLARE ends timestamptz(3) := now() + interval '10 minutes';
        BEGIN
          DELETE FROM openid_transaction WHERE hash IN (
            SELECT o.hash FROM openid_transaction o WHERE o.expires_at <= now() FOR UPDATE SKIP LOCKED);
          INSERT INTO openid_transaction VALUES (of_hash, for_purpose, of_user, with_token, ends);
          RETURN ends;
        END $$;
      -- What is under way, once: whoever asks again finds nothing.
      CREATE FUNCTION take_openid(of_hash text, for_purpose text) RETURNS TABLE (user_id uuid, id_token text)
        LANGUAGE sql SECURITY DEFINER SET search_path = public AS $$
          DELETE FROM openid_transaction t WHERE t.hash = of_hash AND t.purpose = for_purpose AND t.expires_at > now()
          RETURNING t.user_id, t.id_token
        $$;
      -- Whose code is waited for: a wrong one may be followed by the right one.
      CREATE FUNCTION openid_awaiting_code(of_hash text) RETURNS uuid
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
          SELECT t.user_id FROM openid_transaction t WHERE t.hash = of_hash AND t.purpose = 'CODE' AND t.expires_at > now()
        $$;
      -- The account of one identity, of one person, or of one address that was invited, as sign_in_account gives that of an address.
      CREATE FUNCTION openid_account(of_issuer text, of_subject text, invited_address text, of_user uuid)
        RETURNS TABLE (user_id uuid, name text, email text, password_hash text, demonstration boolean, organisation_id uuid, roles text[])
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
          SELECT u.id, u.name, u.email, NULL, u.demonstration, m.organisation_id, m.roles
          FROM user_account u JOIN membership m ON m.user_id = u.id
          WHERE u.id = of_user
            OR u.id = (SELECT i.user_id FROM openid_identity i WHERE i.issuer = of_issuer AND i.subject = of_subject)
            OR (u.email = lower(invited_address) AND EXISTS (SELECT FROM openid_invitation v
              WHERE v.user_id = u.id AND v.organisation_id = m.organisation_id AND v.expires_at > now()))
          ORDER BY m.created_at, m.organisation_id
        $$;
      REVOKE EXECUTE ON FUNCTION begin_openid(text, text, uuid, text), take_openid(text, text), openid_awaiting_code(text),
        openid_account(text, text, text, uuid) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION begin_openid(text, text, uuid, text), take_openid(text, text), openid_awaiting_code(text),
        openid_account(text, text, text, uuid) TO assay_app;

      -- What the provider is shown when somebody signs out there too. It goes when the session ends.
      ALTER TABLE session ADD id_token text;
      CREATE FUNCTION forget_id_token() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        NEW.id_token := NULL;
        RETURN NEW;
      END $$;
      CREATE TRIGGER id_token_goes BEFORE UPDATE OF revoked_at ON session FOR EACH ROW
        WHEN (NEW.revoked_at IS NOT NULL) EXECUTE FUNCTION forget_id_token();

      -- An account that is taken up again is somebody else's, perhaps: identities that were linked to it are not.
      CREATE FUNCTION forget_identities() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$ BEGIN
        IF NOT EXISTS (SELECT FROM membership WHERE user_id = OLD.user_id) THEN
          DELETE FROM openid_identity WHERE user_id = OLD.user_id;
        END IF;
        RETURN NULL;
      END $$;
      CREATE TRIGGER identities_go AFTER DELETE ON membership FOR EACH ROW EXECUTE FUNCTION forget_identities();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER identities_go ON membership;
      DROP FUNCTION forget_identities();
      DROP TRIGGER id_token_goes ON session;
      DROP FUNCTION forget_id_token();
      ALTER TABLE session DROP id_token;
      DROP FUNCTION begin_openid(text, text, uuid, text), take_openid(text, text), openid_awaiting_code(text),
        openid_account(text, text, text, uuid);
      DROP TABLE openid_transaction, openid_invitation, openid_identity;
    `);
  }
}
