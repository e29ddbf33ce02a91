import { MigrationInterface, QueryRunner } from 'typeorm';
import { replaceInRefresh } from './1130-publishers';

/** The columns of `market_cell` as they stood before. */
const BEFORE = [
  ...['snapshot', 'by', 'number', 'year', 'cpv', 'buyer', 'quarter', 'sectors', 'technologies', 'itl1', 'itl2', 'itl3', 'size'],
  ...['provenance', 'sme', 'vcse', 'placed', 'relevant', 'attested', 'products', 'awards', 'framework_awards', 'gross', 'net'],
  ...['gross_awards', 'net_awards', 'sics', 'schemes'],
];

/** What nearly every question reads, then what may be null, those first that most rows have, and last what few questions read. */
const AFTER = [
  ...['provenance', 'relevant', 'attested', 'number', 'awards', 'products', 'sectors', 'technologies', 'schemes'],
  ...['gross_awards', 'gross', 'itl1', 'itl2', 'itl3', 'cpv', 'year', 'buyer', 'quarter'],
  ...['size', 'sme', 'vcse', 'placed', 'framework_awards', 'net_awards', 'sics', 'snapshot', 'by', 'net'],
];

/** Texts of `refresh_market` and what takes their place. */
const REPLACED: readonly (readonly [before: string, after: string])[] = [
  ['INSERT INTO market_cell_new\n            SELECT', `INSERT INTO market_cell_new (${BEFORE.join(', ')})\n            SELECT`],
  ['a.n, a.framework, a.gross, a.net,', 'a.n, a.framework, coalesce(a.gross, 0), a.net,'],
  [
    `INCLUDE (number, year, cpv, sectors, technologies, schemes, itl1, itl2, itl3, size, provenance, sme, vcse, placed, relevant, attested, products,
                awards, framework_awards, gross, net, gross_awards, net_awards)`,
    `INCLUDE (provenance, relevant, attested, number, awards, products, sectors, technologies, schemes, gross_awards, gross, size, sme, vcse,
                placed, framework_awards, net_awards, itl1, itl2, itl3, cpv, year, net)`,
  ],
];

/**
 * PostgreSQL finds a column of a row by going over those before it, slowly from the first on that is null: in a table by CPV division that
 * was the year, the fourth of 28. What every question reads stands first now, and is never null. Snapshots that are there keep their order
 * until the next count.
 */
export class MarketColumns1410 implements MigrationInterface {
  name = 'MarketColumns1795392001410';

  async up(runner: QueryRunner): Promise<void> {
    await putInOrder(runner, AFTER);
    for (const [before, after] of REPLACED) await replaceInRefresh(runner, before, after);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [before, after] of [...REPLACED].reverse()) await replaceInRefresh(runner, after, before);
    await putInOrder(runner, BEFORE);
  }
}

/** Makes `market_cell` anew with its columns in this order, of the same parts. */
async function putInOrder(runner: QueryRunner, order: readonly string[]): Promise<void> {
  const columns: { name: string; definition: string }[] = await runner.query(
    `SELECT a.attname AS name, concat_ws(' ', quote_ident(a.attname), format_type(a.atttypid, a.atttypmod),
       CASE WHEN a.attnotnull THEN 'NOT NULL' END, 'DEFAULT ' || pg_get_expr(d.adbin, d.adrelid)) AS definition
     FROM pg_attribute a LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
     WHERE a.attrelid = 'market_cell'::regclass AND a.attnum > 0 AND NOT a.attisdropped`,
  );
  const parts: { part: string; bound: string }[] = await runner.query(
    `SELECT inhrelid::regclass::text AS part, pg_get_expr(c.relpartbound, c.oid) AS bound
     FROM pg_inherits JOIN pg_class c ON c.oid = inhrelid WHERE inhparent = 'market_cell'::regclass`,
  );
  const definitions = columns.sort((a, b) => order.indexOf(a.name) - order.indexOf(b.name)).map(({ definition }) => definition);
  for (const { part } of parts) await runner.query(`ALTER TABLE market_cell DETACH PARTITION ${part}`);
  await runner.query(`
    DROP TABLE market_cell;
    CREATE TABLE market_cell (${definitions.join(', ')}) PARTITION BY LIST (snapshot);
    GRANT SELECT ON market_cell TO assay_app;
  `);
  for (const { part, bound } of parts) await runner.query(`ALTER TABLE market_cell ATTACH PARTITION ${part} ${bound}`);
}
