import { MigrationInterface, QueryRunner } from 'typeorm';

const BEFORE = ['COMPANIES_HOUSE', 'FIND_A_TENDER', 'SELF_DECLARED', 'VERIFIED', 'DEMONSTRATION'];
const PUBLISHERS = ['CONTRACTS_FINDER', 'PUBLIC_CONTRACTS_SCOTLAND', 'SELL2WALES', 'ETENDERS_NI', 'OTHER_PUBLISHER'];
const COLUMNS = [
  ['organisation', 'provenance'],
  ['supplier', 'provenance'],
  ['fact', 'source'],
] as const;

const listed = (codes: readonly string[]): string => codes.map((code) => `'${code}'`).join(', ');

/** The number of each provenance in the market's tables, as `refresh_market` spelled it out so far. */
const SPELLED_OUT = `array_position(ARRAY[${listed(BEFORE)}], s.provenance)`;

/** Notices of any publisher say whose they are. Until now all were recorded as those of Find a Tender: that is mended here. */
export class Publishers1130 implements MigrationInterface {
  name = 'Publishers1795392001130';

  async up(runner: QueryRunner): Promise<void> {
    for (const [table, column] of COLUMNS)
      await runner.query(`
        ALTER TABLE ${table} DROP CONSTRAINT ${table}_${column}_check,
          ADD CONSTRAINT ${table}_${column}_check CHECK (${column} IN (${listed([...BEFORE, ...PUBLISHERS])}))`);
    await runner.query(`
      ALTER TABLE notice ADD publisher text CHECK (length(publisher) <= 500),
        ADD CONSTRAINT notice_source_check CHECK (source IN ('FIND_A_TENDER', ${listed(PUBLISHERS)}));
      UPDATE notice SET source = CASE
          WHEN ocid LIKE 'ocds-b5fd17-%' THEN 'CONTRACTS_FINDER' WHEN ocid LIKE 'ocds-r6ebe6-%' THEN 'PUBLIC_CONTRACTS_SCOTLAND'
          WHEN ocid LIKE 'ocds-kuma6s-%' THEN 'SELL2WALES' ELSE 'OTHER_PUBLISHER' END
        WHERE ocid NOT LIKE 'ocds-h6vhtk-%';
      -- A fact is known by the address of its notice; that of Find a Tender's was also given to numbers that look like its own.
      ALTER TABLE fact DISABLE TRIGGER frozen;
      UPDATE fact f SET source = n.source FROM notice n
        WHERE f.source = 'FIND_A_TENDER' AND n.source <> 'FIND_A_TENDER' AND n.source_url = f.source_url;
      ALTER TABLE fact ENABLE TRIGGER frozen;
      UPDATE supplier s SET provenance = f.source
        FROM (SELECT DISTINCT ON (supplier_id) supplier_id, source FROM fact WHERE field = 'name' ORDER BY supplier_id, recorded_at, id) f
        WHERE f.supplier_id = s.id AND s.provenance = 'FIND_A_TENDER' AND f.source IN (${listed(PUBLISHERS)});
      UPDATE organisation o SET provenance = s.provenance FROM supplier s
        WHERE s.organisation_id = o.id AND o.provenance = 'FIND_A_TENDER' AND s.provenance IN (${listed(PUBLISHERS)});
      UPDATE organisation_identifier i SET source = o.provenance FROM organisation o
        WHERE o.id = i.organisation_id AND i.source = 'FIND_A_TENDER' AND o.provenance IN (${listed(PUBLISHERS)});

      CREATE FUNCTION provenance_number(provenance text) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE
        AS $$ SELECT array_position(ARRAY[${listed([...BEFORE, ...PUBLISHERS])}], provenance) $$`);
    await replaceInRefresh(runner, SPELLED_OUT, 'provenance_number(s.provenance)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await replaceInRefresh(runner, 'provenance_number(s.provenance)', SPELLED_OUT);
    await runner.query(`
      DROP FUNCTION provenance_number(text);
      ALTER TABLE notice DROP CONSTRAINT notice_source_check, DROP COLUMN publisher;
      UPDATE notice SET source = 'FIND_A_TENDER';
      UPDATE organisation_identifier SET source = 'FIND_A_TENDER' WHERE source IN (${listed(PUBLISHERS)});
      ALTER TABLE fact DISABLE TRIGGER frozen`);
    for (const [table, column] of COLUMNS)
      await runner.query(`
        UPDATE ${table} SET ${column} = 'FIND_A_TENDER' WHERE ${column} IN (${listed(PUBLISHERS)});
        ALTER TABLE ${table} DROP CONSTRAINT ${table}_${column}_check,
          ADD CONSTRAINT ${table}_${column}_check CHECK (${column} IN (${listed(BEFORE)}))`);
    await runner.query('ALTER TABLE fact ENABLE TRIGGER frozen');
  }
}

/** @throws when the function does not say what is to be replaced */
export async function replaceInRefresh(runner: QueryRunner, before: string, after: string): Promise<void> {
  const [{ text }] = (await runner.query(`SELECT pg_get_functiondef('refresh_market(date)'::regprocedure) AS text`)) as {
    text: string;
  }[];
  if (!text.includes(before)) throw new Error(`refresh_market does not say ${before}.`);
  await runner.query(text.replace(before, after));
}
