import { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The heads of chains, signed day by day and kept: a chain that is written anew, its head with it, does not agree with them, and the key that
 * signs them is not in the database. A check of chains says which it agrees with.
 */
export class SignedHeads1620 implements MigrationInterface {
  name = 'SignedHeads1795392001620';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE signed_head (
        organisation_id uuid NOT NULL REFERENCES organisation,
        sequence bigint NOT NULL CHECK (sequence > 0),
        hash text NOT NULL,
        signed_at timestamptz(3) NOT NULL,
        key_id text NOT NULL,
        signature text NOT NULL,
        PRIMARY KEY (organisation_id, sequence, key_id)
      );
      CREATE FUNCTION head_is_of_event() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$ BEGIN
        IF NOT EXISTS (SELECT FROM audit_event e WHERE e.organisation_id = NEW.organisation_id AND e.sequence = NEW.sequence AND e.hash = NEW.hash) THEN
          RAISE EXCEPTION 'the head of event % is of no event of its chain', NEW.sequence USING ERRCODE = 'AS002';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER of_event BEFORE INSERT ON signed_head FOR EACH ROW EXECUTE FUNCTION head_is_of_event();
      CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON signed_head FOR EACH ROW EXECUTE FUNCTION refuse_change();
      CREATE TRIGGER frozen_whole BEFORE TRUNCATE ON signed_head FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
      SELECT secure('signed_head');
      CREATE POLICY own ON signed_head FOR SELECT USING (organisation_id = caller_organisation());
      -- The worker signs for an organisation, and none of its people.
      CREATE POLICY signed_by_worker ON signed_head FOR INSERT WITH CHECK (organisation_id = caller_organisation() AND caller_user() IS NULL);
      GRANT SELECT, INSERT ON signed_head TO assay_app;

      -- The worker asks whose chains have moved since this key signed their heads, and then acts as each of these organisations in turn.
      CREATE FUNCTION chains_to_sign(key text) RETURNS TABLE (id uuid, kind text) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
        SELECT o.id, o.kind FROM audit_chain c JOIN organisation o ON o.id = c.organisation_id
        WHERE c.sequence > 0
          AND NOT EXISTS (SELECT FROM signed_head h WHERE h.organisation_id = c.organisation_id AND h.sequence = c.sequence AND h.key_id = key)
        ORDER BY o.id
      $$;

      ALTER TABLE chain_check
        ADD COLUMN heads_agreed integer NOT NULL DEFAULT 0,
        ADD COLUMN last_head jsonb; -- of a check of one chain, the last signed head that it agrees with
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE chain_check DROP COLUMN last_head, DROP COLUMN heads_agreed;
      DROP FUNCTION chains_to_sign(text);
      DROP TABLE signed_head;
      DROP FUNCTION head_is_of_event();
    `);
  }
}
