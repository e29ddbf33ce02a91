import { column, required, SqlTable } from './dataset';

/** Guidance in our own words, and what we say of it. */
export const GUIDANCE_TABLES: readonly SqlTable[] = [
  {
    name: 'guidance-documents',
    title: 'Guidance documents',
    description:
      'Documents of guidance for secure connected places, in the version that is current here. Each has the licence of its publisher.',
    key: ['code'],
    from: 'guidance_document d WHERE d.is_current',
    columns: [
      required('code', 'string', 'd.code', 'Its code here.'),
      required('title', 'string', 'd.title', 'Its title.'),
      required('publisher', 'string', 'd.publisher', 'Who published it.'),
      required('version', 'string', 'd.version', 'Its date or edition, as the publisher gives it.'),
      column('url', 'string', 'd.url', 'Where it stands.'),
      required('licence', 'string', 'd.licence', 'The licence of the document itself.'),
      required('verified', 'boolean', 'd.verified', 'Whether it was seen in a source when this catalogue was compiled.'),
    ],
  },
  {
    name: 'guidance-items',
    title: 'Guidance items',
    description: 'What each document asks for, an item each, summarised in our own words.',
    key: ['code'],
    references: [{ column: 'document_code', table: 'guidance-documents', names: 'code' }],
    from: 'guidance_item i JOIN guidance_document d ON d.id = i.document_id LEFT JOIN guidance_item p ON p.id = i.parent_id WHERE i.is_current AND d.is_current',
    columns: [
      required('code', 'string', 'i.code', 'Its code here.'),
      required('document_code', 'string', 'd.code', 'The document.'),
      column('parent_code', 'string', 'p.code', 'The item that it is part of.'),
      required('title', 'string', 'i.title', 'Its title.'),
      required('summary', 'string', 'i.summary', 'In our own words.'),
      required('theme', 'string', 'i.theme', 'What it is about.'),
      required('lifecycle_stage', 'string', 'i.lifecycle_stage', 'When in the life of a connected place it matters.'),
      required(
        'verified',
        'boolean',
        'i.verified',
        'Whether it was checked against the source; otherwise it is general knowledge.',
      ),
      column('verified_scope', 'string', 'i.verified_scope', 'What of it was seen: content or title-only.'),
      column('source_url', 'string', 'i.source_url', 'Where it stands.'),
    ],
  },
  {
    name: 'guidance-relations',
    title: 'Relations between guidance items',
    description: 'How an item stands to another, and who says so.',
    key: ['item_code', 'related_code'],
    references: [
      { column: 'item_code', table: 'guidance-items', names: 'code' },
      { column: 'related_code', table: 'guidance-items', names: 'code' },
    ],
    from: 'guidance_relation r JOIN guidance_item i ON i.id = r.item_id JOIN guidance_item o ON o.id = r.related_id WHERE i.is_current AND o.is_current AND r.ended_at IS NULL',
    columns: [
      required('item_code', 'string', 'i.code', 'The item.'),
      required('relationship', 'string', 'r.relationship', 'What it is to the other: EQUAL, SUBSET, SUPERSET or INTERSECTS.'),
      required('related_code', 'string', 'o.code', 'The other.'),
      required('source', 'string', 'r.source', 'Who says so.'),
    ],
  },
  {
    name: 'attestation-schemes',
    title: 'Attestation schemes',
    description: 'Kinds of attestation that are known here, in our own words.',
    key: ['code'],
    from: 'attestation_scheme c',
    columns: [
      required('code', 'string', 'c.code', 'Its code here.'),
      required('name', 'string', 'c.name', 'Its name.'),
      required('issuer', 'string', 'c.issuer', 'Who issues it.'),
      required(
        'kind',
        'string',
        'c.kind',
        'CERTIFICATION, SELF_DECLARATION, TEST_REPORT, BILL_OF_MATERIALS, POLICY or QUESTIONNAIRE.',
      ),
      column('validity_months', 'integer', 'c.validity_months', 'How long it is valid, where its description states a length.'),
      required('validity_rule', 'string', 'c.validity_rule', 'How long it is valid, in words.'),
      required('verified', 'boolean', 'c.verified', 'Whether the description was checked against a source.'),
    ],
  },
];

/** The two lists of this project's own. */
export const OWN_TAXONOMIES: SqlTable = {
  name: 'sectors-and-technologies',
  title: 'Sectors and technologies',
  description:
    'The sectors and technologies of connected places by which this directory classifies. They are this project’s own design.',
  key: ['dimension', 'code'],
  from: `(SELECT 'SECTOR' AS dimension, code, label, position FROM sector UNION ALL SELECT 'TECHNOLOGY', code, label, position FROM technology) t`,
  columns: [
    required('dimension', 'string', 't.dimension', 'SECTOR or TECHNOLOGY.'),
    required('code', 'string', 't.code', 'The code.'),
    required('label', 'string', 't.label', 'Its words.'),
    required('position', 'integer', 't.position', 'Its place in the list.'),
  ],
};

export const REGIONS: SqlTable = {
  name: 'regions',
  title: 'Regions',
  description: 'International territorial levels (ITL 2025) of the United Kingdom by which this directory places suppliers.',
  key: ['code'],
  from: 'region r',
  columns: [
    required('code', 'string', 'r.code', 'The ITL code; UK for the country.'),
    required('name', 'string', 'r.name', 'The name.'),
    required('level', 'integer', 'r.level', 'From 0, the country, to 3.'),
    column('parent_code', 'string', 'r.parent_code', 'The region that it lies in.'),
  ],
};

export const SIC_CODES: SqlTable = {
  name: 'sic-codes',
  title: 'SIC 2007 codes',
  description: 'The condensed list of the standard industrial classification that Companies House uses.',
  key: ['code'],
  from: 'sic_code c',
  columns: [required('code', 'string', 'c.code', 'The code.'), required('label', 'string', 'c.label', 'Its words.')],
};

export const CPV_CODES: SqlTable = {
  name: 'cpv-codes',
  title: 'CPV 2008 codes',
  description: 'The Common Procurement Vocabulary by which notices say what is bought.',
  key: ['code'],
  from: 'cpv_code c',
  columns: [
    required('code', 'string', 'c.code', 'The code, without its check digit.'),
    required('check_digit', 'string', 'c.check_digit', 'The check digit.'),
    required('label', 'string', 'c.label', 'Its words.'),
    required('level', 'integer', 'c.level', 'How fine it is.'),
    column('parent_code', 'string', 'c.parent_code', 'The wider code.'),
  ],
};
