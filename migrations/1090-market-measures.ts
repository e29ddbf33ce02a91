import { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The market as of a day: narrow rows of numbers that a breakdown reads from end to end. They are written by `refresh_market` alone,
 * as a snapshot beside the last one, so that whoever is reading goes on with what they began with.
 */
export class MarketMeasures1090 implements MigrationInterface {
  name = 'MarketMeasures1795392001090';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE award ADD under_framework boolean NOT NULL DEFAULT false;
      UPDATE award a SET under_framework = true FROM notice n
        WHERE n.id = a.notice_id AND n.release #>> '{tender,techniques,hasFrameworkAgreement}' = 'true';

      -- Small numbers stand for codes: they group four times as fast as text.
      ALTER TABLE region ADD number smallint GENERATED ALWAYS AS IDENTITY;

      CREATE TABLE market_snapshot (
        id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        as_of date NOT NULL,
        built_at timestamptz(3) NOT NULL DEFAULT now(),
        took_ms integer,
        suppliers integer,
        awards integer
      );

      CREATE TABLE market_buyer (
        snapshot integer NOT NULL,
        number integer NOT NULL,
        organisation_id uuid,
        name text NOT NULL,
        PRIMARY KEY (snapshot, number)
      );

      -- A supplier: sectors and technologies are bits by their place in the list; regions are numbers of \`region\`.
      CREATE TABLE market_supplier (
        snapshot integer NOT NULL,
        number integer NOT NULL,
        supplier_id uuid NOT NULL,
        sectors integer NOT NULL,
        technologies integer NOT NULL,
        itl1 smallint, itl2 smallint, itl3 smallint,
        size smallint NOT NULL,       -- 1 micro, 2 small, 3 medium, 4 large, 0 unknown
        provenance smallint NOT NULL, -- 1 COMPANIES_HOUSE, 2 FIND_A_TENDER, 3 SELF_DECLARED, 4 VERIFIED, 5 DEMONSTRATION
        sme smallint NOT NULL,        -- 1 yes, 2 no, 0 unknown or contradicted
        vcse smallint NOT NULL,
        placed boolean NOT NULL,
        relevant boolean NOT NULL,
        attested boolean NOT NULL,
        products integer NOT NULL,
        awards integer NOT NULL,
        framework_awards integer NOT NULL,
        gross bigint,                 -- pence, its share of each award; null where no award states one
        net bigint,
        gross_awards integer NOT NULL, -- how many awards state one
        net_awards integer NOT NULL,
        sics integer[]
      ) PARTITION BY LIST (snapshot);

      -- What suppliers were awarded, once for each way of grouping: \`by\` has 1 for the year, 2 for the CPV division, 4 for the buyer,
      -- or is 8: by quarter. A row is a supplier with a value of each; number 0 stands for awards that no supplier was joined to.
      CREATE TABLE market_cell (
        snapshot integer NOT NULL,
        by smallint NOT NULL,
        number integer NOT NULL,
        year smallint, cpv smallint, buyer integer, quarter smallint, -- a quarter is 4 × year + 0 to 3
        sectors integer NOT NULL,
        technologies integer NOT NULL,
        itl1 smallint, itl2 smallint, itl3 smallint,
        size smallint NOT NULL,
        provenance smallint NOT NULL,
        sme smallint NOT NULL,
        vcse smallint NOT NULL,
        placed boolean NOT NULL,
        relevant boolean NOT NULL,
        attested boolean NOT NULL,
        products integer NOT NULL,
        awards integer NOT NULL,
        framework_awards integer NOT NULL,
        gross bigint,
        net bigint,
        gross_awards integer NOT NULL,
        net_awards integer NOT NULL,
        sics integer[]
      ) PARTITION BY LIST (snapshot);

      CREATE TABLE market_attestation (
        snapshot integer NOT NULL,
        number integer NOT NULL,
        scheme text NOT NULL,
        valid_from date NOT NULL,
        valid_to date NOT NULL
      );
      CREATE INDEX market_attestation_number ON market_attestation (snapshot, number);

      -- Answers to what nothing narrows, made after the market was counted.
      CREATE TABLE market_answer (
        snapshot integer NOT NULL,
        question text NOT NULL,
        answer text NOT NULL,
        PRIMARY KEY (snapshot, question)
      );

      GRANT SELECT ON market_answer, market_snapshot, market_buyer, market_supplier, market_cell, market_attestation TO assay_app;

      CREATE FUNCTION refresh_market(day date) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = public
        SET work_mem = '128MB' SET client_min_messages = warning AS $$
      DECLARE
        this integer;
        started timestamptz := clock_timestamp();
        grouping_columns text;
        subset integer;
        old integer;
      BEGIN
        PERFORM pg_advisory_xact_lock(4712);
        INSERT INTO market_snapshot (as_of) VALUES (day) RETURNING id INTO this;
        EXECUTE format('CREATE TABLE market_supplier_%s PARTITION OF market_supplier FOR VALUES IN (%s)', this, this);
        EXECUTE format('CREATE TABLE market_cell_%s PARTITION OF market_cell FOR VALUES IN (%s) PARTITION BY LIST (by)', this, this);

        CREATE TEMP TABLE market_number ON COMMIT DROP AS
        SELECT id AS supplier_id, row_number() OVER (ORDER BY id)::integer AS number FROM supplier;
        ANALYZE market_number;

        INSERT INTO market_buyer
        SELECT this, row_number() OVER (ORDER BY organisation_id, name), organisation_id, name
        FROM (SELECT buyer_organisation_id AS organisation_id, min(buyer_name) AS name FROM award
          GROUP BY buyer_organisation_id, CASE WHEN buyer_organisation_id IS NULL THEN buyer_name END) b;

        -- An award to several suppliers: each has an equal share of its value. Only pounds add up to pounds.
        CREATE TEMP TABLE market_award ON COMMIT DROP AS
        SELECT coalesce(m.number, 0) AS number, b.number AS buyer,
          extract(year FROM a.awarded_on)::smallint AS year,
          (extract(year FROM a.awarded_on) * 4 + extract(quarter FROM a.awarded_on) - 1)::smallint AS quarter,
          left(a.cpv_codes[1], 2)::smallint AS cpv, a.under_framework,
          CASE WHEN a.currency = 'GBP' THEN round(a.value_gross * 100 / coalesce(s.n, 1))::bigint END AS gross,
          CASE WHEN a.currency = 'GBP' THEN round(a.value_net * 100 / coalesce(s.n, 1))::bigint END AS net
        FROM award a LEFT JOIN market_number m ON m.supplier_id = a.supplier_id
        LEFT JOIN (SELECT ocid, award_id, count(*) AS n FROM award GROUP BY ocid, award_id HAVING count(*) > 1) s
          ON s.ocid = a.ocid AND s.award_id = a.award_id
        JOIN market_buyer b ON b.snapshot = this
          AND coalesce(b.organisation_id::text, 'named ' || b.name) = coalesce(a.buyer_organisation_id::text, 'named ' || a.buyer_name);
        ANALYZE market_award;

        INSERT INTO market_supplier
        SELECT this, m.number, s.id, coalesce(sectors.mask, 0), coalesce(technologies.mask, 0), r1.number, r2.number, r3.number,
          coalesce(array_position(ARRAY['MICRO', 'SMALL', 'MEDIUM', 'LARGE'], s.size_band), 0),
          array_position(ARRAY['COMPANIES_HOUSE', 'FIND_A_TENDER', 'SELF_DECLARED', 'VERIFIED', 'DEMONSTRATION'], s.provenance),
          CASE WHEN s.size_band IN ('MICRO', 'SMALL', 'MEDIUM') THEN 1 WHEN s.size_band = 'LARGE' THEN 2
            WHEN f.is_sme AND NOT f.is_large THEN 1 WHEN f.is_large AND NOT f.is_sme THEN 2 ELSE 0 END,
          CASE WHEN f.is_vcse AND NOT f.is_not_vcse THEN 1 WHEN f.is_not_vcse AND NOT f.is_vcse THEN 2 ELSE 0 END,
          s.region_code IS NOT NULL, s.is_relevant, t.supplier_id IS NOT NULL, coalesce(p.n, 0),
          coalesce(a.n, 0), coalesce(a.framework, 0), a.gross, a.net, coalesce(a.gross_awards, 0), coalesce(a.net_awards, 0), sic.codes
        FROM supplier s JOIN market_number m ON m.supplier_id = s.id
        LEFT JOIN region r ON r.code = s.region_code
        LEFT JOIN region r1 ON r1.code = r.path[2] LEFT JOIN region r2 ON r2.code = r.path[3] LEFT JOIN region r3 ON r3.code = r.path[4]
        LEFT JOIN (SELECT l.supplier_id, bit_or(1 << x.position) AS mask FROM supplier_sector l JOIN sector x ON x.code = l.sector_code
          GROUP BY l.supplier_id) sectors ON sectors.supplier_id = s.id
        LEFT JOIN (SELECT l.supplier_id, bit_or(1 << x.position) AS mask FROM supplier_technology l JOIN technology x ON x.code = l.technology_code
          GROUP BY l.supplier_id) technologies ON technologies.supplier_id = s.id
        LEFT JOIN (SELECT supplier_id, array_agg(sic_code::integer ORDER BY sic_code) AS codes FROM supplier_sic GROUP BY supplier_id) sic
          ON sic.supplier_id = s.id
        LEFT JOIN (SELECT supplier_id, count(*) AS n FROM product GROUP BY supplier_id) p ON p.supplier_id = s.id
        LEFT JOIN (SELECT DISTINCT t.supplier_id FROM attestation t WHERE t.state = 'VERIFIED' AND coalesce(t.covers_from, t.issued_on, day) <= day
          AND coalesce(t.expires_on, day) >= day AND coalesce(t.covers_to, day) >= day) t ON t.supplier_id = s.id
        LEFT JOIN (SELECT supplier_id,
            bool_or(field = 'scale' AND value = 'sme') AS is_sme, bool_or(field = 'scale' AND value = 'large') AS is_large,
            bool_or(field = 'vcse' AND value = 'true') AS is_vcse, bool_or(field = 'vcse' AND value = 'false') AS is_not_vcse
          FROM fact WHERE field IN ('scale', 'vcse') GROUP BY supplier_id) f ON f.supplier_id = s.id
        LEFT JOIN (SELECT number, count(*) AS n, count(*) FILTER (WHERE under_framework) AS framework, sum(gross) AS gross, sum(net) AS net,
            count(gross) AS gross_awards, count(net) AS net_awards
          FROM market_award GROUP BY number) a ON a.number = m.number;

        INSERT INTO market_attestation
        SELECT this, m.number, t.scheme_code, coalesce(t.covers_from, t.issued_on, '-infinity'),
          least(coalesce(t.expires_on, 'infinity'), coalesce(t.covers_to, 'infinity'))
        FROM attestation t JOIN market_number m ON m.supplier_id = t.supplier_id WHERE t.state = 'VERIFIED';
        EXECUTE format('ANALYZE market_supplier_%s', this);

        FOR subset IN 1..8 LOOP
          EXECUTE format('CREATE TABLE market_cell_%s_%s PARTITION OF market_cell_%s FOR VALUES IN (%s)', this, subset, this, subset);
          grouping_columns := concat_ws(', ', 'number', CASE WHEN subset & 1 > 0 THEN 'year' END, CASE WHEN subset & 2 > 0 THEN 'cpv' END,
            CASE WHEN subset & 4 > 0 THEN 'buyer' END, CASE WHEN subset = 8 THEN 'quarter' END);
          EXECUTE format($f$
            INSERT INTO market_cell
            SELECT %s, %s, a.number, %s, %s, %s, %s, coalesce(m.sectors, 0), coalesce(m.technologies, 0), m.itl1, m.itl2, m.itl3,
              coalesce(m.size, 0), coalesce(m.provenance, 0), coalesce(m.sme, 0), coalesce(m.vcse, 0), coalesce(m.placed, false),
              coalesce(m.relevant, false), coalesce(m.attested, false), coalesce(m.products, 0), a.n, a.framework, a.gross, a.net,
              a.gross_awards, a.net_awards, m.sics
            FROM (SELECT %s, count(*) AS n, count(*) FILTER (WHERE under_framework) AS framework, sum(gross) AS gross, sum(net) AS net,
            count(gross) AS gross_awards, count(net) AS net_awards
              FROM market_award GROUP BY %s) a
            LEFT JOIN market_supplier m ON m.snapshot = %s AND m.number = a.number$f$,
            this, subset,
            CASE WHEN subset & 1 > 0 THEN 'a.year' ELSE 'NULL::smallint' END, CASE WHEN subset & 2 > 0 THEN 'a.cpv' ELSE 'NULL::smallint' END,
            CASE WHEN subset & 4 > 0 THEN 'a.buyer' ELSE 'NULL::integer' END, CASE WHEN subset = 8 THEN 'a.quarter' ELSE 'NULL::smallint' END,
            grouping_columns, grouping_columns, this);
          EXECUTE format('ANALYZE market_cell_%s_%s', this, subset);
        END LOOP;
        UPDATE market_snapshot SET took_ms = extract(epoch FROM clock_timestamp() - started) * 1000,
          suppliers = (SELECT count(*) FROM market_supplier WHERE snapshot = this),
          awards = (SELECT count(*) FROM award) WHERE id = this;
        -- The last one stays for those who are reading it.
        FOR old IN SELECT id FROM market_snapshot WHERE id < this ORDER BY id DESC OFFSET 1 LOOP
          EXECUTE format('DROP TABLE IF EXISTS market_supplier_%s, market_cell_%s', old, old);
          DELETE FROM market_answer WHERE snapshot = old;
          DELETE FROM market_buyer WHERE snapshot = old;
          DELETE FROM market_attestation WHERE snapshot = old;
          DELETE FROM market_snapshot WHERE id = old;
        END LOOP;
        RETURN this;
      END $$;
      REVOKE ALL ON FUNCTION refresh_market(date) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION refresh_market(date) TO assay_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP FUNCTION refresh_market(date);
      DROP TABLE market_answer, market_attestation, market_cell, market_supplier, market_buyer, market_snapshot;
      ALTER TABLE region DROP COLUMN number;
      ALTER TABLE award DROP COLUMN under_framework;
    `);
  }
}
