import { MigrationInterface, QueryRunner } from 'typeorm';

const STRENGTHS = `('ASSERTION', 'CONTRACTUAL_COMMITMENT', 'INDEPENDENT_VALIDATION', 'INDEPENDENT_TESTING', 'ASSURED_DESIGN', 'ASSURED_COMPONENTS')`;
const CONFORMANCE = `('MET', 'PARTLY_MET', 'NOT_MET', 'UNKNOWN')`;

/**
 * The buyer's journey up to the shortlist: procurement, requirements, guidance decisions, the locked search, candidates.
 * Keys prove what a person would otherwise have to believe: a candidate was in the locked search of the same procurement.
 */
export class Procurement1060 implements MigrationInterface {
  name = 'Procurement1795392001060';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE procurement (
        id uuid PRIMARY KEY,
        organisation_id uuid NOT NULL REFERENCES organisation,
        reference text NOT NULL,
        title text NOT NULL CHECK (length(title) BETWEEN 1 AND 500),
        description text CHECK (length(description) <= 100000),
        stage text NOT NULL CHECK (stage IN ('DRAFT', 'SOURCING', 'CRITERIA_LOCKED', 'EVIDENCE', 'ASSESSMENT', 'MODERATION', 'DECIDED', 'CONTRACT', 'CLOSED', 'CANCELLED')),
        buyer_name text NOT NULL,
        ocid text,
        notice_id text,
        source_url text,
        release jsonb,
        cpv_codes text[] NOT NULL DEFAULT '{}',
        estimated_amount numeric(18, 2) CHECK (estimated_amount >= 0),
        currency text CHECK (currency ~ '^[A-Z]{3}$'),
        starts_on date,
        ends_on date,
        sector_codes text[] NOT NULL DEFAULT '{}',
        technology_codes text[] NOT NULL DEFAULT '{}',
        data_sensitivity text CHECK (data_sensitivity IN ('PUBLIC', 'OFFICIAL', 'OFFICIAL_SENSITIVE', 'PERSONAL', 'SPECIAL_CATEGORY')),
        criteria_locked_at timestamptz(3),
        cancelled_reason text,
        created_by uuid,
        created_at timestamptz(3) NOT NULL DEFAULT now(),
        version integer NOT NULL DEFAULT 1,
        UNIQUE (organisation_id, reference),
        CHECK (ends_on IS NULL OR starts_on IS NULL OR ends_on >= starts_on),
        CHECK ((stage = 'CANCELLED') = (cancelled_reason IS NOT NULL)),
        CHECK (stage IN ('DRAFT', 'SOURCING', 'CANCELLED') OR criteria_locked_at IS NOT NULL)
      );

      CREATE TABLE procurement_guidance_version (
        procurement_id uuid NOT NULL REFERENCES procurement,
        document_id uuid NOT NULL REFERENCES guidance_document,
        organisation_id uuid NOT NULL,
        PRIMARY KEY (procurement_id, document_id)
      );

      CREATE TABLE requirement (
        id uuid PRIMARY KEY,
        procurement_id uuid NOT NULL REFERENCES procurement,
        organisation_id uuid NOT NULL,
        ref text NOT NULL CHECK (length(ref) BETWEEN 1 AND 50),
        text text NOT NULL CHECK (length(text) BETWEEN 1 AND 10000),
        kind text NOT NULL CHECK (kind IN ('GATE', 'SCORED')),
        weight numeric(5, 2) CHECK (weight > 0 AND weight <= 100),
        minimum_strength text NOT NULL CHECK (minimum_strength IN ${STRENGTHS}),
        applicable boolean NOT NULL, -- whether any guidance applies to the text, as the matching said
        position integer NOT NULL,
        version integer NOT NULL DEFAULT 1,
        UNIQUE (procurement_id, ref),
        UNIQUE (id, procurement_id),
        CHECK (kind = 'SCORED' OR weight IS NULL)
      );
      CREATE TABLE requirement_guidance (
        id uuid PRIMARY KEY,
        requirement_id uuid NOT NULL REFERENCES requirement,
        organisation_id uuid NOT NULL,
        item_id uuid NOT NULL REFERENCES guidance_item,
        score double precision NOT NULL,
        confidence double precision NOT NULL CHECK (confidence BETWEEN 0 AND 1),
        reasons jsonb NOT NULL,
        status text NOT NULL CHECK (status IN ('SUGGESTED', 'ACCEPTED', 'REJECTED')),
        position integer NOT NULL,
        decided_by_id uuid,
        decided_by_name text,
        decided_at timestamptz(3),
        note text CHECK (length(note) <= 5000),
        UNIQUE (requirement_id, item_id),
        CHECK ((status = 'SUGGESTED') = (decided_at IS NULL))
      );

      CREATE TABLE locked_search (
        id uuid PRIMARY KEY,
        procurement_id uuid NOT NULL REFERENCES procurement,
        organisation_id uuid NOT NULL,
        criteria jsonb NOT NULL,
        result_count integer NOT NULL,
        data_date timestamptz(3) NOT NULL,
        digest text NOT NULL,
        locked_at timestamptz(3) NOT NULL DEFAULT now(),
        locked_by_id uuid,
        locked_by_name text NOT NULL,
        CONSTRAINT locked_search_one_per_procurement UNIQUE (procurement_id),
        UNIQUE (id, procurement_id)
      );
      CREATE TABLE locked_result (
        locked_search_id uuid NOT NULL REFERENCES locked_search,
        supplier_id uuid NOT NULL REFERENCES supplier,
        organisation_id uuid NOT NULL,
        position integer NOT NULL,
        snapshot jsonb NOT NULL,
        hash text NOT NULL,
        PRIMARY KEY (locked_search_id, supplier_id)
      );
      CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON locked_search FOR EACH ROW EXECUTE FUNCTION refuse_change();
      CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON locked_result FOR EACH ROW EXECUTE FUNCTION refuse_change();

      CREATE TABLE candidate (
        id uuid PRIMARY KEY,
        procurement_id uuid NOT NULL REFERENCES procurement,
        organisation_id uuid NOT NULL,
        locked_search_id uuid NOT NULL,
        supplier_id uuid NOT NULL REFERENCES supplier,
        supplier_organisation_id uuid NOT NULL,
        product_ids uuid[] NOT NULL DEFAULT '{}',
        state text NOT NULL CHECK (state IN ('SHORTLISTED', 'INVITED', 'RESPONDED', 'DECLINED', 'NO_RESPONSE', 'ASSESSED', 'SELECTED', 'NOT_SELECTED', 'EXCLUDED')),
        reason text NOT NULL CHECK (length(reason) BETWEEN 1 AND 5000),
        created_at timestamptz(3) NOT NULL DEFAULT now(),
        version integer NOT NULL DEFAULT 1,
        UNIQUE (procurement_id, supplier_id),
        UNIQUE (id, procurement_id),
        FOREIGN KEY (locked_search_id, procurement_id) REFERENCES locked_search (id, procurement_id),
        FOREIGN KEY (locked_search_id, supplier_id) REFERENCES locked_result (locked_search_id, supplier_id)
      );

      -- Criteria are locked before responses open: from then on a requirement neither comes, goes nor changes.
      CREATE FUNCTION refuse_change_of_locked_criteria() RETURNS trigger LANGUAGE plpgsql AS $$
        DECLARE locked timestamptz;
        BEGIN
          SELECT criteria_locked_at INTO locked FROM procurement
            WHERE id = CASE WHEN TG_OP = 'DELETE' THEN OLD.procurement_id ELSE NEW.procurement_id END;
          IF locked IS NOT NULL THEN
            RAISE EXCEPTION 'requirement is frozen since the criteria were locked: % is refused', TG_OP USING ERRCODE = 'AS001';
          END IF;
          RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
        END $$;
      CREATE TRIGGER frozen BEFORE INSERT OR UPDATE OR DELETE ON requirement FOR EACH ROW EXECUTE FUNCTION refuse_change_of_locked_criteria();

      SELECT secure(t) FROM unnest(ARRAY['procurement', 'procurement_guidance_version', 'requirement', 'requirement_guidance', 'locked_search', 'locked_result', 'candidate']) t;
      DO $$ DECLARE t text; BEGIN
        FOREACH t IN ARRAY ARRAY['procurement', 'procurement_guidance_version', 'requirement', 'requirement_guidance', 'locked_search', 'locked_result', 'candidate'] LOOP
          EXECUTE format('CREATE POLICY own ON %I USING (organisation_id = caller_organisation()) WITH CHECK (organisation_id = caller_organisation())', t);
        END LOOP;
      END $$;
      GRANT SELECT, INSERT, UPDATE ON procurement, requirement, requirement_guidance, candidate TO assay_app;
      GRANT DELETE ON requirement, requirement_guidance TO assay_app;
      GRANT SELECT, INSERT ON procurement_guidance_version, locked_search, locked_result TO assay_app;
    `);
    await runner.query(EVIDENCE);
    await runner.query(JUDGEMENT);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE OR REPLACE FUNCTION caller_deals_with(other uuid) RETURNS boolean LANGUAGE sql STABLE AS $$ SELECT false $$;
      DROP TABLE notification, watch_notice, watch, assurance_pack, assessment_summary, decision, moderation, assessment, interest_declaration,
        clarification_asker, clarification, submission, answer_document, answer_attestation, answer, invitation, evidence_request,
        candidate, locked_result, locked_search, requirement_guidance, requirement, procurement_guidance_version, procurement CASCADE;
      DROP FUNCTION approver_is_no_assessor(), moderator_is_no_assessor(), assessor_has_not_moderated(), candidate_follows_invitation(),
        is_invited(uuid), takes_responses(uuid), grant_documents(uuid[], uuid, text, timestamptz), refuse_change_of_locked_criteria(), organisations_with_watches(date);
    `);
  }
}

/** One request, the same words and deadline for all; each supplier's working answers, and what it submitted. */
const EVIDENCE = `
  CREATE TABLE evidence_request (
    id uuid PRIMARY KEY,
    procurement_id uuid NOT NULL UNIQUE REFERENCES procurement,
    organisation_id uuid NOT NULL,
    message text NOT NULL CHECK (length(message) BETWEEN 1 AND 20000),
    due_at timestamptz(3) NOT NULL,
    sent_at timestamptz(3) NOT NULL DEFAULT now(),
    snapshot jsonb NOT NULL, -- the procurement's reference, title and buyer, and the requirements, in the words that were sent
    UNIQUE (id, procurement_id),
    CHECK (due_at > sent_at)
  );
  CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON evidence_request FOR EACH ROW EXECUTE FUNCTION refuse_change();

  CREATE TABLE invitation (
    id uuid PRIMARY KEY,
    request_id uuid NOT NULL,
    procurement_id uuid NOT NULL,
    candidate_id uuid NOT NULL UNIQUE,
    organisation_id uuid NOT NULL,
    supplier_organisation_id uuid NOT NULL,
    state text NOT NULL CHECK (state IN ('SENT', 'OPENED', 'IN_PROGRESS', 'SUBMITTED', 'CHANGES_REQUESTED', 'CLOSED', 'DECLINED')),
    due_at timestamptz(3) NOT NULL,
    changes_wanted text,
    changes_due_at timestamptz(3),
    submitted_at timestamptz(3),
    decline_reason text,
    version integer NOT NULL DEFAULT 1,
    FOREIGN KEY (request_id, procurement_id) REFERENCES evidence_request (id, procurement_id),
    FOREIGN KEY (candidate_id, procurement_id) REFERENCES candidate (id, procurement_id),
    CHECK ((state = 'DECLINED') = (decline_reason IS NOT NULL)),
    CHECK (state <> 'SUBMITTED' OR submitted_at IS NOT NULL)
  );
  CREATE INDEX invitation_supplier ON invitation (supplier_organisation_id, due_at);
  CREATE INDEX invitation_procurement ON invitation (procurement_id);

  CREATE FUNCTION is_invited(request uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public
    AS $$ SELECT EXISTS (SELECT FROM invitation WHERE request_id = request AND supplier_organisation_id = caller_organisation()) $$;
  CREATE OR REPLACE FUNCTION caller_deals_with(other uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT EXISTS (SELECT FROM invitation WHERE (organisation_id = other AND supplier_organisation_id = caller_organisation())
      OR (supplier_organisation_id = other AND organisation_id = caller_organisation())) $$;

  -- Responses are taken while evidence is collected or assessed, which the supplier cannot see of the procurement itself. Holds the
  -- procurement where it is until the transaction ends: nothing comes in behind the back of a moderator.
  CREATE FUNCTION takes_responses(invited uuid) RETURNS boolean LANGUAGE sql SECURITY DEFINER SET search_path = public AS $$
    SELECT coalesce((SELECT p.stage IN ('EVIDENCE', 'ASSESSMENT') FROM procurement p
      WHERE p.id = (SELECT i.procurement_id FROM invitation i WHERE i.id = invited AND i.supplier_organisation_id = caller_organisation())
      FOR SHARE), false)
  $$;

  -- The candidate is the buyer's row and the invitation's moves are made by both sides, so the candidate follows by itself.
  CREATE FUNCTION candidate_follows_invitation() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$ BEGIN
    IF TG_OP = 'INSERT' THEN
      UPDATE candidate SET state = 'INVITED', version = version + 1 WHERE id = NEW.candidate_id AND state = 'SHORTLISTED';
    ELSIF NEW.state = 'SUBMITTED' AND OLD.state <> 'SUBMITTED' THEN
      UPDATE candidate SET state = 'RESPONDED', version = version + 1 WHERE id = NEW.candidate_id AND state IN ('INVITED', 'RESPONDED');
    ELSIF NEW.state = 'DECLINED' THEN
      UPDATE candidate SET state = 'DECLINED', version = version + 1 WHERE id = NEW.candidate_id AND state = 'INVITED';
    END IF;
    RETURN NULL;
  END $$;
  CREATE TRIGGER candidate_follows AFTER INSERT OR UPDATE OF state ON invitation FOR EACH ROW EXECUTE FUNCTION candidate_follows_invitation();

  -- A supplier's working copy: the buyer never reads it, only what was submitted.
  CREATE TABLE answer (
    id uuid PRIMARY KEY,
    invitation_id uuid NOT NULL REFERENCES invitation,
    organisation_id uuid NOT NULL, -- the supplier's
    requirement_ref text NOT NULL,
    statement text NOT NULL CHECK (length(statement) <= 20000),
    strength text NOT NULL CHECK (strength IN ${STRENGTHS}),
    updated_at timestamptz(3) NOT NULL DEFAULT now(),
    version integer NOT NULL DEFAULT 1,
    UNIQUE (invitation_id, requirement_ref)
  );
  CREATE TABLE answer_attestation (
    answer_id uuid NOT NULL REFERENCES answer,
    attestation_id uuid NOT NULL REFERENCES attestation,
    organisation_id uuid NOT NULL,
    PRIMARY KEY (answer_id, attestation_id)
  );
  CREATE TABLE answer_document (
    answer_id uuid NOT NULL REFERENCES answer,
    document_id uuid NOT NULL REFERENCES document,
    organisation_id uuid NOT NULL,
    PRIMARY KEY (answer_id, document_id)
  );
  CREATE TABLE submission (
    id uuid PRIMARY KEY,
    invitation_id uuid NOT NULL REFERENCES invitation,
    candidate_id uuid NOT NULL REFERENCES candidate,
    organisation_id uuid NOT NULL, -- the buyer's
    supplier_organisation_id uuid NOT NULL,
    number integer NOT NULL CHECK (number > 0),
    submitted_at timestamptz(3) NOT NULL DEFAULT now(),
    submitted_by_name text NOT NULL,
    opens_at timestamptz(3) NOT NULL, -- the deadline: nobody on the buyer's side reads it before
    answers jsonb NOT NULL,
    hash text NOT NULL,
    UNIQUE (invitation_id, number)
  );
  CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON submission FOR EACH ROW EXECUTE FUNCTION refuse_change();

  -- Asked by one, answered to all; who asked is known to the asker alone.
  CREATE TABLE clarification (
    id uuid PRIMARY KEY,
    request_id uuid NOT NULL REFERENCES evidence_request,
    organisation_id uuid NOT NULL,
    question text NOT NULL CHECK (length(question) BETWEEN 1 AND 5000),
    asked_at timestamptz(3) NOT NULL DEFAULT now(),
    answer text CHECK (length(answer) BETWEEN 1 AND 20000),
    answered_at timestamptz(3),
    CHECK ((answer IS NULL) = (answered_at IS NULL))
  );
  CREATE TABLE clarification_asker (
    clarification_id uuid PRIMARY KEY REFERENCES clarification,
    organisation_id uuid NOT NULL
  );

  -- One document may be evidence to the same buyer twice: it opens at the earlier of the deadlines.
  CREATE FUNCTION grant_documents(documents uuid[], reader uuid, why text, opens timestamptz) RETURNS void
    LANGUAGE sql SECURITY DEFINER SET search_path = public AS $$
      INSERT INTO document_grant AS g (document_id, organisation_id, reason, opens_at)
        SELECT d.id, reader, why, opens FROM document d WHERE d.id = ANY (documents) AND d.organisation_id = caller_organisation()
        ON CONFLICT (document_id, organisation_id) DO UPDATE SET opens_at = least(g.opens_at, excluded.opens_at)
    $$;

  SELECT secure(t) FROM unnest(ARRAY['evidence_request', 'invitation', 'answer', 'answer_attestation', 'answer_document', 'submission', 'clarification', 'clarification_asker']) t;
  CREATE POLICY own ON evidence_request USING (organisation_id = caller_organisation()) WITH CHECK (organisation_id = caller_organisation());
  CREATE POLICY invited ON evidence_request FOR SELECT USING (is_invited(id));
  CREATE POLICY buyer ON invitation USING (organisation_id = caller_organisation()) WITH CHECK (organisation_id = caller_organisation());
  CREATE POLICY invited ON invitation FOR SELECT USING (supplier_organisation_id = caller_organisation());
  CREATE POLICY invited_moves ON invitation FOR UPDATE USING (supplier_organisation_id = caller_organisation()) WITH CHECK (supplier_organisation_id = caller_organisation());
  CREATE POLICY own ON answer USING (organisation_id = caller_organisation())
    WITH CHECK (organisation_id = caller_organisation() AND EXISTS (SELECT FROM invitation i WHERE i.id = invitation_id AND i.supplier_organisation_id = caller_organisation()));
  CREATE POLICY own ON answer_attestation USING (organisation_id = caller_organisation())
    WITH CHECK (organisation_id = caller_organisation() AND EXISTS (SELECT FROM answer a WHERE a.id = answer_id AND a.organisation_id = caller_organisation()));
  CREATE POLICY own ON answer_document USING (organisation_id = caller_organisation())
    WITH CHECK (organisation_id = caller_organisation() AND EXISTS (SELECT FROM answer a WHERE a.id = answer_id AND a.organisation_id = caller_organisation()));
  CREATE POLICY submitter ON submission FOR SELECT USING (supplier_organisation_id = caller_organisation());
  CREATE POLICY submit ON submission FOR INSERT
    WITH CHECK (supplier_organisation_id = caller_organisation() AND EXISTS (SELECT FROM invitation i WHERE i.id = invitation_id
      AND i.supplier_organisation_id = caller_organisation() AND i.organisation_id = submission.organisation_id
      AND i.candidate_id = submission.candidate_id AND i.due_at = opens_at));
  CREATE POLICY buyer_after_deadline ON submission FOR SELECT USING (organisation_id = caller_organisation() AND opens_at <= now());
  CREATE POLICY buyer ON clarification USING (organisation_id = caller_organisation()) WITH CHECK (organisation_id = caller_organisation());
  CREATE POLICY invited ON clarification FOR SELECT
    USING (is_invited(request_id) AND (answer IS NOT NULL OR EXISTS (SELECT FROM clarification_asker k WHERE k.clarification_id = clarification.id)));
  CREATE POLICY invited_asks ON clarification FOR INSERT WITH CHECK (answer IS NULL AND is_invited(request_id)
    AND EXISTS (SELECT FROM evidence_request r WHERE r.id = request_id AND r.organisation_id = clarification.organisation_id));
  CREATE POLICY asker ON clarification_asker USING (organisation_id = caller_organisation()) WITH CHECK (organisation_id = caller_organisation());
  GRANT SELECT, INSERT ON evidence_request, submission, clarification_asker TO assay_app;
  GRANT SELECT, INSERT ON invitation TO assay_app;
  GRANT UPDATE (state, changes_wanted, changes_due_at, submitted_at, decline_reason, version) ON invitation TO assay_app;
  GRANT SELECT, INSERT, UPDATE, DELETE ON answer, answer_attestation, answer_document TO assay_app;
  GRANT SELECT, INSERT ON clarification TO assay_app;
  GRANT UPDATE (answer, answered_at) ON clarification TO assay_app;
`;

/** Assessment, moderation, decision, what is made of them, and the watch after award. Separation of duties is held here. */
const JUDGEMENT = `
  CREATE TABLE interest_declaration (
    id uuid PRIMARY KEY,
    procurement_id uuid NOT NULL REFERENCES procurement,
    organisation_id uuid NOT NULL,
    user_id uuid NOT NULL,
    user_name text NOT NULL,
    has_conflict boolean NOT NULL,
    statement text NOT NULL CHECK (length(statement) BETWEEN 1 AND 5000),
    declared_at timestamptz(3) NOT NULL DEFAULT now(),
    UNIQUE (procurement_id, user_id),
    UNIQUE (procurement_id, user_id, has_conflict)
  );
  CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON interest_declaration FOR EACH ROW EXECUTE FUNCTION refuse_change();

  CREATE TABLE assessment (
    id uuid PRIMARY KEY,
    procurement_id uuid NOT NULL,
    organisation_id uuid NOT NULL,
    candidate_id uuid NOT NULL,
    requirement_id uuid NOT NULL,
    assessor_id uuid NOT NULL,
    assessor_name text NOT NULL,
    assessor_has_conflict boolean NOT NULL DEFAULT false CHECK (NOT assessor_has_conflict),
    conformance text NOT NULL CHECK (conformance IN ${CONFORMANCE}),
    score integer CHECK (score BETWEEN 0 AND 10),
    strength text NOT NULL CHECK (strength IN ${STRENGTHS}),
    reason text NOT NULL CHECK (length(reason) BETWEEN 1 AND 10000),
    updated_at timestamptz(3) NOT NULL DEFAULT now(),
    version integer NOT NULL DEFAULT 1,
    UNIQUE (candidate_id, requirement_id, assessor_id),
    FOREIGN KEY (candidate_id, procurement_id) REFERENCES candidate (id, procurement_id),
    FOREIGN KEY (requirement_id, procurement_id) REFERENCES requirement (id, procurement_id),
    -- an assessor has declared, and declared no conflict
    FOREIGN KEY (procurement_id, assessor_id, assessor_has_conflict) REFERENCES interest_declaration (procurement_id, user_id, has_conflict),
    CHECK (conformance <> 'UNKNOWN' OR score IS NULL OR score = 0)
  );
  CREATE INDEX assessment_procurement ON assessment (procurement_id, candidate_id, requirement_id);

  CREATE TABLE moderation (
    id uuid PRIMARY KEY,
    procurement_id uuid NOT NULL,
    organisation_id uuid NOT NULL,
    candidate_id uuid NOT NULL,
    requirement_id uuid NOT NULL,
    moderator_id uuid NOT NULL,
    moderator_name text NOT NULL,
    conformance text NOT NULL CHECK (conformance IN ${CONFORMANCE}),
    score integer CHECK (score BETWEEN 0 AND 10),
    strength text NOT NULL CHECK (strength IN ${STRENGTHS}),
    reason text NOT NULL CHECK (length(reason) BETWEEN 1 AND 10000),
    moderated_at timestamptz(3) NOT NULL DEFAULT now(),
    version integer NOT NULL DEFAULT 1,
    UNIQUE (candidate_id, requirement_id),
    FOREIGN KEY (candidate_id, procurement_id) REFERENCES candidate (id, procurement_id),
    FOREIGN KEY (requirement_id, procurement_id) REFERENCES requirement (id, procurement_id),
    CHECK (conformance <> 'UNKNOWN' OR score IS NULL OR score = 0)
  );

  CREATE TABLE decision (
    id uuid PRIMARY KEY,
    procurement_id uuid NOT NULL UNIQUE REFERENCES procurement,
    organisation_id uuid NOT NULL,
    outcome text NOT NULL CHECK (outcome IN ('AWARDED', 'CANCELLED', 'NONE_SUITABLE')),
    candidate_id uuid,
    reason text NOT NULL CHECK (length(reason) BETWEEN 1 AND 10000),
    arithmetic jsonb NOT NULL,
    decided_by_id uuid NOT NULL,
    decided_by_name text NOT NULL,
    decided_at timestamptz(3) NOT NULL DEFAULT now(),
    FOREIGN KEY (candidate_id, procurement_id) REFERENCES candidate (id, procurement_id),
    CHECK ((outcome = 'AWARDED') = (candidate_id IS NOT NULL))
  );
  CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON decision FOR EACH ROW EXECUTE FUNCTION refuse_change();

  CREATE FUNCTION moderator_is_no_assessor() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$ BEGIN
    IF EXISTS (SELECT FROM assessment WHERE procurement_id = NEW.procurement_id AND assessor_id = NEW.moderator_id) THEN
      RAISE EXCEPTION 'who assessed may not moderate' USING ERRCODE = 'AS003';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER separation BEFORE INSERT OR UPDATE ON moderation FOR EACH ROW EXECUTE FUNCTION moderator_is_no_assessor();
  CREATE FUNCTION assessor_has_not_moderated() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$ BEGIN
    IF EXISTS (SELECT FROM moderation WHERE procurement_id = NEW.procurement_id AND moderator_id = NEW.assessor_id) THEN
      RAISE EXCEPTION 'who moderated may not assess' USING ERRCODE = 'AS003';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER separation BEFORE INSERT OR UPDATE ON assessment FOR EACH ROW EXECUTE FUNCTION assessor_has_not_moderated();
  CREATE FUNCTION approver_is_no_assessor() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$ BEGIN
    IF EXISTS (SELECT FROM assessment WHERE procurement_id = NEW.procurement_id AND assessor_id = NEW.decided_by_id) THEN
      RAISE EXCEPTION 'who assessed may not decide' USING ERRCODE = 'AS003';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER separation BEFORE INSERT ON decision FOR EACH ROW EXECUTE FUNCTION approver_is_no_assessor();

  CREATE TABLE assessment_summary (
    id uuid PRIMARY KEY,
    procurement_id uuid NOT NULL,
    organisation_id uuid NOT NULL,
    candidate_id uuid NOT NULL UNIQUE,
    content jsonb NOT NULL,
    created_at timestamptz(3) NOT NULL DEFAULT now(),
    FOREIGN KEY (candidate_id, procurement_id) REFERENCES candidate (id, procurement_id)
  );
  CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON assessment_summary FOR EACH ROW EXECUTE FUNCTION refuse_change();
  CREATE TABLE assurance_pack (
    id uuid PRIMARY KEY,
    procurement_id uuid NOT NULL REFERENCES procurement,
    organisation_id uuid NOT NULL,
    document_id uuid NOT NULL REFERENCES document,
    digest text NOT NULL,
    key_id text NOT NULL,
    created_at timestamptz(3) NOT NULL DEFAULT now(),
    created_by_name text NOT NULL
  );
  CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON assurance_pack FOR EACH ROW EXECUTE FUNCTION refuse_change();

  -- After award: the attestations relied upon, and who was told of their end, once at each threshold.
  CREATE TABLE watch (
    id uuid PRIMARY KEY,
    procurement_id uuid NOT NULL REFERENCES procurement,
    organisation_id uuid NOT NULL,
    supplier_organisation_id uuid NOT NULL,
    attestation_id uuid NOT NULL REFERENCES attestation,
    scheme_code text NOT NULL,
    expires_on date NOT NULL,
    created_at timestamptz(3) NOT NULL DEFAULT now(),
    UNIQUE (procurement_id, attestation_id)
  );
  CREATE INDEX watch_expiry ON watch (expires_on);
  CREATE TABLE watch_notice (
    watch_id uuid NOT NULL REFERENCES watch,
    threshold text NOT NULL CHECK (threshold IN ('30', '7', '1', '0', 'OVERDUE')),
    organisation_id uuid NOT NULL,
    told_at timestamptz(3) NOT NULL DEFAULT now(),
    PRIMARY KEY (watch_id, threshold)
  );
  CREATE TABLE notification (
    id uuid PRIMARY KEY,
    organisation_id uuid NOT NULL,
    kind text NOT NULL,
    subject_id text NOT NULL,
    text text NOT NULL,
    created_at timestamptz(3) NOT NULL DEFAULT now(),
    read_at timestamptz(3)
  );
  CREATE INDEX notification_organisation ON notification (organisation_id, created_at DESC, id);

  SELECT secure(t) FROM unnest(ARRAY['interest_declaration', 'assessment', 'moderation', 'decision', 'assessment_summary', 'assurance_pack', 'watch', 'watch_notice', 'notification']) t;
  DO $$ DECLARE t text; BEGIN
    FOREACH t IN ARRAY ARRAY['interest_declaration', 'assessment', 'moderation', 'decision', 'assessment_summary', 'assurance_pack', 'watch', 'watch_notice'] LOOP
      EXECUTE format('CREATE POLICY own ON %I USING (organisation_id = caller_organisation()) WITH CHECK (organisation_id = caller_organisation())', t);
    END LOOP;
  END $$;
  -- A bidder is told how its own tender was assessed (Procurement Act 2023 s.50).
  CREATE POLICY bidder ON assessment_summary FOR SELECT
    USING (EXISTS (SELECT FROM invitation i WHERE i.candidate_id = assessment_summary.candidate_id AND i.supplier_organisation_id = caller_organisation()));
  CREATE POLICY own ON notification FOR SELECT USING (organisation_id = caller_organisation());
  CREATE POLICY mark_read ON notification FOR UPDATE USING (organisation_id = caller_organisation());
  CREATE POLICY tell ON notification FOR INSERT WITH CHECK (organisation_id = caller_organisation() OR caller_deals_with(organisation_id));
  GRANT SELECT, INSERT ON interest_declaration, decision, assessment_summary, assurance_pack, watch, watch_notice, notification TO assay_app;
  GRANT SELECT, INSERT, UPDATE ON assessment, moderation TO assay_app;
  GRANT UPDATE (read_at) ON notification TO assay_app;

  -- The worker asks which organisations have a watch to look at, and then acts as each of them in turn.
  CREATE FUNCTION organisations_with_watches(until date) RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public
    AS $$ SELECT DISTINCT organisation_id FROM watch WHERE expires_on <= until $$;
`;
