import { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What policies call names the rest by its schema: `pg_dump` reads with an empty search_path. No search_path is set on the functions,
 * since PostgreSQL then calls them for every row instead of writing them into the query.
 */
export class NamedInFull1510 implements MigrationInterface {
  name = 'NamedInFull1795392001510';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(policyFunctions('public.'));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(policyFunctions(''));
  }
}

function policyFunctions(schema: string): string {
  return `
      CREATE OR REPLACE FUNCTION owns_supplier(which uuid) RETURNS boolean LANGUAGE sql STABLE
        AS $$ SELECT EXISTS (SELECT FROM ${schema}supplier s WHERE s.id = which AND s.organisation_id = ${schema}caller_organisation()) $$;
      CREATE OR REPLACE FUNCTION may_read_attestation(state text, owner uuid) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS $$
        SELECT state IN ('VERIFIED', 'WITHDRAWN', 'SUPERSEDED') OR owner = ${schema}caller_organisation()
          OR (state <> 'DRAFT' AND ${schema}caller_has_role('VERIFIER'))
      $$;
  `;
}
