import fastify from 'fastify';
import { Pool } from 'pg';

/**
 * The floor: what a careful person would write by hand for two reads. Fastify and pg, one prepared statement each, whose SQL
 * returns the text of the response. It takes the same request and returns the same JSON with the same rows as the API.
 */
const CARD = `json_build_object(
  'id', 'sup_' || s.id, 'name', s.name, 'provenance', s.provenance,
  'identifiers', (SELECT coalesce(json_agg(json_build_object('scheme', i.scheme, 'id', i.identifier, 'uri', i.uri) ORDER BY NOT i.is_primary, i.scheme, i.identifier), '[]') FROM organisation_identifier i WHERE i.organisation_id = s.organisation_id),
  'region', (SELECT json_build_object('code', r.code, 'name', r.name) FROM region r WHERE r.code = s.region_code),
  'sizeBand', s.size_band,
  'sectors', (SELECT coalesce(json_agg(json_build_object('code', x.code, 'label', x.label) ORDER BY x.position), '[]') FROM supplier_sector l JOIN sector x ON x.code = l.sector_code WHERE l.supplier_id = s.id),
  'technologies', (SELECT coalesce(json_agg(json_build_object('code', x.code, 'label', x.label) ORDER BY x.position), '[]') FROM supplier_technology l JOIN technology x ON x.code = l.technology_code WHERE l.supplier_id = s.id),
  'products', (SELECT coalesce(json_agg(json_build_object('id', 'prd_' || p.id, 'name', p.name, 'kind', p.kind, 'technologies',
    (SELECT coalesce(json_agg(json_build_object('code', x.code) ORDER BY x.position), '[]') FROM product_technology l JOIN technology x ON x.code = l.technology_code WHERE l.product_id = p.id)) ORDER BY p.name, p.id), '[]') FROM product p WHERE p.supplier_id = s.id),
  'attestations', (SELECT coalesce(json_agg(json_build_object('id', 'att_' || a.id, 'scheme', (SELECT json_build_object('code', h.code, 'name', h.name) FROM attestation_scheme h WHERE h.code = a.scheme_code),
    'status', CASE WHEN a.state = 'VERIFIED' AND a.expires_on < current_date THEN 'EXPIRED' ELSE a.state END, 'strength', a.strength,
    'coversFrom', a.covers_from, 'coversTo', a.covers_to, 'issuedOn', a.issued_on, 'expiresOn', a.expires_on) ORDER BY a.scheme_code, a.id), '[]') FROM attestation a WHERE a.supplier_id = s.id AND a.state IN ('VERIFIED', 'WITHDRAWN', 'SUPERSEDED')))`;

const WHERE = `s.is_relevant AND EXISTS (SELECT FROM supplier_technology l WHERE l.supplier_id = s.id AND l.technology_code = ANY ($1))
  AND s.region_code IN (SELECT r.code FROM region r WHERE r.path && $2::text[])`;

const PAGE = `WITH page AS MATERIALIZED (SELECT s.id, lower(s.name) COLLATE "C" AS name, md5(s.id::text) AS lot FROM supplier s WHERE ${WHERE}
    ORDER BY lower(s.name) COLLATE "C", md5(s.id::text) LIMIT 20)
  SELECT json_build_object('data', json_build_object('suppliers', json_build_object(
    'totalCount', (SELECT count(*) FROM supplier s WHERE ${WHERE}),
    'edges', (SELECT coalesce(json_agg(json_build_object('node', ${CARD}) ORDER BY p.name, p.lot), '[]') FROM page p JOIN supplier s ON s.id = p.id))))::text AS text`;

const ONE = `SELECT json_build_object('data', json_build_object('supplier', ${CARD}))::text AS text FROM supplier s WHERE s.id = $1`;

interface Body {
  variables: { id?: string; filter?: { technologies: string[]; regions: string[] } };
}

async function main(): Promise<void> {
  const pool = new Pool({ connectionString: process.env.DATABASE_URL, max: 10 });
  const server = fastify();
  server.post<{ Body: Body }>('/graphql', async (request, reply) => {
    const { id, filter } = request.body.variables;
    const statement =
      id === undefined
        ? { name: 'page', text: PAGE, values: [filter?.technologies, filter?.regions] }
        : { name: 'one', text: ONE, values: [id.slice(4)] };
    const { rows } = await pool.query<{ text: string }>(statement);
    return reply.header('content-type', 'application/json; charset=utf-8').send(rows[0].text);
  });
  await server.listen({ port: Number(process.env.FLOOR_PORT), host: '127.0.0.1' });
  process.once('disconnect', () => process.exit(0));
  process.send?.({ type: 'ready' });
}

void main();
