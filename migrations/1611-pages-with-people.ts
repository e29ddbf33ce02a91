import { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Notices make a page for an organisation that is here with its number already, and its people look after it though nobody has claimed it. Whether a
 * page has people says no more than that: row-level security shows nobody who is a member elsewhere.
 */
export class PagesWithPeople1611 implements MigrationInterface {
  name = 'PagesWithPeople1795392001611';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION page_has_people(which uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public
        AS $$ SELECT EXISTS (SELECT FROM supplier s JOIN membership m ON m.organisation_id = s.organisation_id WHERE s.id = which) $$;
      REVOKE ALL ON FUNCTION page_has_people(uuid) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION page_has_people(uuid) TO assay_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP FUNCTION page_has_people(uuid)');
  }
}
