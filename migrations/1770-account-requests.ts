import { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Somebody from outside asks for an account. What they say of themselves is the operators' to read until some days after it is settled, and
 * nobody's after that: the row goes. Whoever has the secret of a request learns where it stands, and nothing of who asked.
 */
export class AccountRequests1770 implements MigrationInterface {
  name = 'AccountRequests1795392001770';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE account_request (
        id uuid PRIMARY KEY,
        reference text NOT NULL CHECK (length(reference) <= 20),
        secret_hash text NOT NULL CHECK (length(secret_hash) = 64),
        kind text NOT NULL CHECK (kind IN ('BUYER', 'SUPPLIER', 'OVERSIGHT')),
        organisation_name text NOT NULL CHECK (length(organisation_name) BETWEEN 1 AND 500),
        identifier_scheme text CHECK (length(identifier_scheme) <= 20),
        identifier text CHECK (length(identifier) <= 100),
        supplier_id uuid REFERENCES supplier ON DELETE SET NULL, -- the page of the directory that they say is their organisation's
        name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
        email text NOT NULL CHECK (length(email) <= 320),
        roles text[] NOT NULL CHECK (cardinality(roles) > 0),
        why text NOT NULL CHECK (length(why) BETWEEN 1 AND 2000),
        status text NOT NULL CHECK (status IN ('PENDING', 'ACCEPTED', 'REFUSED')),
        joined_id uuid REFERENCES organisation, -- the organisation that they were made a member of
        decided_by uuid,
        decided_at timestamptz(3),
        reason text CHECK (length(reason) <= 2000),
        asked_at timestamptz(3) NOT NULL DEFAULT now(),
        CHECK ((identifier_scheme IS NULL) = (identifier IS NULL)),
        CHECK ((status = 'PENDING') = (decided_at IS NULL) AND (decided_at IS NULL) = (reason IS NULL)),
        CHECK ((status = 'ACCEPTED') = (joined_id IS NOT NULL))
      );
      CREATE UNIQUE INDEX account_request_reference ON account_request (reference);
      CREATE UNIQUE INDEX account_request_secret ON account_request (secret_hash);
      CREATE INDEX account_request_asked ON account_request (asked_at, id);
      CREATE INDEX account_request_supplier ON account_request (supplier_id);

      SELECT secure('account_request');
      CREATE POLICY operator_reads ON account_request FOR SELECT USING (caller_has_role('OPERATOR'));
      CREATE POLICY anybody_asks ON account_request FOR INSERT WITH CHECK (status = 'PENDING');
      CREATE POLICY operator_decides ON account_request FOR UPDATE USING (caller_has_role('OPERATOR') AND status = 'PENDING')
        WITH CHECK (caller_has_role('OPERATOR') AND status IN ('ACCEPTED', 'REFUSED') AND decided_by = caller_user());
      GRANT SELECT (id, reference, kind, organisation_name, identifier_scheme, identifier, supplier_id, name, email, roles, why, status, joined_id,
          decided_by, decided_at, reason, asked_at),
        INSERT (id, reference, secret_hash, kind, organisation_name, identifier_scheme, identifier, supplier_id, name, email, roles, why, status),
        UPDATE (status, joined_id, decided_by, decided_at, reason) ON account_request TO assay_app;

      -- How many wait: whoever asks may not count them.
      CREATE FUNCTION account_requests_waiting() RETURNS bigint LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
        SELECT count(*) FROM account_request WHERE status = 'PENDING' $$;
      -- Where one request stands, for whoever has its secret.
      CREATE FUNCTION account_request_standing(hash text)
        RETURNS TABLE (reference text, organisation_name text, status text, reason text, asked_at timestamptz, decided_at timestamptz)
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
          SELECT r.reference, r.organisation_name, r.status, r.reason, r.asked_at, r.decided_at FROM account_request r WHERE r.secret_hash = hash
        $$;
      -- Takes away what has been settled for some days, and what nobody has settled in a long time.
      CREATE FUNCTION erase_account_requests() RETURNS bigint LANGUAGE sql SECURITY DEFINER SET search_path = public AS $$
        WITH gone AS (DELETE FROM account_request
          WHERE decided_at < now() - interval '30 days' OR (status = 'PENDING' AND asked_at < now() - interval '180 days') RETURNING id)
        SELECT count(*) FROM gone
      $$;
      REVOKE EXECUTE ON FUNCTION account_requests_waiting(), account_request_standing(text), erase_account_requests() FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION account_requests_waiting(), account_request_standing(text), erase_account_requests() TO assay_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP FUNCTION account_requests_waiting(), account_request_standing(text), erase_account_requests();
      DROP TABLE account_request;
    `);
  }
}
