import { MigrationInterface, QueryRunner } from 'typeorm';
import { replaceInRefresh } from './1130-publishers';

/** Texts of `refresh_market` and what takes their place. */
const REPLACED: readonly (readonly [before: string, after: string])[] = [
  [
    'CREATE TEMP TABLE market_number ON COMMIT DROP AS\n',
    `EXECUTE format('CREATE TABLE market_cube_%s PARTITION OF market_cube FOR VALUES IN (%s)', this, this);

        CREATE TEMP TABLE market_number ON COMMIT DROP AS\n`,
  ],
  [
    `'DROP TABLE IF EXISTS market_supplier_%s, market_cell_%s', old, old)`,
    `'DROP TABLE IF EXISTS market_supplier_%s, market_cell_%s, market_cube_%s', old, old, old)`,
  ],
];

/**
 * The cells of breakdowns apart for each relevance, source and size: a filter of these alone is answered by adding up cells, however
 * many suppliers it leaves.
 */
export class MarketCubes1251 implements MigrationInterface {
  name = 'MarketCubes1795392001251';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE market_cube (
        snapshot integer NOT NULL,
        dimensions smallint NOT NULL, -- a bit for each that is told
        apart smallint NOT NULL,      -- a bit for each of several values, in their order, that is told apart
        lacking smallint NOT NULL,    -- where none is: 1 unknown of some, 0 of none
        relevant boolean NOT NULL,
        provenance smallint NOT NULL,
        size smallint NOT NULL,
        sectors integer, technologies integer, sics integer, buyer integer, region smallint, cpv smallint, year smallint, quarter smallint,
        suppliers integer NOT NULL,
        products integer NOT NULL,
        attested integer NOT NULL,
        awards integer NOT NULL,
        framework integer NOT NULL,
        gross_awards integer NOT NULL,
        net_awards integer NOT NULL,
        sme integer,
        sme_known integer,
        vcse integer,
        vcse_known integer,
        gross double precision, -- pence
        net double precision
      ) PARTITION BY LIST (snapshot);
      CREATE INDEX market_cube_dimensions ON market_cube (dimensions);
      GRANT SELECT ON market_cube TO assay_app`);
    const snapshots: { id: number }[] = await runner.query('SELECT id FROM market_snapshot');
    for (const { id } of snapshots)
      await runner.query(`CREATE TABLE market_cube_${id} PARTITION OF market_cube FOR VALUES IN (${id})`);
    for (const [before, after] of REPLACED) await replaceInRefresh(runner, before, after);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [before, after] of [...REPLACED].reverse()) await replaceInRefresh(runner, after, before);
    await runner.query(`DELETE FROM market_answer WHERE question LIKE 'cube %'; DROP TABLE market_cube`);
  }
}
