import { MigrationInterface, QueryRunner } from 'typeorm';

/** Why a claim is refused that was left waiting when it could be accepted no more, by nobody in particular. */
const LEFT_WAITING = {
  another:
    'Another organisation has taken over this page since. If the page describes yours, write to the operator of the directory.',
  own: 'Your organisation has been given another page since, and an organisation has one page. If this one describes it better, write to the operator of the directory.',
};

/**
 * A claim does not outlive the decision on its page. It is compared with the page under a lock, so that none is asked while the page is given
 * away; and those that earlier decisions left waiting are refused, and their claimants told. The worker notes on an accepted claim when it joined
 * what the page's numbers are in, and does so once for those of before.
 *
 * No organisation of the demonstration takes over a real page, which registers would pass over from then on, and no real one an invented page.
 */
export class ClaimsSettled1550 implements MigrationInterface {
  name = 'ClaimsSettled1795392001550';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE claim ADD joined_at timestamptz(3), ADD CHECK (joined_at IS NULL OR status = 'ACCEPTED');
      -- Row-level security lets nobody lock a page of others, so that the database does it.
      CREATE FUNCTION hold_claimed_page(which uuid) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$ BEGIN
        PERFORM FROM supplier s WHERE s.id = which FOR SHARE;
      END $$;
      REVOKE ALL ON FUNCTION hold_claimed_page(uuid) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION hold_claimed_page(uuid) TO assay_app;

      CREATE FUNCTION keep_pages_apart() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$ BEGIN
        IF EXISTS (SELECT FROM supplier s, organisation o WHERE s.id = (to_jsonb(NEW) ->> TG_ARGV[0])::uuid
            AND o.id = NEW.organisation_id AND (s.provenance = 'DEMONSTRATION') <> (o.provenance = 'DEMONSTRATION')) THEN
          RAISE EXCEPTION 'pages of the demonstration and of real organisations are kept apart' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER kept_apart BEFORE INSERT ON claim FOR EACH ROW EXECUTE FUNCTION keep_pages_apart('supplier_id');
      CREATE TRIGGER kept_apart BEFORE UPDATE OF organisation_id ON supplier
        FOR EACH ROW WHEN (NEW.organisation_id <> OLD.organisation_id) EXECUTE FUNCTION keep_pages_apart('id');
    `);
    await this.refuseLeftWaiting(runner);
  }

  /** Refuses claims to pages that have gone to another organisation, and of claimants that have a page, as an operator would have to. */
  async refuseLeftWaiting(runner: QueryRunner): Promise<void> {
    await runner.query(
      `WITH refused AS (
         UPDATE claim c SET status = 'REFUSED', decided_at = now(), reason = CASE WHEN s.claimed_at IS NOT NULL THEN $1 ELSE $2 END
         FROM supplier s WHERE s.id = c.supplier_id AND c.status = 'PENDING'
           AND (s.claimed_at IS NOT NULL OR EXISTS (SELECT FROM supplier own WHERE own.organisation_id = c.organisation_id))
         RETURNING c.id, c.organisation_id, c.reason, s.name)
       INSERT INTO notification (id, organisation_id, kind, subject_id, text)
       SELECT gen_random_uuid(), organisation_id, 'CLAIM_DECIDED', 'clm_' || id, 'Your claim to the page of ' || name || ' was refused. ' || reason
       FROM refused`,
      [LEFT_WAITING.another, LEFT_WAITING.own],
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `WITH waiting AS (
         UPDATE claim SET status = 'PENDING', decided_at = NULL, reason = NULL
         WHERE status = 'REFUSED' AND decided_by IS NULL AND reason IN ($1, $2) RETURNING id)
       DELETE FROM notification n USING waiting w WHERE n.kind = 'CLAIM_DECIDED' AND n.subject_id = 'clm_' || w.id`,
      [LEFT_WAITING.another, LEFT_WAITING.own],
    );
    await runner.query(`
      DROP TRIGGER kept_apart ON supplier;
      DROP TRIGGER kept_apart ON claim;
      DROP FUNCTION keep_pages_apart(), hold_claimed_page(uuid);
      ALTER TABLE claim DROP joined_at;
    `);
  }
}
