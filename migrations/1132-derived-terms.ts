import { MigrationInterface, QueryRunner } from 'typeorm';

const TAXONOMIES = ['sector', 'technology'] as const;

/** Shows of one taxonomy what is sure enough, and takes away what no longer is. What a supplier has said of itself stays. */
const applied = (taxonomy: (typeof TAXONOMIES)[number]): string => `
  DELETE FROM supplier_${taxonomy} x WHERE x.supplier_id = ANY (changed) AND x.source = 'DERIVED' AND NOT has_declared(x.supplier_id, '${taxonomy}')
    AND NOT EXISTS (SELECT FROM derived_terms_shown(changed, '${taxonomy}') t
      WHERE t.supplier_id = x.supplier_id AND t.code = x.${taxonomy}_code AND t.confidence = x.confidence AND t.reason = x.reason);
  INSERT INTO supplier_${taxonomy} (supplier_id, ${taxonomy}_code, source, reason, confidence)
    SELECT t.supplier_id, t.code, 'DERIVED', t.reason, t.confidence FROM derived_terms_shown(changed, '${taxonomy}') t
    WHERE NOT has_declared(t.supplier_id, '${taxonomy}') ON CONFLICT DO NOTHING;`;

/** What sectors and technologies are derived from, each kind of evidence by itself, and how sure that is. */
export class DerivedTerms1132 implements MigrationInterface {
  name = 'DerivedTerms1795392001132';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE derived_term (
        supplier_id uuid NOT NULL REFERENCES supplier ON DELETE CASCADE,
        taxonomy text NOT NULL CHECK (taxonomy IN ('sector', 'technology')),
        code text NOT NULL,
        evidence text NOT NULL CHECK (evidence IN ('NOTICES', 'SIC', 'OWN_WORDS')),
        confidence real NOT NULL CHECK (confidence > 0 AND confidence <= 1),
        reason text NOT NULL,
        PRIMARY KEY (supplier_id, taxonomy, code, evidence)
      );
      SELECT secure('derived_term');
      CREATE POLICY public_to_read ON derived_term FOR SELECT USING (true);
      CREATE POLICY own_words ON derived_term USING (owns_supplier(supplier_id) AND evidence = 'OWN_WORDS')
        WITH CHECK (owns_supplier(supplier_id) AND evidence = 'OWN_WORDS');
      GRANT SELECT, INSERT, DELETE ON derived_term TO assay_app;

      ALTER TABLE supplier_sector ADD confidence real CHECK (confidence > 0 AND confidence <= 1),
        ADD CHECK (source = 'DERIVED' OR confidence IS NULL);
      ALTER TABLE supplier_technology ADD confidence real CHECK (confidence > 0 AND confidence <= 1),
        ADD CHECK (source = 'DERIVED' OR confidence IS NULL);
      INSERT INTO derived_term
        SELECT supplier_id, 'sector', sector_code, 'NOTICES', 0.8, reason FROM supplier_sector WHERE source = 'DERIVED' AND reason IS NOT NULL
        UNION ALL
        SELECT supplier_id, 'technology', technology_code, 'NOTICES', 0.8, reason FROM supplier_technology WHERE source = 'DERIVED' AND reason IS NOT NULL;
      UPDATE supplier_sector SET confidence = 0.8 WHERE source = 'DERIVED' AND reason IS NOT NULL;
      UPDATE supplier_technology SET confidence = 0.8 WHERE source = 'DERIVED' AND reason IS NOT NULL;

      -- A supplier that has named its sectors, or answered what is said of them, has said its own; so has who was invented with some.
      CREATE FUNCTION has_declared(which uuid, list text) RETURNS boolean LANGUAGE sql STABLE AS $$
        SELECT EXISTS (SELECT FROM fact f WHERE f.supplier_id = which AND f.source = 'SELF_DECLARED'
            AND f.field = CASE list WHEN 'sector' THEN 'sectors' ELSE 'technologies' END)
          OR (list = 'sector' AND EXISTS (SELECT FROM supplier_sector x WHERE x.supplier_id = which AND x.source <> 'DERIVED'))
          OR (list = 'technology' AND EXISTS (SELECT FROM supplier_technology x WHERE x.supplier_id = which AND x.source <> 'DERIVED'))
      $$;
      -- Kinds of evidence are taken to be independent: that not all of them are wrong.
      CREATE FUNCTION derived_terms_shown(changed uuid[], list text)
        RETURNS TABLE (supplier_id uuid, code text, confidence real, reason text) LANGUAGE sql STABLE AS $$
        SELECT * FROM (SELECT d.supplier_id, d.code, round((1 - exp(sum(ln(1 - least(d.confidence, 0.999)))))::numeric, 2)::real AS confidence,
            string_agg(d.reason, '; ' ORDER BY d.confidence DESC, d.evidence) AS reason
          FROM derived_term d WHERE d.supplier_id = ANY (changed) AND d.taxonomy = list GROUP BY 1, 2) t WHERE t.confidence >= 0.5
      $$;
      CREATE FUNCTION apply_derived_terms(changed uuid[]) RETURNS void LANGUAGE plpgsql AS $$ BEGIN
        ${TAXONOMIES.map(applied).join('\n')}
      END $$`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP FUNCTION apply_derived_terms(uuid[]);
      DROP FUNCTION derived_terms_shown(uuid[], text);
      DROP FUNCTION has_declared(uuid, text);
      ALTER TABLE supplier_sector DROP COLUMN confidence;
      ALTER TABLE supplier_technology DROP COLUMN confidence;
      DROP TABLE derived_term`);
  }
}
