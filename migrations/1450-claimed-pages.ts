import { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The identifiers of a page go with it when it is claimed: notices are joined to the one organisation that has a number, and to none where the
 * organisation that had the page until then has it too. Those that were left with it by earlier claims are moved.
 *
 * A supplier's reply stands beside the fact that it answers: one for each fact, which it may change or take back.
 */
export class ClaimedPages1450 implements MigrationInterface {
  name = 'ClaimedPages1795392001450';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION move_identifiers(former uuid, claimant uuid) RETURNS void LANGUAGE sql AS $$
        UPDATE organisation_identifier own SET legal_name = coalesce(own.legal_name, i.legal_name), uri = coalesce(own.uri, i.uri)
        FROM organisation_identifier i
        WHERE own.organisation_id = claimant AND i.organisation_id = former AND (own.scheme, own.identifier) = (i.scheme, i.identifier);
        DELETE FROM organisation_identifier i USING organisation_identifier own
        WHERE i.organisation_id = former AND own.organisation_id = claimant AND (own.scheme, own.identifier) = (i.scheme, i.identifier);
        UPDATE organisation_identifier i SET organisation_id = claimant,
          is_primary = i.is_primary AND NOT EXISTS (SELECT FROM organisation_identifier own WHERE own.organisation_id = claimant AND own.is_primary)
        WHERE i.organisation_id = former;
      $$;
      REVOKE ALL ON FUNCTION move_identifiers(uuid, uuid) FROM PUBLIC;
      CREATE FUNCTION identifiers_follow_page() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$ BEGIN
        PERFORM move_identifiers(OLD.organisation_id, NEW.organisation_id);
        RETURN NULL;
      END $$;
      CREATE TRIGGER identifiers_follow AFTER UPDATE OF organisation_id ON supplier
        FOR EACH ROW WHEN (NEW.organisation_id <> OLD.organisation_id) EXECUTE FUNCTION identifiers_follow_page();
      GRANT UPDATE (verified_at, verified_how) ON organisation_identifier TO assay_app;
      CREATE POLICY verified_by_operator ON organisation_identifier FOR UPDATE USING (caller_has_role('OPERATOR'));
    `);
    await runner.query(`
      CREATE TABLE fact_reply (
        fact_id uuid PRIMARY KEY REFERENCES fact ON DELETE CASCADE,
        value text,
        note text NOT NULL,
        replied_at timestamptz(3) NOT NULL DEFAULT now()
      );
      SELECT secure('fact_reply');
      CREATE POLICY public_to_read ON fact_reply FOR SELECT USING (true);
      CREATE POLICY own ON fact_reply USING (EXISTS (SELECT FROM fact f WHERE f.id = fact_id AND owns_supplier(f.supplier_id)))
        WITH CHECK (EXISTS (SELECT FROM fact f WHERE f.id = fact_id AND owns_supplier(f.supplier_id)));
      GRANT SELECT, INSERT, UPDATE (value, note, replied_at), DELETE ON fact_reply TO assay_app;
    `);
    await this.moveLeftBehind(runner);
  }

  /** Moves what claims left behind: with an organisation of the page's name that has no page and no member, and a number of the claimant. */
  async moveLeftBehind(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SELECT move_identifiers(former.id, s.organisation_id) FROM claim c
      JOIN supplier s ON s.id = c.supplier_id AND s.organisation_id = c.organisation_id
      JOIN organisation former ON former.name = s.name AND former.id <> s.organisation_id
      WHERE c.status = 'ACCEPTED'
        AND NOT EXISTS (SELECT FROM supplier x WHERE x.organisation_id = former.id)
        AND NOT EXISTS (SELECT FROM membership m WHERE m.organisation_id = former.id)
        AND EXISTS (SELECT FROM organisation_identifier i JOIN organisation_identifier own USING (scheme, identifier)
          WHERE i.organisation_id = former.id AND own.organisation_id = s.organisation_id)
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE fact_reply;
      DROP POLICY verified_by_operator ON organisation_identifier;
      REVOKE UPDATE (verified_at, verified_how) ON organisation_identifier FROM assay_app;
      DROP TRIGGER identifiers_follow ON supplier;
      DROP FUNCTION identifiers_follow_page(), move_identifiers(uuid, uuid);
    `);
  }
}
