import { MigrationInterface, QueryRunner } from 'typeorm';

/** Whoever has the secret of a request for an account can take it back while nobody has decided it, and it is erased at once. */
export class AccountRequestsWithdrawn1800 implements MigrationInterface {
  name = 'AccountRequestsWithdrawn1795392001800';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- The reference of what was erased; null where nothing waits under the secret.
      CREATE FUNCTION withdraw_account_request(hash text) RETURNS text LANGUAGE sql SECURITY DEFINER SET search_path = public AS $$
        DELETE FROM account_request r WHERE r.secret_hash = hash AND r.status = 'PENDING' RETURNING r.reference
      $$;
      REVOKE EXECUTE ON FUNCTION withdraw_account_request(text) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION withdraw_account_request(text) TO assay_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP FUNCTION withdraw_account_request(text)');
  }
}
