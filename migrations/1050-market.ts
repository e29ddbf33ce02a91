import { MigrationInterface, QueryRunner } from 'typeorm';

/** Notices as published, and the awards read out of them. Public to read; loaded from registers by the owner. */
export class Market1050 implements MigrationInterface {
  name = 'Market1795392001050';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE notice (
        id uuid PRIMARY KEY,
        ocid text NOT NULL,
        notice_id text NOT NULL UNIQUE,
        tags text[] NOT NULL,
        title text,
        published_at timestamptz(3),
        source text NOT NULL,
        source_url text,
        release jsonb NOT NULL
      );
      CREATE INDEX notice_ocid ON notice (ocid, published_at);

      CREATE TABLE award (
        id uuid PRIMARY KEY,
        notice_id uuid NOT NULL REFERENCES notice,
        ocid text NOT NULL,
        award_id text NOT NULL,
        title text NOT NULL,
        status text, -- as published: pending, active; null where the notice does not say. What was cancelled is no award
        buyer_name text NOT NULL,
        buyer_organisation_id uuid REFERENCES organisation,
        supplier_id uuid REFERENCES supplier,
        supplier_name text NOT NULL,
        join_confidence text CHECK (join_confidence IN ('IDENTIFIER', 'NORMALISED_IDENTIFIER', 'NAME_ONLY')),
        value_gross numeric(18, 2),
        value_net numeric(18, 2),
        currency text,
        awarded_on date,
        starts_on date,
        ends_on date,
        lots text[] NOT NULL DEFAULT '{}',
        cpv_codes text[] NOT NULL DEFAULT '{}',
        region_codes text[] NOT NULL DEFAULT '{}',
        source_url text,
        CHECK ((supplier_id IS NULL) = (join_confidence IS NULL)),
        CHECK (join_confidence <> 'NAME_ONLY') -- a name alone proposes; a person joins
      );
      CREATE UNIQUE INDEX award_once ON award (ocid, award_id, supplier_name, coalesce(supplier_id, '00000000-0000-0000-0000-000000000000'));
      CREATE INDEX award_supplier ON award (supplier_id, awarded_on DESC, id);
      CREATE INDEX award_notice ON award (notice_id);
      CREATE INDEX award_buyer ON award (buyer_organisation_id);
      GRANT SELECT ON notice, award TO assay_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE award, notice`);
  }
}
