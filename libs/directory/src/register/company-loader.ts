import type { ClientBase } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Tx } from '#platform';
import { CLASSIFICATION_RULES, classify, COMPANY_FIELDS, CompanyBatch, CompanyField } from '#registers';

/** Which companies that nobody knew become suppliers. Both empty: none. */
export interface CompanyChoice {
  /** SIC 2007 codes, five digits; empty: any. */
  sicCodes: readonly string[];
  /** The letters that a postcode begins with, such as BS; empty: any. */
  postcodeAreas: readonly string[];
}

/** What became of the companies of a batch. */
export type CompanyCounts = Record<'known' | 'suppliers' | 'passed' | 'facts', number>;

const TYPES: Partial<Record<CompanyField, string>> = { line: 'integer', incorporated_on: 'date', dissolved_on: 'date' };
const COLUMNS = COMPANY_FIELDS.map((field) => `${field} ${TYPES[field] ?? 'text'}`).join(', ');

/** What each SIC code that a rule names stands for. */
const SIC_TERMS = [...new Set(CLASSIFICATION_RULES.flatMap(({ sic }) => sic ?? []))].flatMap((sic) => {
  const { sectors, technologies } = classify({ sicCodes: [sic] });
  return [
    ...sectors.map((term) => ({ sic, taxonomy: 'sector', ...term })),
    ...technologies.map((term) => ({ sic, taxonomy: 'technology', ...term })),
  ];
});

/** Tables that new suppliers fill, beside what is known of each. */
const OF_SUPPLIERS = 'organisation, organisation_identifier, supplier';
const OF_WHAT_IS_KNOWN = 'fact, supplier_sic, derived_term, supplier_sector, supplier_technology, supplier_unsettled, supplier';

/**
 * Loads companies of the register set by set: the facts of those that the directory knows, and suppliers out of those that were
 * chosen. Loading them again changes nothing. A page that its organisation has taken over keeps what it declares; the register's
 * facts stand beside it.
 */
export class CompanyLoader {
  constructor(
    private readonly tx: Tx,
    private readonly choice: CompanyChoice,
  ) {}

  async load({ csv }: Pick<CompanyBatch, 'csv'>): Promise<CompanyCounts> {
    await this.tx.query(`SET LOCAL assay.bulk = 'on'`);
    await this.tx.query(`CREATE TEMP TABLE company_in (${COLUMNS}) ON COMMIT DROP`);
    await this.copy(csv);
    await this.tx.query('CREATE INDEX ON company_in (number)');
    await this.tx.query('ANALYZE company_in');
    const before = await this.countedSuppliers();
    const made = await this.makeSuppliers();
    // Nobody else sees these rows before they are committed, autovacuum neither: by a plan for few they take many times as long.
    const areMany = made > 50 + before / 10;
    if (areMany) await this.tx.query(`ANALYZE ${OF_SUPPLIERS}`);
    const [{ known }] = await this.knownCompanies();
    const facts = await this.keepFacts();
    await this.keepSic();
    await this.keepTerms();
    await this.keepSizes();
    await this.nameDeclared();
    await this.tx.query(`SELECT refresh_supplier_search(supplier_id) FROM company_known WHERE is_new`);
    const [{ passed }]: { passed: number }[] = await this.tx.query(
      'SELECT count(*)::int AS passed FROM company_in c WHERE NOT EXISTS (SELECT FROM company_known k WHERE k.number = c.number)',
    );
    if (areMany) await this.tx.query(`ANALYZE ${OF_WHAT_IS_KNOWN}`);
    await this.tx.query('DROP TABLE company_known, company_in');
    return { known: known - made, suppliers: made, passed, facts };
  }

  /** How many suppliers PostgreSQL reckons with when it plans. */
  private async countedSuppliers(): Promise<number> {
    const [{ counted }]: { counted: number }[] = await this.tx.query(
      `SELECT greatest(reltuples, 0) AS counted FROM pg_class WHERE oid = 'supplier'::regclass`,
    );
    return counted;
  }

  private async copy(csv: Buffer): Promise<void> {
    const client = (await (this.tx.queryRunner as { connect(): Promise<unknown> }).connect()) as ClientBase;
    const names = COMPANY_FIELDS.join(', ');
    await pipeline(
      Readable.from([csv], { objectMode: false }),
      client.query(copyFrom(`COPY company_in (${names}) FROM STDIN (FORMAT csv, FORCE_NULL (${names}))`)),
    );
  }

  private async makeSuppliers(): Promise<number> {
    const { sicCodes, postcodeAreas } = this.choice;
    if (sicCodes.length === 0 && postcodeAreas.length === 0) return 0;
    const rows: unknown[] = await this.tx.query(
      `WITH chosen AS (
         SELECT DISTINCT ON (number) number, name, md5('organisation:GB-COH-' || number)::uuid AS organisation_id,
           md5('supplier:GB-COH-' || number)::uuid AS supplier_id
         FROM company_in c WHERE name IS NOT NULL AND status IS NOT DISTINCT FROM 'Active'
           AND (cardinality($1::text[]) = 0 OR ARRAY[left(sic_1, 5), left(sic_2, 5), left(sic_3, 5), left(sic_4, 5)] && $1::text[])
           AND (cardinality($2::text[]) = 0 OR substring(postcode FROM '^[A-Za-z]+') = ANY ($2::text[]))
           AND NOT EXISTS (SELECT FROM organisation_identifier i WHERE i.scheme = 'GB-COH' AND i.identifier = c.number AND i.flaw IS NULL)
         ORDER BY number, line),
       organisations AS (INSERT INTO organisation (id, kind, name, provenance)
         SELECT organisation_id, 'SUPPLIER', left(name, 500), 'COMPANIES_HOUSE' FROM chosen),
       identifiers AS (INSERT INTO organisation_identifier (key, organisation_id, scheme, identifier, published, legal_name, uri, is_primary, source)
         SELECT md5('identifier:GB-COH-' || number)::uuid, organisation_id, 'GB-COH', number, number, name,
           'https://find-and-update.company-information.service.gov.uk/company/' || number, true, 'COMPANIES_HOUSE' FROM chosen)
       INSERT INTO supplier (id, organisation_id, name, provenance)
       SELECT supplier_id, organisation_id, left(name, 500), 'COMPANIES_HOUSE' FROM chosen RETURNING id`,
      [sicCodes, postcodeAreas.map((area) => area.toUpperCase())],
    );
    return rows.length;
  }

  /** Companies that the directory has by now; a number that stands twice counts as the last line says. */
  private knownCompanies(): Promise<{ known: number }[]> {
    return this.tx
      .query(
        `CREATE TEMP TABLE company_known ON COMMIT DROP AS
         SELECT DISTINCT ON (s.id) s.id AS supplier_id, s.claimed_at IS NOT NULL AS is_claimed,
           s.search = ''::tsvector AS is_new, c.*
         FROM company_in c JOIN organisation_identifier i ON i.scheme = 'GB-COH' AND i.identifier = c.number AND i.flaw IS NULL
         JOIN supplier s ON s.organisation_id = i.organisation_id ORDER BY s.id, c.line DESC`,
      )
      .then(() => this.tx.query('SELECT count(*)::int AS known FROM company_known'));
  }

  private async keepFacts(): Promise<number> {
    const rows: unknown[] = await this.tx.query(
      `INSERT INTO fact (id, supplier_id, field, value, source, source_url, note)
       SELECT gen_random_uuid(), k.supplier_id, f.field, f.value, 'COMPANIES_HOUSE',
         'https://find-and-update.company-information.service.gov.uk/company/' || k.number, f.note
       FROM company_known k CROSS JOIN LATERAL (VALUES
         ('name', k.name, NULL), ('companyStatus', k.status, NULL), ('companyCategory', k.category, NULL),
         ('countryOfOrigin', k.country, NULL), ('incorporatedOn', k.incorporated_on::text, NULL), ('dissolvedOn', k.dissolved_on::text, NULL),
         ('registeredTown', k.town, NULL), ('accounts', k.accounts, 'The kind of accounts that the company filed last'),
         ('sicCodes', concat_ws('; ', k.sic_1, k.sic_2, k.sic_3, k.sic_4), NULL)) f (field, value, note)
       WHERE f.value <> '' AND f.value IS DISTINCT FROM (SELECT x.value FROM fact x WHERE x.supplier_id = k.supplier_id AND x.field = f.field
         AND x.source = 'COMPANIES_HOUSE' ORDER BY x.recorded_at DESC, x.id DESC LIMIT 1) RETURNING id`,
    );
    return rows.length;
  }

  /** Codes of SIC 2007; older ones, of four digits, stay in the fact alone. */
  private async keepSic(): Promise<void> {
    const said = `SELECT k.supplier_id, left(t.sic, 5) AS code FROM company_known k
      CROSS JOIN LATERAL (VALUES (k.sic_1), (k.sic_2), (k.sic_3), (k.sic_4)) t (sic) WHERE NOT k.is_claimed AND t.sic ~ '^[0-9]{5}( |$)'`;
    await this.tx.query(
      `DELETE FROM supplier_sic x USING company_known k WHERE x.supplier_id = k.supplier_id AND NOT k.is_claimed
         AND NOT EXISTS (SELECT FROM (${said}) s WHERE s.supplier_id = x.supplier_id AND s.code = x.sic_code)`,
    );
    await this.tx.query(
      `INSERT INTO supplier_sic (supplier_id, sic_code) SELECT DISTINCT s.supplier_id, s.code FROM (${said}) s JOIN sic_code c ON c.code = s.code ON CONFLICT DO NOTHING`,
    );
  }

  /** What SIC codes say of sectors and technologies, beside what notices and the supplier say. */
  private async keepTerms(): Promise<void> {
    await this.tx.query(
      `DELETE FROM derived_term t USING company_known k WHERE t.supplier_id = k.supplier_id AND t.evidence = 'SIC' AND NOT k.is_claimed`,
    );
    const changed: { id: string }[] = await this.tx.query(
      `WITH kept AS (INSERT INTO derived_term (supplier_id, taxonomy, code, evidence, confidence, reason)
         SELECT DISTINCT ON (x.supplier_id, t.taxonomy, t.code) x.supplier_id, t.taxonomy, t.code, 'SIC', t.confidence, t.reason
         FROM supplier_sic x JOIN company_known k ON k.supplier_id = x.supplier_id AND NOT k.is_claimed
         JOIN json_to_recordset($1) t (sic text, taxonomy text, code text, confidence real, reason text) ON t.sic = x.sic_code
         ORDER BY x.supplier_id, t.taxonomy, t.code, t.sic RETURNING supplier_id)
       SELECT DISTINCT supplier_id AS id FROM kept
       UNION SELECT x.supplier_id FROM supplier_sector x JOIN company_known k USING (supplier_id) WHERE x.source = 'DERIVED'
       UNION SELECT x.supplier_id FROM supplier_technology x JOIN company_known k USING (supplier_id) WHERE x.source = 'DERIVED'`,
      [JSON.stringify(SIC_TERMS)],
    );
    if (changed.length === 0) return;
    const ids = changed.map(({ id }) => id);
    await this.tx.query('SELECT apply_derived_terms($1)', [ids]);
    await this.tx.query('SELECT refresh_supplier_search(id) FROM unnest($1::uuid[]) id', [ids]);
  }

  /** Accounts of a kind that only companies of a size may file tell the size; full accounts tell nothing. */
  private async keepSizes(): Promise<void> {
    await this.tx.query(
      `UPDATE supplier s SET size_band = CASE k.accounts WHEN 'MICRO ENTITY' THEN 'MICRO' WHEN 'SMALL' THEN 'SMALL' ELSE 'MEDIUM' END
       FROM company_known k WHERE s.id = k.supplier_id AND NOT k.is_claimed AND s.size_band = 'UNKNOWN' AND k.accounts IN ('MICRO ENTITY', 'SMALL', 'MEDIUM')`,
    );
  }

  /** A page that was its supplier's word alone is in the register by now: what the supplier said stays beside it. */
  private async nameDeclared(): Promise<void> {
    await this.tx.query(
      `UPDATE supplier s SET provenance = 'COMPANIES_HOUSE' FROM company_known k WHERE s.id = k.supplier_id AND s.provenance = 'SELF_DECLARED'`,
    );
  }
}
