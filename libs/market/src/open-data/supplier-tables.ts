import { PROVENANCES } from '#identity';
import { column, required, SqlTable } from './dataset';

/** Whose rows a table has: what is real and what was invented to show the product never stand in one. */
export type Whose = 'REAL' | 'DEMONSTRATION';

const PROVENANCE = `${PROVENANCES.slice(0, -1).join(', ')} or ${PROVENANCES.at(-1)}`;

/** How the tables of either are told apart. */
interface Kind {
  /** Before the name of a table, and behind its title. */
  prefix: string;
  suffix: string;
  /** The suppliers, as a condition on `supplier s`. */
  those: string;
  /** What is said of them, as a condition on it as `x` besides. */
  its: string;
}

/** Suppliers and what belongs to them. */
export function supplierTables(whose: Whose): SqlTable[] {
  const [prefix, suffix] = whose === 'REAL' ? ['', ''] : ['demonstration-', ' (demonstration)'];
  const those = `s.provenance ${whose === 'REAL' ? '<>' : '='} 'DEMONSTRATION'`;
  // A fact or a sector of the demonstration set has no place beside a real supplier.
  const its = whose === 'REAL' ? `${those} AND x.source <> 'DEMONSTRATION'` : those;
  const kind = { prefix, suffix, those, its };
  return [suppliers(kind), facts(kind), classifications(kind), products(kind), attestations(kind)];
}

const SUPPLIER_ID = required('supplier_id', 'string', `'sup_' || s.id`, 'The supplier.');

function toSupplier(prefix: string): { column: string; table: string; names: string } {
  return { column: 'supplier_id', table: `${prefix}suppliers`, names: 'id' };
}

function suppliers({ prefix, suffix, those }: Kind): SqlTable {
  return {
    name: `${prefix}suppliers`,
    title: `Suppliers${suffix}`,
    description:
      'Suppliers that the directory knows, with what is shown of each. Where each value comes from is in the table of facts.',
    key: ['id'],
    references: [{ column: 'region_code', table: 'regions', names: 'code' }],
    from: `supplier s WHERE ${those}`,
    columns: [
      required('id', 'string', `'sup_' || s.id`, 'The id, as in the address of its page and in the API.'),
      required('name', 'string', 's.name', 'The name.'),
      required('provenance', 'string', 's.provenance', `Where the supplier is known from: ${PROVENANCE}.`),
      column(
        'identifiers',
        'list',
        `SELECT array_agg(i.scheme || ':' || i.identifier ORDER BY i.scheme, i.identifier) FROM organisation_identifier i WHERE i.organisation_id = s.organisation_id`,
        'Public identifiers, each with its scheme of org-id.guide, such as GB-COH for a company number.',
      ),
      column('description', 'string', 's.description', 'In the words of the supplier.'),
      column('website', 'string', 's.website', 'Its web address.'),
      column('region_code', 'string', 's.region_code', 'Its region (ITL 2025).'),
      column('size_band', 'string', `nullif(s.size_band, 'UNKNOWN')`, 'MICRO, SMALL, MEDIUM or LARGE.'),
      column(
        'sectors',
        'list',
        'SELECT array_agg(x.sector_code ORDER BY x.sector_code) FROM supplier_sector x WHERE x.supplier_id = s.id',
        'Codes of sectors; why it has each is in the table of classifications.',
      ),
      column(
        'technologies',
        'list',
        'SELECT array_agg(x.technology_code ORDER BY x.technology_code) FROM supplier_technology x WHERE x.supplier_id = s.id',
        'Codes of technologies.',
      ),
      column(
        'sic_codes',
        'list',
        'SELECT array_agg(x.sic_code ORDER BY x.sic_code) FROM supplier_sic x WHERE x.supplier_id = s.id',
        'SIC 2007 codes by the register of companies.',
      ),
      required('is_claimed', 'boolean', 's.claimed_at IS NOT NULL', 'Whether the supplier itself keeps its page.'),
    ],
  };
}

function facts({ prefix, suffix, its }: Kind): SqlTable {
  return {
    name: `${prefix}supplier-facts`,
    title: `Facts about suppliers${suffix}`,
    description:
      'What each source says of a supplier, when it was recorded, and what the supplier replies to it. A fact is never edited: a later one stands beside it, and where sources differ all are kept.',
    key: ['id'],
    references: [toSupplier(prefix)],
    from: `fact x JOIN supplier s ON s.id = x.supplier_id LEFT JOIN fact_reply r ON r.fact_id = x.id WHERE ${its}`,
    columns: [
      required('id', 'string', `'fct_' || x.id`, 'The id.'),
      SUPPLIER_ID,
      required('field', 'string', 'x.field', 'What it is about.'),
      column('value', 'string', 'x.value', 'What the source says; unknown where it says that it does not know.'),
      required('source', 'string', 'x.source', `The source: ${PROVENANCE}.`),
      column('source_url', 'string', 'x.source_url', 'Where it stands.'),
      required('recorded_at', 'dateTime', 'x.recorded_at', 'When it was recorded here.'),
      column('note', 'string', 'x.note', 'Whose claim it is.'),
      column(
        'reply',
        'string',
        'r.note',
        'What the supplier replies to it, in its own words; unknown where it replied nothing.',
      ),
      column(
        'reply_value',
        'string',
        'r.value',
        'What the value should be, as the supplier has it; unknown where it names none.',
      ),
      column('replied_at', 'dateTime', 'r.replied_at', 'When the supplier replied, or last changed its reply.'),
    ],
  };
}

function classifications({ prefix, suffix, its }: Kind): SqlTable {
  return {
    name: `${prefix}supplier-classifications`,
    title: `Sectors and technologies of suppliers${suffix}`,
    description:
      'Why a supplier counts as being of a sector or technology: declared by itself, or derived from its awards, with the reason.',
    key: ['supplier_id', 'dimension', 'code'],
    references: [toSupplier(prefix)],
    from: `(SELECT supplier_id, 'SECTOR' AS dimension, sector_code AS code, source, reason, confidence FROM supplier_sector
      UNION ALL SELECT supplier_id, 'TECHNOLOGY', technology_code, source, reason, confidence FROM supplier_technology) x
      JOIN supplier s ON s.id = x.supplier_id WHERE ${its}`,
    columns: [
      SUPPLIER_ID,
      required('dimension', 'string', 'x.dimension', 'SECTOR or TECHNOLOGY.'),
      required('code', 'string', 'x.code', 'Its code.'),
      required('source', 'string', 'x.source', 'SELF_DECLARED, or DERIVED by the rules of this directory.'),
      column('reason', 'string', 'x.reason', 'Why it was derived.'),
      column(
        'confidence',
        'number',
        // By way of numeric: a real is 0.8 as text, and 0.800000011920929 as a double.
        'x.confidence::numeric',
        'How sure that is, from 0 to 1; unknown where the supplier itself declared it.',
      ),
    ],
  };
}

function products({ prefix, suffix, those }: Kind): SqlTable {
  return {
    name: `${prefix}products`,
    title: `Products${suffix}`,
    description: 'Products that suppliers listed. Few have: none listed is not the same as none sold.',
    key: ['id'],
    references: [toSupplier(prefix)],
    from: `product p JOIN supplier s ON s.id = p.supplier_id WHERE ${those}`,
    columns: [
      required('id', 'string', `'prd_' || p.id`, 'The id.'),
      SUPPLIER_ID,
      required('name', 'string', 'p.name', 'The name.'),
      required('kind', 'string', 'p.kind', 'HARDWARE, SOFTWARE, PLATFORM, CONNECTIVITY or SERVICE.'),
      column('description', 'string', 'p.description', 'In the words of the supplier.'),
      column('versions', 'list', 'p.versions', 'Versions that are supported.'),
      column('support_ends_on', 'date', 'p.support_ends_on', 'Until when security updates are promised.'),
      column(
        'technologies',
        'list',
        'SELECT array_agg(x.technology_code ORDER BY x.technology_code) FROM product_technology x WHERE x.product_id = p.id',
        'Codes of technologies.',
      ),
    ],
  };
}

function attestations({ prefix, suffix, those }: Kind): SqlTable {
  return {
    name: `${prefix}attestations`,
    title: `Verified attestations${suffix}`,
    description:
      'Attestations that suppliers submitted here and a verifier confirmed, with when they are valid. A supplier that is not here may hold the certificate all the same.',
    key: ['id'],
    references: [
      toSupplier(prefix),
      { column: 'product_id', table: `${prefix}products`, names: 'id' },
      { column: 'scheme_code', table: 'attestation-schemes', names: 'code' },
    ],
    from: `attestation a JOIN supplier s ON s.id = a.supplier_id
      LEFT JOIN LATERAL (SELECT v.checked_on, v.method FROM verification v WHERE v.attestation_id = a.id AND v.outcome = 'VERIFIED'
        ORDER BY v.created_at DESC, v.id LIMIT 1) v ON true
      WHERE a.state = 'VERIFIED' AND ${those}`,
    columns: [
      required('id', 'string', `'att_' || a.id`, 'The id.'),
      SUPPLIER_ID,
      column(
        'product_id',
        'string',
        `'prd_' || a.product_id`,
        'The product that it is about; unknown where it is about the supplier as a whole.',
      ),
      required('scheme_code', 'string', 'a.scheme_code', 'The scheme.'),
      column('reference', 'string', 'a.reference', 'The number of the certificate.'),
      required('legal_entity', 'string', 'a.legal_entity', 'To whom it was issued.'),
      required('strength', 'string', 'a.strength', 'How strong it is as evidence, as the verifier confirmed.'),
      column('product_versions', 'list', 'a.product_versions', 'Versions that it covers.'),
      column('exclusions', 'list', 'a.exclusions', 'What it leaves out.'),
      column('covers_from', 'date', 'a.covers_from', 'From when it covers what it is about.'),
      column('covers_to', 'date', 'a.covers_to', 'Until when.'),
      column('issued_on', 'date', 'a.issued_on', 'When it was issued.'),
      column('expires_on', 'date', 'a.expires_on', 'When it ends.'),
      column('checked_on', 'date', 'v.checked_on', 'When the verifier checked it.'),
      column('checked_how', 'string', 'v.method', 'How.'),
    ],
  };
}
