import fastify from 'fastify';
import mercurius from 'mercurius';
import pg from 'pg';
import { COUNT, conditionsOf } from './counting.mjs';

/**
 * Mercurius as its documentation has it: a loader for each relation, which asks once for all parents; queries compiled by graphql-jit
 * (`jit`); parsed and validated documents kept (its default). Loaders keep no cache of their own, since each parent is asked about once.
 * Statements are named, so that pg prepares them.
 */
const SCHEMA = `
  enum Provenance { COMPANIES_HOUSE CONTRACTS_FINDER DEMONSTRATION ETENDERS_NI FIND_A_TENDER OTHER_PUBLISHER PUBLIC_CONTRACTS_SCOTLAND SELF_DECLARED SELL2WALES VERIFIED }
  enum SizeBand { MICRO SMALL MEDIUM LARGE UNKNOWN }
  enum ProductKind { HARDWARE SOFTWARE PLATFORM CONNECTIVITY SERVICE }
  enum AttestationStatus { VERIFIED EXPIRED WITHDRAWN SUPERSEDED }
  enum EvidenceStrength { ASSERTION CONTRACTUAL_COMMITMENT INDEPENDENT_VALIDATION INDEPENDENT_TESTING ASSURED_DESIGN ASSURED_COMPONENTS }
  scalar Date
  type Identifier { scheme: String! id: String! uri: String }
  type Region { code: String! name: String! }
  type Term { code: String! label: String! }
  type Product { id: ID! name: String! kind: ProductKind! technologies: [Term!]! }
  type Scheme { code: String! name: String! }
  type Attestation {
    id: ID! scheme: Scheme! status: AttestationStatus! strength: EvidenceStrength!
    coversFrom: Date coversTo: Date issuedOn: Date expiresOn: Date
  }
  type Supplier {
    id: ID! name: String! provenance: Provenance! identifiers: [Identifier!]! region: Region sizeBand: SizeBand!
    sectors: [Term!]! technologies: [Term!]! products: [Product!]! attestations: [Attestation!]!
  }
  type SupplierEdge { node: Supplier! }
  type SupplierConnection { totalCount: Int! edges: [SupplierEdge!]! }
  input SupplierFilter { technologies: [String!]! regions: [String!]! }
  type Query { supplier(id: ID!): Supplier suppliers(filter: SupplierFilter, first: Int!): SupplierConnection! }`;

const SUPPLIER = `s.id, s.organisation_id, s.name, s.provenance, s.size_band AS "sizeBand", r.code AS region, r.name AS region_name
  FROM supplier s LEFT JOIN region r ON r.code = s.region_code`;

const STATEMENTS = {
  supplier: `SELECT ${SUPPLIER} WHERE s.id = $1`,
  suppliers: `SELECT ${SUPPLIER}
    WHERE s.is_relevant AND s.technology_bits & (SELECT bit_or(1 << x.position) FROM technology x WHERE x.code = ANY ($1)) <> 0
      AND s.region_code = ANY (ARRAY(SELECT r.code FROM region r WHERE r.path && $2::text[]))
    ORDER BY lower(s.name) COLLATE "C", md5(s.id::text) LIMIT $3`,
  count: COUNT,
  identifiers: `SELECT organisation_id AS parent, scheme, identifier AS id, uri FROM organisation_identifier
    WHERE organisation_id = ANY ($1) ORDER BY NOT is_primary, scheme, identifier`,
  sectors: `SELECT l.supplier_id AS parent, x.code, x.label FROM supplier_sector l JOIN sector x ON x.code = l.sector_code
    WHERE l.supplier_id = ANY ($1) ORDER BY x.position`,
  technologies: `SELECT l.supplier_id AS parent, x.code, x.label FROM supplier_technology l JOIN technology x ON x.code = l.technology_code
    WHERE l.supplier_id = ANY ($1) ORDER BY x.position`,
  products: `SELECT supplier_id AS parent, id, name, kind FROM product WHERE supplier_id = ANY ($1) ORDER BY name, id`,
  productTechnologies: `SELECT l.product_id AS parent, x.code, x.label FROM product_technology l JOIN technology x ON x.code = l.technology_code
    WHERE l.product_id = ANY ($1) ORDER BY x.position`,
  attestations: `SELECT a.supplier_id AS parent, a.id, h.code AS scheme, h.name AS scheme_name, a.strength,
      CASE WHEN a.state = 'VERIFIED' AND a.expires_on < current_date THEN 'EXPIRED' ELSE a.state END AS status,
      a.covers_from::text AS "coversFrom", a.covers_to::text AS "coversTo", a.issued_on::text AS "issuedOn", a.expires_on::text AS "expiresOn"
    FROM attestation a JOIN attestation_scheme h ON h.code = a.scheme_code
    WHERE a.supplier_id = ANY ($1) AND a.state IN ('VERIFIED', 'WITHDRAWN', 'SUPERSEDED') ORDER BY a.scheme_code, a.id`,
};

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 });

async function rowsOf(name, values) {
  const { rows } = await pool.query({ name, text: STATEMENTS[name], values });
  return rows;
}

/** A loader of the rows that belong to each parent. */
const children = (name, keyOf) => ({
  async loader(queries) {
    const keys = queries.map(({ obj }) => keyOf(obj));
    const byParent = new Map(keys.map((key) => [key, []]));
    for (const row of await rowsOf(name, [keys])) byParent.get(row.parent).push(row);
    return keys.map((key) => byParent.get(key));
  },
  opts: { cache: false },
});
const id = ({ id }) => id;

const server = fastify();
server.register(mercurius, {
  schema: SCHEMA,
  resolvers: {
    Query: {
      supplier: async (_, { id }) => (await rowsOf('supplier', [id.slice(4)]))[0] ?? null,
      suppliers: (_, { filter, first }) => ({ filter, first }),
    },
    SupplierConnection: {
      totalCount: async ({ filter }) => (await rowsOf('count', conditionsOf(filter)))[0].total,
      edges: async ({ filter, first }) =>
        (await rowsOf('suppliers', [filter.technologies, filter.regions, first])).map((node) => ({ node })),
    },
    Supplier: {
      id: ({ id }) => `sup_${id}`,
      region: ({ region, region_name }) => region && { code: region, name: region_name },
    },
    Product: { id: ({ id }) => `prd_${id}` },
    Attestation: {
      id: ({ id }) => `att_${id}`,
      scheme: ({ scheme, scheme_name }) => ({ code: scheme, name: scheme_name }),
    },
  },
  loaders: {
    Supplier: {
      identifiers: children('identifiers', ({ organisation_id }) => organisation_id),
      sectors: children('sectors', id),
      technologies: children('technologies', id),
      products: children('products', id),
      attestations: children('attestations', id),
    },
    Product: { technologies: children('productTechnologies', id) },
  },
  jit: 1,
});
await server.listen({ port: Number(process.env.PEER_PORT), host: '127.0.0.1' });
process.once('disconnect', () => process.exit(0));
process.send?.({ type: 'ready' });
