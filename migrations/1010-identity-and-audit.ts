import { MigrationInterface, QueryRunner } from 'typeorm';

/** Organisations, people and how they sign in; and the hash-chained trail of what they do. */
export class IdentityAndAudit1010 implements MigrationInterface {
  name = 'IdentityAndAudit1795392001010';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE organisation (
        id uuid PRIMARY KEY,
        kind text NOT NULL CHECK (kind IN ('BUYER', 'SUPPLIER', 'OVERSIGHT')),
        name text NOT NULL CHECK (length(name) BETWEEN 1 AND 500),
        provenance text NOT NULL CHECK (provenance IN ('COMPANIES_HOUSE', 'FIND_A_TENDER', 'SELF_DECLARED', 'VERIFIED', 'DEMONSTRATION')),
        created_at timestamptz(3) NOT NULL DEFAULT now()
      );
      GRANT SELECT, INSERT ON organisation TO assay_app;
      SELECT secure('organisation');
      CREATE POLICY public_to_read ON organisation FOR SELECT USING (true);
      CREATE POLICY made_by_operator ON organisation FOR INSERT WITH CHECK (caller_has_role('OPERATOR'));

      CREATE TABLE organisation_identifier (
        key uuid PRIMARY KEY,
        organisation_id uuid NOT NULL REFERENCES organisation ON DELETE CASCADE,
        scheme text NOT NULL,
        identifier text NOT NULL,
        published text NOT NULL,
        legal_name text,
        uri text,
        is_primary boolean NOT NULL DEFAULT false,
        flaw text,
        source text NOT NULL,
        verified_at timestamptz(3),
        verified_how text,
        UNIQUE (organisation_id, scheme, identifier)
      );
      CREATE INDEX organisation_identifier_lookup ON organisation_identifier (scheme, identifier);
      CREATE UNIQUE INDEX organisation_identifier_one_primary ON organisation_identifier (organisation_id) WHERE is_primary;
      SELECT secure('organisation_identifier');
      CREATE POLICY public_to_read ON organisation_identifier FOR SELECT USING (true);
      CREATE POLICY made_by_operator ON organisation_identifier FOR INSERT WITH CHECK (caller_has_role('OPERATOR'));
      GRANT SELECT, INSERT ON organisation_identifier TO assay_app;

      CREATE TABLE user_account (
        id uuid PRIMARY KEY,
        name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
        email text NOT NULL CHECK (email = lower(email) AND email LIKE '%_@_%'),
        password_hash text,
        demonstration boolean NOT NULL DEFAULT false,
        created_at timestamptz(3) NOT NULL DEFAULT now()
      );
      CREATE UNIQUE INDEX user_account_email ON user_account (email);

      CREATE TABLE membership (
        user_id uuid NOT NULL REFERENCES user_account,
        organisation_id uuid NOT NULL REFERENCES organisation,
        roles text[] NOT NULL CHECK (cardinality(roles) > 0
          AND roles <@ ARRAY['ADMIN', 'EDITOR', 'VIEWER', 'APPROVER', 'SIGNATORY', 'VERIFIER', 'ANALYST', 'OPERATOR']),
        created_at timestamptz(3) NOT NULL DEFAULT now(),
        PRIMARY KEY (user_id, organisation_id)
      );
      CREATE INDEX membership_organisation ON membership (organisation_id);

      CREATE TABLE session (
        id uuid PRIMARY KEY,
        user_id uuid NOT NULL REFERENCES user_account,
        organisation_id uuid NOT NULL REFERENCES organisation,
        token_hash text NOT NULL,
        created_at timestamptz(3) NOT NULL DEFAULT now(),
        expires_at timestamptz(3) NOT NULL,
        revoked_at timestamptz(3)
      );
      CREATE UNIQUE INDEX session_token ON session (token_hash);
      CREATE INDEX session_of_user ON session (user_id);

      CREATE TABLE api_token (
        id uuid PRIMARY KEY,
        user_id uuid NOT NULL REFERENCES user_account,
        organisation_id uuid NOT NULL REFERENCES organisation,
        name text NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
        scopes text[] NOT NULL CHECK (cardinality(scopes) > 0),
        token_hash text NOT NULL,
        created_at timestamptz(3) NOT NULL DEFAULT now(),
        expires_at timestamptz(3) NOT NULL,
        revoked_at timestamptz(3)
      );
      CREATE UNIQUE INDEX api_token_token ON api_token (token_hash);
      CREATE INDEX api_token_user ON api_token (user_id);

      -- Row-level security on people. Policies that look at membership do so through this function, since a policy that reads
      -- its own table would call itself.
      CREATE FUNCTION shares_organisation(other uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public
        AS $$ SELECT EXISTS (SELECT FROM membership WHERE user_id = other AND organisation_id = caller_organisation()) $$;

      SELECT secure('user_account');
      CREATE POLICY colleagues ON user_account FOR SELECT USING (id = caller_user() OR shares_organisation(id));
      CREATE POLICY own ON user_account FOR UPDATE USING (id = caller_user()) WITH CHECK (id = caller_user());
      CREATE POLICY added_by_admin ON user_account FOR INSERT WITH CHECK (caller_has_role('ADMIN') OR caller_has_role('OPERATOR'));
      GRANT SELECT (id, name, email, demonstration, created_at), INSERT, UPDATE (name, password_hash) ON user_account TO assay_app;

      SELECT secure('membership');
      CREATE POLICY colleagues ON membership FOR SELECT
        USING (user_id = caller_user() OR organisation_id = caller_organisation() OR caller_has_role('OPERATOR'));
      CREATE POLICY added_by_admin ON membership FOR INSERT
        WITH CHECK ((caller_has_role('ADMIN') AND organisation_id = caller_organisation()) OR caller_has_role('OPERATOR'));
      GRANT SELECT, INSERT ON membership TO assay_app;

      SELECT secure('session');
      CREATE POLICY own ON session USING (user_id = caller_user()) WITH CHECK (user_id = caller_user());
      GRANT SELECT, INSERT, UPDATE (revoked_at) ON session TO assay_app;

      SELECT secure('api_token');
      CREATE POLICY own ON api_token USING (user_id = caller_user()) WITH CHECK (user_id = caller_user());
      GRANT SELECT, INSERT, UPDATE (revoked_at) ON api_token TO assay_app;

      -- The two doors through which a stranger becomes a caller. Each answers for exactly one e-mail address or one token.
      CREATE FUNCTION sign_in_account(address text)
        RETURNS TABLE (user_id uuid, name text, email text, password_hash text, demonstration boolean, organisation_id uuid, roles text[])
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
          SELECT u.id, u.name, u.email, u.password_hash, u.demonstration, m.organisation_id, m.roles
          FROM user_account u JOIN membership m ON m.user_id = u.id
          WHERE u.email = lower(address) ORDER BY m.created_at, m.organisation_id
        $$;
      CREATE FUNCTION caller_of_token(hash text)
        RETURNS TABLE (user_id uuid, user_name text, email text, demonstration boolean, organisation_id uuid, organisation_kind text, organisation_name text,
          roles text[], scopes text[], session_id uuid)
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
          SELECT u.id, u.name, u.email, u.demonstration, o.id, o.kind, o.name, m.roles, t.scopes, t.session_id
          FROM (
            SELECT s.user_id, s.organisation_id, NULL::text[] AS scopes, s.id AS session_id FROM session s
              WHERE s.token_hash = hash AND s.revoked_at IS NULL AND s.expires_at > now()
            UNION ALL
            SELECT a.user_id, a.organisation_id, a.scopes, NULL FROM api_token a
              WHERE a.token_hash = hash AND a.revoked_at IS NULL AND a.expires_at > now()
          ) t
          JOIN user_account u ON u.id = t.user_id
          JOIN membership m ON m.user_id = t.user_id AND m.organisation_id = t.organisation_id
          JOIN organisation o ON o.id = t.organisation_id
        $$;

      CREATE TABLE audit_chain (
        organisation_id uuid PRIMARY KEY REFERENCES organisation,
        sequence bigint NOT NULL,
        hash text NOT NULL
      );
      CREATE TABLE audit_event (
        organisation_id uuid NOT NULL REFERENCES organisation,
        sequence bigint NOT NULL CHECK (sequence > 0),
        at timestamptz(3) NOT NULL,
        actor_id uuid,
        actor_name text NOT NULL,
        action text NOT NULL,
        subject_type text NOT NULL,
        subject_id text NOT NULL,
        detail jsonb NOT NULL,
        previous_hash text NOT NULL,
        hash text NOT NULL,
        PRIMARY KEY (organisation_id, sequence)
      );
      CREATE INDEX audit_event_subject ON audit_event (organisation_id, subject_id, sequence);

      -- Takes the chain's head under a lock that lasts until the transaction ends, so that a chain has no forks.
      CREATE FUNCTION audit_head(chain uuid, OUT sequence bigint, OUT hash text)
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$ BEGIN
          INSERT INTO audit_chain VALUES (chain, 0, repeat('0', 64)) ON CONFLICT DO NOTHING;
          SELECT c.sequence, c.hash INTO sequence, hash FROM audit_chain c WHERE c.organisation_id = chain FOR UPDATE;
        END $$;
      CREATE FUNCTION audit_append() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
        DECLARE head audit_chain%ROWTYPE;
        BEGIN
          SELECT * INTO head FROM audit_chain WHERE organisation_id = NEW.organisation_id FOR UPDATE;
          IF head.organisation_id IS NULL OR NEW.sequence <> head.sequence + 1 OR NEW.previous_hash <> head.hash THEN
            RAISE EXCEPTION 'audit event % does not follow the head of its chain', NEW.sequence USING ERRCODE = 'AS002';
          END IF;
          UPDATE audit_chain SET sequence = NEW.sequence, hash = NEW.hash WHERE organisation_id = NEW.organisation_id;
          RETURN NEW;
        END $$;
      CREATE TRIGGER follows_head BEFORE INSERT ON audit_event FOR EACH ROW EXECUTE FUNCTION audit_append();
      CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON audit_event FOR EACH ROW EXECUTE FUNCTION refuse_change();
      CREATE TRIGGER frozen_whole BEFORE TRUNCATE ON audit_event FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

      -- Two organisations that deal with each other (a buyer and those it invited) write into each other's trail. What "dealing"
      -- is, the migration that makes invitations says.
      CREATE FUNCTION caller_deals_with(other uuid) RETURNS boolean LANGUAGE sql STABLE AS $$ SELECT false $$;

      SELECT secure('audit_event');
      CREATE POLICY own ON audit_event FOR SELECT USING (organisation_id = caller_organisation());
      CREATE POLICY own_or_dealt_with ON audit_event FOR INSERT
        WITH CHECK (organisation_id = caller_organisation() OR caller_deals_with(organisation_id));
      GRANT SELECT, INSERT ON audit_event TO assay_app;
      SELECT secure('audit_chain');
      CREATE POLICY own ON audit_chain FOR SELECT USING (organisation_id = caller_organisation());
      GRANT SELECT ON audit_chain TO assay_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE audit_event, audit_chain, api_token, session, membership, user_account, organisation_identifier, organisation CASCADE;
      DROP FUNCTION caller_deals_with(uuid), audit_append(), audit_head(uuid), caller_of_token(text), sign_in_account(text), shares_organisation(uuid);
    `);
  }
}
