import { MigrationInterface, QueryRunner } from 'typeorm';

/** What a request for evidence and a submission were until deadlines could be extended. */
const FROZEN_WHOLE = (table: string): string =>
  `CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON ${table} FOR EACH ROW EXECUTE FUNCTION refuse_change();`;

/**
 * A buyer extends the deadline of a request for evidence: later, for all, before it has passed and while suppliers answer. The row that says so is
 * what moves it, wherever it is kept; nothing else can.
 */
export class DeadlinesExtended1570 implements MigrationInterface {
  name = 'DeadlinesExtended1795392001570';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE deadline_extension (
        request_id uuid NOT NULL REFERENCES evidence_request,
        organisation_id uuid NOT NULL,
        due_before timestamptz(3) NOT NULL,
        due_at timestamptz(3) NOT NULL,
        reason text NOT NULL CHECK (length(reason) BETWEEN 1 AND 5000),
        extended_at timestamptz(3) NOT NULL DEFAULT now(),
        PRIMARY KEY (request_id, due_before),
        CHECK (due_at > due_before AND due_at - due_before <= interval '366 days')
      );
      CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON deadline_extension FOR EACH ROW EXECUTE FUNCTION refuse_change();
      SELECT secure('deadline_extension');
      CREATE POLICY own ON deadline_extension FOR SELECT USING (organisation_id = caller_organisation());
      CREATE POLICY invited ON deadline_extension FOR SELECT USING (is_invited(request_id));
      CREATE POLICY extend ON deadline_extension FOR INSERT WITH CHECK (organisation_id = caller_organisation());
      GRANT SELECT, INSERT ON deadline_extension TO assay_app;

      -- Holds the procurement and the request where they are until the transaction ends: nobody submits to the one deadline or begins to assess
      -- while the other is written.
      CREATE FUNCTION deadline_stands() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$ BEGIN
        PERFORM FROM procurement p JOIN evidence_request r ON r.procurement_id = p.id
          WHERE r.id = NEW.request_id AND r.organisation_id = NEW.organisation_id AND r.due_at = NEW.due_before AND p.stage = 'EVIDENCE'
          FOR UPDATE;
        IF NOT FOUND THEN
          RAISE EXCEPTION 'a deadline is extended by the buyer who set it, from where it stands, while suppliers answer' USING ERRCODE = 'AS001';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER deadline_stands BEFORE INSERT ON deadline_extension FOR EACH ROW EXECUTE FUNCTION deadline_stands();

      -- As the transaction commits, so that waiting for a lock buys nobody time: what was readable once is not sealed again.
      CREATE FUNCTION deadline_had_not_passed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF clock_timestamp() >= NEW.due_before THEN
          RAISE EXCEPTION 'the deadline passed before it was extended' USING ERRCODE = 'AS001';
        END IF;
        RETURN NULL;
      END $$;
      CREATE CONSTRAINT TRIGGER deadline_had_not_passed AFTER INSERT ON deadline_extension
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION deadline_had_not_passed();

      -- A document may be evidence to the same buyer twice: it opens at the earliest of the deadlines, as it did before.
      CREATE FUNCTION deadline_follows_extension() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$ BEGIN
        UPDATE evidence_request SET due_at = NEW.due_at WHERE id = NEW.request_id;
        UPDATE invitation SET due_at = NEW.due_at, version = version + 1 WHERE request_id = NEW.request_id;
        UPDATE submission s SET opens_at = NEW.due_at FROM invitation i WHERE i.id = s.invitation_id AND i.request_id = NEW.request_id;
        UPDATE document_grant g SET opens_at = (SELECT min(s.opens_at) FROM submission s
            WHERE s.organisation_id = NEW.organisation_id AND s.opens_at >= NEW.due_before AND s.answers::text LIKE '%' || g.document_id || '%')
          WHERE g.organisation_id = NEW.organisation_id AND g.opens_at = NEW.due_before
            AND EXISTS (SELECT FROM submission s JOIN invitation i ON i.id = s.invitation_id
              WHERE i.request_id = NEW.request_id AND s.answers::text LIKE '%' || g.document_id || '%');
        RETURN NULL;
      END $$;
      CREATE TRIGGER deadline_follows AFTER INSERT ON deadline_extension FOR EACH ROW EXECUTE FUNCTION deadline_follows_extension();

      -- What was asked and what was submitted stays frozen, but for the deadline, which follows what extends it.
      CREATE FUNCTION refuse_change_of_request() RETURNS trigger LANGUAGE plpgsql SET search_path = public AS $$
        DECLARE extended evidence_request := OLD;
        BEGIN
          IF TG_OP = 'UPDATE' THEN
            extended.due_at := NEW.due_at;
            IF NEW IS NOT DISTINCT FROM extended AND EXISTS (SELECT FROM deadline_extension x
              WHERE x.request_id = OLD.id AND x.due_before = OLD.due_at AND x.due_at = NEW.due_at) THEN RETURN NEW; END IF;
          END IF;
          RAISE EXCEPTION '% is frozen: % is refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'AS001';
        END $$;
      CREATE FUNCTION refuse_change_of_submission() RETURNS trigger LANGUAGE plpgsql SET search_path = public AS $$
        DECLARE extended submission := OLD;
        BEGIN
          IF TG_OP = 'UPDATE' THEN
            extended.opens_at := NEW.opens_at;
            IF NEW IS NOT DISTINCT FROM extended AND EXISTS (SELECT FROM deadline_extension x JOIN invitation i ON i.request_id = x.request_id
              WHERE i.id = OLD.invitation_id AND x.due_before = OLD.opens_at AND x.due_at = NEW.opens_at) THEN RETURN NEW; END IF;
          END IF;
          RAISE EXCEPTION '% is frozen: % is refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'AS001';
        END $$;
      DROP TRIGGER frozen ON evidence_request;
      DROP TRIGGER frozen ON submission;
      CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON evidence_request FOR EACH ROW EXECUTE FUNCTION refuse_change_of_request();
      CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON submission FOR EACH ROW EXECUTE FUNCTION refuse_change_of_submission();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER frozen ON evidence_request;
      DROP TRIGGER frozen ON submission;
      DROP FUNCTION refuse_change_of_submission(), refuse_change_of_request();
      ${FROZEN_WHOLE('evidence_request')}
      ${FROZEN_WHOLE('submission')}
      DROP TABLE deadline_extension;
      DROP FUNCTION deadline_follows_extension(), deadline_had_not_passed(), deadline_stands();
    `);
  }
}
