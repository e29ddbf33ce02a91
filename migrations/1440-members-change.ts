import { MigrationInterface, QueryRunner } from 'typeorm';

/** Members are given other roles, and leave. What they signed, judged and decided keeps their name and key: the account stays. */
export class MembersChange1440 implements MigrationInterface {
  name = 'MembersChange1795392001440';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE POLICY changed_by_admin ON membership FOR UPDATE
        USING ((caller_has_role('ADMIN') AND organisation_id = caller_organisation()) OR caller_has_role('OPERATOR'))
        WITH CHECK ((caller_has_role('ADMIN') AND organisation_id = caller_organisation()) OR caller_has_role('OPERATOR'));
      CREATE POLICY removed_by_admin ON membership FOR DELETE
        USING ((caller_has_role('ADMIN') AND organisation_id = caller_organisation()) OR caller_has_role('OPERATOR'));
      GRANT UPDATE (roles), DELETE ON membership TO assay_app;

      -- An operator, who may change the members of any organisation, sees who they are.
      CREATE POLICY members_to_operator ON user_account FOR SELECT USING (caller_has_role('OPERATOR'));

      -- Sessions and tokens of an organisation end with the membership, so that they do not live again when the person comes back.
      CREATE FUNCTION end_access() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$ BEGIN
        UPDATE session SET revoked_at = now()
          WHERE user_id = OLD.user_id AND organisation_id = OLD.organisation_id AND revoked_at IS NULL;
        UPDATE api_token SET revoked_at = now()
          WHERE user_id = OLD.user_id AND organisation_id = OLD.organisation_id AND revoked_at IS NULL;
        RETURN NULL;
      END $$;
      CREATE TRIGGER access_ends AFTER DELETE ON membership FOR EACH ROW EXECUTE FUNCTION end_access();

      -- An account that belongs to no organisation any more, for a new member of its address: with a new password, since whoever knew the
      -- old one may be somebody else, and without the codes and keys that went with it. Null when there is none.
      CREATE FUNCTION readmit_account(address text, new_name text, new_password_hash text) RETURNS uuid
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
        DECLARE known uuid;
        BEGIN
          IF NOT coalesce(caller_has_role('ADMIN') OR caller_has_role('OPERATOR'), false) THEN RETURN NULL; END IF;
          SELECT id INTO known FROM user_account WHERE email = lower(address) FOR UPDATE;
          IF known IS NULL OR EXISTS (SELECT FROM membership WHERE user_id = known) THEN RETURN NULL; END IF;
          UPDATE user_account SET name = new_name, password_hash = new_password_hash WHERE id = known;
          DELETE FROM second_factor WHERE user_id = known;
          UPDATE session SET revoked_at = now() WHERE user_id = known AND revoked_at IS NULL;
          UPDATE api_token SET revoked_at = now() WHERE user_id = known AND revoked_at IS NULL;
          RETURN known;
        END $$;
      REVOKE EXECUTE ON FUNCTION readmit_account(text, text, text) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION readmit_account(text, text, text) TO assay_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP FUNCTION readmit_account(text, text, text);
      DROP TRIGGER access_ends ON membership;
      DROP FUNCTION end_access();
      DROP POLICY members_to_operator ON user_account;
      DROP POLICY removed_by_admin ON membership;
      DROP POLICY changed_by_admin ON membership;
      REVOKE UPDATE (roles), DELETE ON membership FROM assay_app;
    `);
  }
}
