import { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What notices state of the performance of contracts, with the supplier's reply beside it. Public to read; statements are loaded from registers by
 * the owner. Whose they are is no column: awards say who has a contract, and change when a person joins one, so that it is a view over both.
 *
 * Notices that were read before say more than was kept of them: their processes are made anew by the worker (`ocid_to_compile`).
 */
export class ContractPerformance1710 implements MigrationInterface {
  name = 'ContractPerformance1795392001710';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE contract_performance (
        id uuid PRIMARY KEY,
        notice_id uuid NOT NULL REFERENCES notice, -- the latest that states it
        position integer NOT NULL, -- among what is stated of its process
        ocid text NOT NULL,
        contract_id text NOT NULL,
        award_id text, -- as award.award_id; null where the contract names none
        buyer_name text NOT NULL,
        buyer_organisation_id uuid REFERENCES organisation,
        kind text NOT NULL CHECK (kind IN ('MEASURED', 'FAILURE', 'AGREED')),
        indicator text,
        target text,
        starts_on date,
        ends_on date,
        every text, -- ISO 8601 duration
        measured text,
        rating text, -- as published
        rating_description text,
        party_keys text[], -- as award.party_key: whom a failure is said to be of; null where it names nobody
        decided_on date,
        penalty_on date,
        penalty_basis text,
        penalty_gross numeric(18, 2),
        penalty_net numeric(18, 2),
        penalty_currency text,
        partial_termination text
      );
      CREATE INDEX contract_performance_award ON contract_performance (ocid, award_id);
      CREATE INDEX contract_performance_notice ON contract_performance (notice_id);
      GRANT SELECT ON contract_performance TO assay_app;

      -- The right of reply. It outlives its statement, which a later release can take away and another bring back.
      CREATE TABLE performance_reply (
        performance_id uuid NOT NULL,
        supplier_id uuid NOT NULL REFERENCES supplier ON DELETE CASCADE,
        notice_id uuid NOT NULL REFERENCES notice, -- what it answers: the notice that stated it then
        note text NOT NULL,
        replied_at timestamptz(3) NOT NULL DEFAULT now(),
        PRIMARY KEY (performance_id, supplier_id)
      );
      SELECT secure('performance_reply');
      -- A statement once for each award of its contract: of a failure that names who failed, for theirs alone.
      CREATE VIEW supplier_performance WITH (security_invoker = true) AS
        SELECT md5(p.id::text || a.id::text)::uuid AS id, p.id AS performance_id, a.id AS award_id, a.supplier_id,
          p.kind, n.published_at AS stated_at, p.ends_on, p.position,
          p.party_keys IS NOT NULL AS names_supplier,
          (SELECT count(*) FROM award o WHERE o.ocid = a.ocid AND o.award_id = a.award_id)::integer AS suppliers
        FROM contract_performance p JOIN notice n ON n.id = p.notice_id JOIN award a ON a.ocid = p.ocid AND a.award_id = p.award_id
          AND (p.party_keys IS NULL OR a.party_key = ANY (p.party_keys));
      GRANT SELECT ON supplier_performance TO assay_app;

      CREATE POLICY public_to_read ON performance_reply FOR SELECT USING (true);
      CREATE POLICY own ON performance_reply USING (owns_supplier(supplier_id)) WITH CHECK (owns_supplier(supplier_id) AND EXISTS
        (SELECT FROM supplier_performance s WHERE s.performance_id = performance_reply.performance_id AND s.supplier_id = performance_reply.supplier_id));
      GRANT SELECT, INSERT, UPDATE (notice_id, note, replied_at), DELETE ON performance_reply TO assay_app;

      CREATE TABLE ocid_to_compile (ocid text PRIMARY KEY);
      INSERT INTO ocid_to_compile SELECT DISTINCT ocid FROM notice
      WHERE release @? '$.contracts[*].agreedMetrics[0]' OR release @? '$.contracts[*].implementation.metrics[0]'
        OR release @? '$.contracts[*].implementation.performanceFailures[0]';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE ocid_to_compile, performance_reply;
      DROP VIEW supplier_performance;
      DROP TABLE contract_performance;
    `);
  }
}
