import { MigrationInterface, QueryRunner } from 'typeorm';

const PROVENANCE = `('COMPANIES_HOUSE', 'FIND_A_TENDER', 'SELF_DECLARED', 'VERIFIED', 'DEMONSTRATION')`;

/** Taxonomies, suppliers, products, facts and claims. The market page is public to read; its owner writes it. */
export class Directory1030 implements MigrationInterface {
  name = 'Directory1795392001030';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE sector (code text PRIMARY KEY, label text NOT NULL, position integer NOT NULL);
      CREATE TABLE technology (code text PRIMARY KEY, label text NOT NULL, position integer NOT NULL);
      CREATE TABLE region (
        code text PRIMARY KEY,
        name text NOT NULL,
        level integer NOT NULL CHECK (level BETWEEN 0 AND 3),
        parent_code text REFERENCES region,
        path text[] NOT NULL -- itself and its ancestors, so that a filter by ITL 1 finds what lies in it
      );
      CREATE TABLE nuts_region (nuts_code text PRIMARY KEY, name text NOT NULL, region_code text REFERENCES region);
      CREATE TABLE sic_code (code text PRIMARY KEY, label text NOT NULL);
      CREATE TABLE cpv_code (
        code text PRIMARY KEY CHECK (code ~ '^[0-9]{8}$'),
        check_digit text NOT NULL,
        label text NOT NULL,
        level integer NOT NULL,
        parent_code text REFERENCES cpv_code
      );
      GRANT SELECT ON sector, technology, region, nuts_region, sic_code, cpv_code TO assay_app;

      CREATE TABLE supplier (
        id uuid PRIMARY KEY,
        organisation_id uuid NOT NULL REFERENCES organisation,
        name text NOT NULL CHECK (length(name) BETWEEN 1 AND 500),
        provenance text NOT NULL CHECK (provenance IN ${PROVENANCE}),
        description text CHECK (length(description) <= 10000),
        website text CHECK (length(website) <= 2000),
        region_code text REFERENCES region,
        size_band text NOT NULL DEFAULT 'UNKNOWN' CHECK (size_band IN ('MICRO', 'SMALL', 'MEDIUM', 'LARGE', 'UNKNOWN')),
        is_relevant boolean NOT NULL DEFAULT false, -- has a sector or a technology: kept by the triggers below
        search tsvector NOT NULL DEFAULT ''::tsvector,
        claimed_at timestamptz(3),
        version integer NOT NULL DEFAULT 1,
        created_at timestamptz(3) NOT NULL DEFAULT now(),
        updated_at timestamptz(3) NOT NULL DEFAULT now()
      );
      CREATE UNIQUE INDEX supplier_one_per_organisation ON supplier (organisation_id);
      -- Names in the order of a list: capitals count as small letters, and equal ones come by a hash, which favours nobody.
      CREATE INDEX supplier_name_order ON supplier ((lower(name) COLLATE "C"), md5(id::text));
      CREATE INDEX supplier_relevant_name_order ON supplier ((lower(name) COLLATE "C"), md5(id::text)) WHERE is_relevant;
      CREATE INDEX supplier_by_lot ON supplier (md5(id::text));
      CREATE INDEX supplier_region ON supplier (region_code);
      CREATE INDEX supplier_search ON supplier USING gin (search);
      CREATE INDEX supplier_name_trigrams ON supplier USING gin (name gin_trgm_ops);
      -- A search may be an identifier without its scheme.
      CREATE INDEX organisation_identifier_value ON organisation_identifier (identifier);

      CREATE TABLE supplier_sector (
        supplier_id uuid NOT NULL REFERENCES supplier ON DELETE CASCADE,
        sector_code text NOT NULL REFERENCES sector,
        source text NOT NULL CHECK (source IN ('DERIVED', 'SELF_DECLARED', 'DEMONSTRATION')),
        reason text,
        PRIMARY KEY (supplier_id, sector_code)
      );
      CREATE INDEX supplier_sector_code ON supplier_sector (sector_code, supplier_id);
      CREATE TABLE supplier_technology (
        supplier_id uuid NOT NULL REFERENCES supplier ON DELETE CASCADE,
        technology_code text NOT NULL REFERENCES technology,
        source text NOT NULL CHECK (source IN ('DERIVED', 'SELF_DECLARED', 'DEMONSTRATION')),
        reason text,
        PRIMARY KEY (supplier_id, technology_code)
      );
      CREATE INDEX supplier_technology_code ON supplier_technology (technology_code, supplier_id);
      CREATE TABLE supplier_sic (
        supplier_id uuid NOT NULL REFERENCES supplier ON DELETE CASCADE,
        sic_code text NOT NULL REFERENCES sic_code,
        PRIMARY KEY (supplier_id, sic_code)
      );

      CREATE TABLE product (
        id uuid PRIMARY KEY,
        supplier_id uuid NOT NULL REFERENCES supplier ON DELETE CASCADE,
        name text NOT NULL CHECK (length(name) BETWEEN 1 AND 300),
        kind text NOT NULL CHECK (kind IN ('HARDWARE', 'SOFTWARE', 'PLATFORM', 'CONNECTIVITY', 'SERVICE')),
        description text CHECK (length(description) <= 10000),
        versions text[] NOT NULL DEFAULT '{}',
        support_ends_on date,
        security_contact text CHECK (length(security_contact) <= 500),
        version integer NOT NULL DEFAULT 1,
        created_at timestamptz(3) NOT NULL DEFAULT now()
      );
      CREATE INDEX product_supplier ON product (supplier_id, name, id);
      CREATE TABLE product_technology (
        product_id uuid NOT NULL REFERENCES product ON DELETE CASCADE,
        technology_code text NOT NULL REFERENCES technology,
        PRIMARY KEY (product_id, technology_code)
      );

      -- Every public field of a supplier comes from a fact. When sources differ both are kept. A fact is never edited: a later
      -- one stands beside it.
      CREATE TABLE fact (
        id uuid PRIMARY KEY,
        supplier_id uuid NOT NULL REFERENCES supplier ON DELETE CASCADE,
        field text NOT NULL,
        value text,
        source text NOT NULL CHECK (source IN ${PROVENANCE}),
        source_url text,
        recorded_at timestamptz(3) NOT NULL DEFAULT now(),
        note text
      );
      CREATE INDEX fact_supplier ON fact (supplier_id, field, recorded_at);

      CREATE TABLE claim (
        id uuid PRIMARY KEY,
        supplier_id uuid NOT NULL REFERENCES supplier,
        organisation_id uuid NOT NULL REFERENCES organisation,
        requested_by uuid NOT NULL REFERENCES user_account,
        identifier_scheme text NOT NULL,
        identifier text NOT NULL,
        email_domain text NOT NULL,
        identifier_agrees boolean NOT NULL,
        domain_agrees boolean NOT NULL,
        status text NOT NULL CHECK (status IN ('PENDING', 'ACCEPTED', 'REFUSED')),
        decided_by uuid,
        decided_at timestamptz(3),
        reason text,
        created_at timestamptz(3) NOT NULL DEFAULT now(),
        CHECK ((status = 'PENDING') = (decided_at IS NULL))
      );
      CREATE UNIQUE INDEX claim_one_pending ON claim (supplier_id, organisation_id) WHERE status = 'PENDING';

      CREATE FUNCTION owns_supplier(which uuid) RETURNS boolean LANGUAGE sql STABLE
        AS $$ SELECT EXISTS (SELECT FROM supplier s WHERE s.id = which AND s.organisation_id = caller_organisation()) $$;

      SELECT secure(t) FROM unnest(ARRAY['supplier', 'supplier_sector', 'supplier_technology', 'supplier_sic', 'product',
        'product_technology', 'fact', 'claim']) t;
      CREATE POLICY public_to_read ON supplier FOR SELECT USING (true);
      CREATE POLICY own ON supplier FOR UPDATE USING (organisation_id = caller_organisation() OR caller_has_role('OPERATOR'));
      CREATE POLICY public_to_read ON supplier_sector FOR SELECT USING (true);
      CREATE POLICY own ON supplier_sector USING (owns_supplier(supplier_id)) WITH CHECK (owns_supplier(supplier_id));
      CREATE POLICY public_to_read ON supplier_technology FOR SELECT USING (true);
      CREATE POLICY own ON supplier_technology USING (owns_supplier(supplier_id)) WITH CHECK (owns_supplier(supplier_id));
      CREATE POLICY public_to_read ON supplier_sic FOR SELECT USING (true);
      CREATE POLICY own ON supplier_sic USING (owns_supplier(supplier_id)) WITH CHECK (owns_supplier(supplier_id));
      CREATE POLICY public_to_read ON product FOR SELECT USING (true);
      CREATE POLICY own ON product USING (owns_supplier(supplier_id)) WITH CHECK (owns_supplier(supplier_id));
      CREATE POLICY public_to_read ON product_technology FOR SELECT USING (true);
      CREATE POLICY own ON product_technology USING (EXISTS (SELECT FROM product p WHERE p.id = product_id AND owns_supplier(p.supplier_id)))
        WITH CHECK (EXISTS (SELECT FROM product p WHERE p.id = product_id AND owns_supplier(p.supplier_id)));
      CREATE POLICY public_to_read ON fact FOR SELECT USING (true);
      CREATE POLICY own_declaration ON fact FOR INSERT WITH CHECK (owns_supplier(supplier_id) AND source = 'SELF_DECLARED');
      CREATE POLICY own_or_operator ON claim FOR SELECT USING (organisation_id = caller_organisation() OR caller_has_role('OPERATOR'));
      CREATE POLICY own ON claim FOR INSERT WITH CHECK (organisation_id = caller_organisation() AND status = 'PENDING');
      CREATE POLICY operator ON claim FOR UPDATE USING (caller_has_role('OPERATOR'));

      GRANT SELECT ON supplier TO assay_app;
      GRANT UPDATE (organisation_id, name, description, website, region_code, size_band, claimed_at, version, updated_at) ON supplier TO assay_app;
      GRANT SELECT, INSERT, DELETE ON supplier_sector, supplier_technology, supplier_sic, product_technology TO assay_app;
      GRANT SELECT, INSERT, UPDATE ON product TO assay_app;
      GRANT SELECT, INSERT ON fact TO assay_app;
      GRANT SELECT, INSERT, UPDATE (status, decided_by, decided_at, reason) ON claim TO assay_app;
      CREATE TRIGGER frozen BEFORE UPDATE ON fact FOR EACH ROW EXECUTE FUNCTION refuse_change();

      -- What a search looks at, and whether the supplier belongs to connected places, follow from its rows.
      CREATE FUNCTION refresh_supplier_search(changed uuid) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = public AS $$
        UPDATE supplier s SET
          search = setweight(to_tsvector('english', s.name), 'A')
            || setweight(to_tsvector('english', coalesce((SELECT string_agg(p.name || ' ' || coalesce(p.description, ''), ' ' ORDER BY p.id) FROM product p WHERE p.supplier_id = s.id), '')), 'B')
            || setweight(to_tsvector('english', coalesce((SELECT string_agg(x.label, ' ' ORDER BY x.position) FROM supplier_sector ss JOIN sector x ON x.code = ss.sector_code WHERE ss.supplier_id = s.id), '')), 'C')
            || setweight(to_tsvector('english', coalesce((SELECT string_agg(x.label, ' ' ORDER BY x.position) FROM supplier_technology st JOIN technology x ON x.code = st.technology_code WHERE st.supplier_id = s.id), '')), 'C')
            || setweight(to_tsvector('english', coalesce(s.description, '')), 'D'),
          is_relevant = EXISTS (SELECT FROM supplier_sector x WHERE x.supplier_id = s.id)
            OR EXISTS (SELECT FROM supplier_technology x WHERE x.supplier_id = s.id)
        WHERE s.id = changed
      $$;
      CREATE FUNCTION supplier_changed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF TG_TABLE_NAME = 'supplier' THEN PERFORM refresh_supplier_search(NEW.id);
        ELSIF TG_OP = 'DELETE' THEN PERFORM refresh_supplier_search(OLD.supplier_id);
        ELSE PERFORM refresh_supplier_search(NEW.supplier_id);
        END IF;
        RETURN NULL;
      END $$;
      CREATE TRIGGER search AFTER INSERT OR UPDATE OF name, description ON supplier FOR EACH ROW EXECUTE FUNCTION supplier_changed();
      CREATE TRIGGER search AFTER INSERT OR DELETE ON supplier_sector FOR EACH ROW EXECUTE FUNCTION supplier_changed();
      CREATE TRIGGER search AFTER INSERT OR DELETE ON supplier_technology FOR EACH ROW EXECUTE FUNCTION supplier_changed();
      CREATE TRIGGER search AFTER INSERT OR DELETE OR UPDATE OF name, description ON product FOR EACH ROW EXECUTE FUNCTION supplier_changed();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE claim, fact, product_technology, product, supplier_sic, supplier_technology, supplier_sector, supplier,
        cpv_code, sic_code, nuts_region, region, technology, sector CASCADE;
      DROP INDEX organisation_identifier_value;
      DROP FUNCTION supplier_changed(), refresh_supplier_search(uuid), owns_supplier(uuid);
    `);
  }
}
