import { MigrationInterface, QueryRunner } from 'typeorm';
import { replaceInRefresh } from './1130-publishers';
import { backwards, Replaced, rewrite } from './1481-scheme-counts';

const COUNT_UNSETTLED = 'count_unsettled_suppliers(integer[], text[], text[], date[], integer[], integer, boolean, date)';
const FOUND = 'found_suppliers(integer[], text[], text[], date[], integer[])';

/** What was verified and not replaced until after a day. The states stand first: an index is of them. */
const held = (day: string): string =>
  `t.state IN ('VERIFIED', 'SUPERSEDED') AND (t.state = 'VERIFIED' OR t.superseded_on > ${day})`;

const MEMBER: Replaced = [["t.scheme_code = c.code AND t.state = 'VERIFIED'", `t.scheme_code = c.code AND ${held('c.day')}`]];
/** Whoever is on the way to what is found, and anybody. */
const HOLDING: Replaced = [
  ["FROM member x) AND t.state = 'VERIFIED'", `FROM member x) AND ${held('held_on')}`],
  ["array_to_string(days, '') = '' AND t.state = 'VERIFIED'", `array_to_string(days, '') = '' AND ${held('held_on')}`],
];

/** The last day on which an attestation was valid, by its dates and by when another took its place. */
const LAST_DAY = `least(coalesce(t.expires_on, 'infinity'), coalesce(t.covers_to, 'infinity'), coalesce(t.superseded_on - 1, 'infinity'))`;
const RECORDED = "(t.state = 'VERIFIED' OR t.superseded_on IS NOT NULL)";
const REFRESH: Replaced = [
  [
    "LEFT JOIN (SELECT DISTINCT t.supplier_id FROM attestation t WHERE t.state = 'VERIFIED' AND",
    `LEFT JOIN (SELECT DISTINCT t.supplier_id FROM attestation t WHERE ${held('day')} AND`,
  ],
  [
    `least(coalesce(t.expires_on, 'infinity'), coalesce(t.covers_to, 'infinity'))
        FROM attestation t JOIN market_number m ON m.supplier_id = t.supplier_id WHERE t.state = 'VERIFIED';`,
    `${LAST_DAY}
        FROM attestation t JOIN market_number m ON m.supplier_id = t.supplier_id WHERE ${RECORDED};`,
  ],
  [
    `least(coalesce(t.expires_on, 'infinity'), coalesce(t.covers_to, 'infinity'))) AS held
          FROM attestation t JOIN attestation_scheme s ON s.code = t.scheme_code WHERE t.state = 'VERIFIED' GROUP BY`,
    `${LAST_DAY}) AS held
          FROM attestation t JOIN attestation_scheme s ON s.code = t.scheme_code WHERE ${RECORDED} GROUP BY`,
  ],
];

const validIndex = (states: string): string => `
  DROP INDEX attestation_valid;
  CREATE INDEX attestation_valid ON attestation (scheme_code, supplier_id, expires_on) WHERE ${states};`;

/**
 * An attestation keeps the day on which another took its place: until then it was held, and whoever asks of a day before is told so. Of those
 * that were replaced already it is the day on which the one that names them was verified; where none names them nothing is recorded.
 */
export class SupersededOn1490 implements MigrationInterface {
  name = 'SupersededOn1795392001490';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE attestation ADD superseded_on date CHECK (superseded_on IS NULL OR state = 'SUPERSEDED');
      ALTER TABLE attestation DISABLE TRIGGER frozen;
      UPDATE attestation t SET superseded_on = (SELECT min(v.created_at)::date FROM attestation n JOIN verification v ON v.attestation_id = n.id
        WHERE n.supersedes_id = t.id AND v.outcome = 'VERIFIED') WHERE t.state = 'SUPERSEDED';
      ALTER TABLE attestation ENABLE TRIGGER frozen;

      CREATE FUNCTION keep_superseded_on() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        NEW.superseded_on := CASE WHEN NEW.state <> 'SUPERSEDED' THEN NULL WHEN OLD.state = 'SUPERSEDED' THEN OLD.superseded_on ELSE current_date END;
        RETURN NEW;
      END $$;
      -- After \`frozen\`, as they run in the order of their names.
      CREATE TRIGGER superseded BEFORE UPDATE ON attestation FOR EACH ROW EXECUTE FUNCTION keep_superseded_on();
      ${validIndex("state IN ('VERIFIED', 'SUPERSEDED')")}
    `);
    await rewrite(runner, COUNT_UNSETTLED, [...MEMBER, ...HOLDING]);
    await rewrite(runner, FOUND, MEMBER);
    for (const [before, after] of REFRESH) await replaceInRefresh(runner, before, after);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [before, after] of [...REFRESH].reverse()) await replaceInRefresh(runner, after, before);
    await rewrite(runner, FOUND, backwards(MEMBER));
    await rewrite(runner, COUNT_UNSETTLED, backwards([...MEMBER, ...HOLDING]));
    await runner.query(`
      ${validIndex("state = 'VERIFIED'")}
      DROP TRIGGER superseded ON attestation;
      DROP FUNCTION keep_superseded_on();
      ALTER TABLE attestation DROP COLUMN superseded_on;
    `);
  }
}
