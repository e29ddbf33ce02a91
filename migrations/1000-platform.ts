import { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What every table leans on: the application role, the caller as PostgreSQL sees it, the trigger that keeps frozen rows frozen,
 * idempotency keys and documents.
 */
export class Platform1000 implements MigrationInterface {
  name = 'Platform1795392001000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE EXTENSION IF NOT EXISTS pg_trgm;

      -- The role that the application acts as. It owns nothing and cannot bypass row-level security. Roles belong to the whole
      -- cluster, so that another database of it may have made the role already, or be making it now.
      DO $$ BEGIN
        CREATE ROLE assay_app NOLOGIN NOBYPASSRLS NOSUPERUSER NOCREATEDB NOCREATEROLE;
      EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
      END $$;
      REVOKE ALL ON SCHEMA public FROM PUBLIC;
      GRANT USAGE ON SCHEMA public TO assay_app;

      CREATE FUNCTION caller_organisation() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
        AS $$ SELECT nullif(current_setting('assay.organisation', true), '')::uuid $$;
      CREATE FUNCTION caller_user() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
        AS $$ SELECT nullif(current_setting('assay.user', true), '')::uuid $$;
      CREATE FUNCTION caller_has_role(role text) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
        AS $$ SELECT role = ANY (string_to_array(current_setting('assay.roles', true), ',')) $$;

      CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        RAISE EXCEPTION '% is frozen: % is refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'AS001';
      END $$;

      -- Row-level security, forced: even the owner passes only by a policy that names it (migrations and seeds run as the owner,
      -- which need not be a superuser).
      CREATE FUNCTION secure(name text) RETURNS void LANGUAGE plpgsql AS $$ BEGIN
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
        EXECUTE format('CREATE POLICY owner ON %I TO %I USING (true) WITH CHECK (true)', name, current_user);
      END $$;
      REVOKE ALL ON FUNCTION secure(text) FROM PUBLIC;

      -- Which data the product has brought into this database, by the digest of its files.
      CREATE TABLE seed (name text PRIMARY KEY, digest text NOT NULL, loaded_at timestamptz(3) NOT NULL DEFAULT now());

      CREATE TABLE idempotency_key (
        user_id uuid NOT NULL,
        key text NOT NULL CHECK (length(key) BETWEEN 8 AND 200),
        organisation_id uuid NOT NULL,
        request_hash text NOT NULL,
        response jsonb,
        created_at timestamptz(3) NOT NULL DEFAULT now(),
        PRIMARY KEY (user_id, key)
      );
      SELECT secure('idempotency_key');
      CREATE POLICY own ON idempotency_key USING (user_id = caller_user()) WITH CHECK (user_id = caller_user());
      GRANT SELECT, INSERT, UPDATE ON idempotency_key TO assay_app;

      CREATE TABLE document (
        id uuid PRIMARY KEY,
        organisation_id uuid NOT NULL,
        file_name text NOT NULL CHECK (length(file_name) BETWEEN 1 AND 255 AND file_name !~ '[/\\\\]'),
        media_type text NOT NULL,
        size bigint NOT NULL CHECK (size > 0),
        sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
        scan text NOT NULL DEFAULT 'NOT_SCANNED' CHECK (scan IN ('NOT_SCANNED', 'CLEAN')),
        uploaded_by uuid,
        created_at timestamptz(3) NOT NULL DEFAULT now()
      );
      CREATE INDEX document_organisation ON document (organisation_id);

      -- Who else may read a document: the buyer to whom a response was submitted, the verifier of an attestation.
      CREATE TABLE document_grant (
        document_id uuid NOT NULL REFERENCES document,
        organisation_id uuid NOT NULL,
        reason text NOT NULL,
        granted_at timestamptz(3) NOT NULL DEFAULT now(),
        opens_at timestamptz(3) NOT NULL DEFAULT now(),
        PRIMARY KEY (document_id, organisation_id)
      );
      CREATE FUNCTION document_owner(which uuid) RETURNS uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public
        AS $$ SELECT organisation_id FROM document WHERE id = which $$;
      CREATE FUNCTION document_is_granted(which uuid, reader uuid) RETURNS boolean
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public
        AS $$ SELECT EXISTS (SELECT FROM document_grant WHERE document_id = which AND organisation_id = reader AND opens_at <= now()) $$;

      SELECT secure('document');
      CREATE POLICY readable ON document FOR SELECT
        USING (organisation_id = caller_organisation() OR document_is_granted(id, caller_organisation()));
      CREATE POLICY upload ON document FOR INSERT WITH CHECK (organisation_id = caller_organisation());
      GRANT SELECT, INSERT ON document TO assay_app;
      CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON document FOR EACH ROW EXECUTE FUNCTION refuse_change();

      SELECT secure('document_grant');
      CREATE POLICY readable ON document_grant FOR SELECT
        USING (organisation_id = caller_organisation() OR document_owner(document_id) = caller_organisation());
      CREATE POLICY given_by_owner ON document_grant FOR INSERT WITH CHECK (document_owner(document_id) = caller_organisation());
      GRANT SELECT, INSERT ON document_grant TO assay_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE document_grant, document, idempotency_key, seed CASCADE;
      DROP FUNCTION document_is_granted(uuid, uuid), document_owner(uuid);
      DROP FUNCTION secure(text), refuse_change(), caller_has_role(text), caller_user(), caller_organisation();
    `);
  }
}
