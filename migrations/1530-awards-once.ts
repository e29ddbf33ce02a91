import { MigrationInterface, QueryRunner } from 'typeorm';
import { replaceInRefresh } from './1130-publishers';

/** Texts of `refresh_market` and what takes their place. */
const REPLACED: readonly (readonly [before: string, after: string])[] = [
  ...['gross', 'net'].map(
    (value) =>
      [
        `CASE WHEN a.currency = 'GBP' THEN round(a.value_${value} *`,
        `CASE WHEN a.currency = 'GBP' AND a.value_${value} > 0 THEN round(a.value_${value} *`,
      ] as const,
  ),
  ['::bigint END AS net\n', '::bigint END AS net, s.joint\n'],
  [
    'LEFT JOIN (SELECT ocid, award_id, count(*) AS n FROM award',
    'LEFT JOIN (SELECT ocid, award_id, count(*) AS n, row_number() OVER ()::integer AS joint FROM award',
  ],
  [
    'INSERT INTO market_attestation\n',
    `INSERT INTO market_joint_award
        SELECT this, a.joint, a.number, a.year, a.cpv, a.buyer, a.quarter, coalesce(m.sectors, 0), coalesce(m.technologies, 0),
          m.itl1, m.itl2, m.itl3, coalesce(m.size, 0), coalesce(m.provenance, 0), coalesce(m.placed, false), coalesce(m.relevant, false),
          coalesce(m.schemes, 0), 1, a.under_framework::integer, (a.gross IS NOT NULL)::integer, (a.net IS NOT NULL)::integer
        FROM market_award a LEFT JOIN market_supplier_new m ON m.number = a.number WHERE a.joint IS NOT NULL;
        ANALYZE market_joint_award;

        INSERT INTO market_attestation\n`,
  ],
];

/**
 * An award to several suppliers can be counted once, whichever of them a question is about; and a value of nought counts as none, since it says
 * nothing of what was paid. The market is counted anew, where it was counted.
 */
export class AwardsOnce1530 implements MigrationInterface {
  name = 'AwardsOnce1795392001530';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Awards to several suppliers, once for each of them, with what questions are narrowed by; number 0 is nobody who was joined to it.
      CREATE TABLE market_joint_award (
        snapshot integer NOT NULL REFERENCES market_snapshot ON DELETE CASCADE,
        award integer NOT NULL,
        number integer NOT NULL,
        year smallint, cpv smallint, buyer integer, quarter smallint,
        sectors integer NOT NULL,
        technologies integer NOT NULL,
        itl1 smallint, itl2 smallint, itl3 smallint,
        size smallint NOT NULL,
        provenance smallint NOT NULL,
        placed boolean NOT NULL,
        relevant boolean NOT NULL,
        schemes integer NOT NULL,
        awards integer NOT NULL,
        framework_awards integer NOT NULL,
        gross_awards integer NOT NULL,
        net_awards integer NOT NULL
      );
      CREATE INDEX market_joint_award_award ON market_joint_award (snapshot, award);
      GRANT SELECT ON market_joint_award TO assay_app;
    `);
    for (const [before, after] of REPLACED) await replaceInRefresh(runner, before, after);
    await countAnew(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [before, after] of [...REPLACED].reverse()) await replaceInRefresh(runner, after, before);
    await runner.query('DROP TABLE market_joint_award');
    await countAnew(runner);
  }
}

/** Counts the market beside what was counted of it, whose figures were kept as they were. */
export async function countAnew(runner: QueryRunner): Promise<void> {
  const [snapshot]: unknown[] = await runner.query('SELECT FROM market_snapshot LIMIT 1');
  if (snapshot !== undefined) await runner.query('SELECT refresh_market(current_date)');
}
