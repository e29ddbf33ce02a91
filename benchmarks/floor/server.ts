import fastify from 'fastify';
import { Pool } from 'pg';

/**
 * The floor: what a careful person would write by hand for two reads. Fastify and pg, one prepared statement each, whose SQL
 * returns the text of the response. It takes the same request and returns the same JSON with the same rows as the API, and counts from the
 * same bits.
 */
const CARD = `json_build_object(
  'id', 'sup_' || s.id, 'name', s.name, 'provenance', s.provenance,
  'identifiers', (SELECT coalesce(json_agg(json_build_object('scheme', i.scheme, 'id', i.identifier, 'uri', i.uri) ORDER BY NOT i.is_primary, i.scheme, i.identifier), '[]') FROM organisation_identifier i WHERE i.organisation_id = s.organisation_id),
  'region', (SELECT json_build_object('code', r.code, 'name', r.name) FROM region r WHERE r.code = s.region_code),
  'sizeBand', s.size_band,
  'sectors', (SELECT coalesce(json_agg(json_build_object('code', x.code, 'label', x.label) ORDER BY x.position), '[]') FROM sector x WHERE s.sector_bits >> x.position & 1 = 1),
  'technologies', (SELECT coalesce(json_agg(json_build_object('code', x.code, 'label', x.label) ORDER BY x.position), '[]') FROM technology x WHERE s.technology_bits >> x.position & 1 = 1),
  'products', (SELECT coalesce(json_agg(json_build_object('id', 'prd_' || p.id, 'name', p.name, 'kind', p.kind, 'technologies',
    (SELECT coalesce(json_agg(json_build_object('code', x.code) ORDER BY x.position), '[]') FROM product_technology l JOIN technology x ON x.code = l.technology_code WHERE l.product_id = p.id)) ORDER BY p.name, p.id), '[]') FROM product p WHERE p.supplier_id = s.id),
  'attestations', (SELECT coalesce(json_agg(json_build_object('id', 'att_' || a.id, 'scheme', (SELECT json_build_object('code', h.code, 'name', h.name) FROM attestation_scheme h WHERE h.code = a.scheme_code),
    'status', CASE WHEN a.state = 'VERIFIED' AND a.expires_on < current_date THEN 'EXPIRED' ELSE a.state END, 'strength', a.strength,
    'coversFrom', a.covers_from, 'coversTo', a.covers_to, 'issuedOn', a.issued_on, 'expiresOn', a.expires_on) ORDER BY a.scheme_code, a.id), '[]') FROM attestation a WHERE a.supplier_id = s.id AND a.state IN ('VERIFIED', 'WITHDRAWN', 'SUPERSEDED')))`;

const PAGE = `WITH page AS MATERIALIZED (SELECT s.id, lower(s.name) COLLATE "C" AS name, md5(s.id::text) AS lot FROM supplier s
    WHERE s.is_relevant AND s.technology_bits & (SELECT bit_or(1 << x.position) FROM technology x WHERE x.code = ANY ($1)) <> 0
      AND (s.region_code IN (SELECT r.code FROM region r WHERE r.path && $2::text[])) IS TRUE
    ORDER BY lower(s.name) COLLATE "C", md5(s.id::text) LIMIT 20)
  SELECT json_build_object('data', json_build_object('suppliers', json_build_object(
    'totalCount', (SELECT total FROM count_suppliers($3, $4, $5, array_fill(NULL::date, ARRAY[cardinality($5::text[])]), NULL, 0, false)),
    'edges', (SELECT coalesce(json_agg(json_build_object('node', ${CARD}) ORDER BY p.name, p.lot), '[]') FROM page p JOIN supplier s ON s.id = p.id))))::text AS text`;

const ONE = `SELECT json_build_object('data', json_build_object('supplier', ${CARD}))::text AS text FROM supplier s WHERE s.id = $1`;

interface Filter {
  technologies: string[];
  regions: string[];
}

interface Body {
  variables: { id?: string; filter?: Filter };
}

/** The conditions of a page as `count_suppliers` takes them: their numbers, facets and codes. */
function counted({ technologies, regions }: Filter): [number[], string[], string[]] {
  const conditions: [string, string[]][] = [
    ['RELEVANT', ['']],
    ['TECHNOLOGY', technologies],
    ['REGION', regions],
  ];
  const rows = conditions.flatMap(([facet, codes], index) => codes.map((code) => ({ condition: index + 1, facet, code })));
  return [rows.map(({ condition }) => condition), rows.map(({ facet }) => facet), rows.map(({ code }) => code)];
}

async function main(): Promise<void> {
  const pool = new Pool({ connectionString: process.env.DATABASE_URL, max: 10, options: '-c random_page_cost=1.1' });
  const server = fastify();
  server.post<{ Body: Body }>('/graphql', async (request, reply) => {
    const { id, filter } = request.body.variables;
    const statement =
      filter === undefined
        ? { name: 'one', text: ONE, values: [id?.slice(4)] }
        : { name: 'page', text: PAGE, values: [filter.technologies, filter.regions, ...counted(filter)] };
    const { rows } = await pool.query<{ text: string }>(statement);
    return reply.header('content-type', 'application/json; charset=utf-8').send(rows[0].text);
  });
  await server.listen({ port: Number(process.env.FLOOR_PORT), host: '127.0.0.1' });
  process.once('disconnect', () => process.exit(0));
  process.send?.({ type: 'ready' });
}

void main();
