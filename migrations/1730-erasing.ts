import { MigrationInterface, QueryRunner } from 'typeorm';

/** Tables that hold a part of a procurement: what erasing takes from, each before those that it points to. */
const PARTS = [
  'erasing_request',
  'retention_notice',
  'retention_hold',
  'retention_term',
  'notification',
  'watch_notice',
  'watch',
  'pack_making',
  'assurance_pack',
  'assessment_summary',
  'decision_evidence',
  'decision',
  'moderation',
  'assessment',
  'interest_declaration',
  'clarification_asker',
  'clarification',
  'deadline_extension',
  'answer_attestation',
  'answer_document',
  'answer',
  'offer',
  'submission',
  'invitation',
  'evidence_request',
  'candidate',
  'locked_result',
  'locked_search',
  'withdrawn_guidance',
  'requirement_guidance',
  'requirement',
  'procurement_guidance_version',
  'procurement_document',
  'procurement',
  'document_grant',
  'document_consent',
  'document',
  'idempotency_key',
] as const;

/** What erasing looks at and leaves. */
const LOOKED_AT = ['attestation_document', 'attestation_source', 'import_run'] as const;

/** What erasing writes down. */
const WRITTEN = ['erased_procurement', 'erased_invitation', 'erased_file'] as const;

/** Rows of these are never deleted, but by erasing. */
const FROZEN = [
  'retention_term',
  'pack_making',
  'assurance_pack',
  'assessment_summary',
  'decision_evidence',
  'decision',
  'interest_declaration',
  'deadline_extension',
  'submission',
  'evidence_request',
  'locked_result',
  'locked_search',
  'requirement',
  'procurement_guidance_version',
  'document_consent',
  'document',
] as const;

/**
 * The records of a procurement are erased, and leave a tombstone. One function does it, under a role that nobody is a member of and that can do
 * nothing else: what is frozen lets that role alone delete, and the audit trail lets it alone take the content of an event away, once, which
 * an event of the same chain has to tell before the transaction commits.
 */
export class Erasing1730 implements MigrationInterface {
  name = 'Erasing1795392001730';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Roles belong to the whole cluster, so that another database of it may have made the role already.
      DO $$ BEGIN
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'assay_eraser') THEN
          CREATE ROLE assay_eraser NOLOGIN NOBYPASSRLS NOSUPERUSER NOCREATEDB NOCREATEROLE;
        END IF;
      EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
      END $$;
      GRANT USAGE ON SCHEMA public TO assay_eraser;
      ${TABLES}
      ${unfrozenTo('assay_eraser')}
      ${TRAIL}
      ${RIGHTS}
      ${ERASE}
      ${FILES}
      -- Whoever makes a function over to another role is a member of it meanwhile, and that role may make functions.
      GRANT CREATE ON SCHEMA public TO assay_eraser;
      GRANT assay_eraser TO CURRENT_USER;
      ALTER FUNCTION erase_procurement(uuid, text) OWNER TO assay_eraser;
      REVOKE ALL ON FUNCTION erase_procurement(uuid, text) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION erase_procurement(uuid, text) TO assay_app;
      REVOKE assay_eraser FROM CURRENT_USER;
      REVOKE CREATE ON SCHEMA public FROM assay_eraser;
    `);
  }

  /** What was erased does not come back, and a chain that has erased events is broken without the column that says so. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      GRANT assay_eraser TO CURRENT_USER;
      DROP FUNCTION erase_procurement(uuid, text);
      REVOKE assay_eraser FROM CURRENT_USER;
      DROP FUNCTION files_to_remove(), file_is_removed(text);
      ${NO_RIGHTS}
      ${FROZEN_TO_ALL}
      DROP TRIGGER erasing_is_told ON audit_event;
      DROP TRIGGER frozen ON audit_event;
      CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON audit_event FOR EACH ROW EXECUTE FUNCTION refuse_change();
      DROP FUNCTION refuse_change_of_event(), erasing_is_told();
      ALTER TABLE chain_check DROP COLUMN events_erased;
      ALTER TABLE audit_event DROP COLUMN erased_by;
      DROP TABLE erased_file, erased_invitation, erased_procurement, erasing_request, procurement_document;
      REVOKE USAGE ON SCHEMA public FROM assay_eraser;
    `);
  }
}

const TABLES = `
      -- Files that requirements were read from: they go with the procurement.
      CREATE TABLE procurement_document (
        procurement_id uuid NOT NULL REFERENCES procurement,
        document_id uuid NOT NULL REFERENCES document,
        organisation_id uuid NOT NULL,
        PRIMARY KEY (procurement_id, document_id)
      );
      CREATE INDEX procurement_document_document ON procurement_document (document_id);
      -- An administrator asks for the erasing, and then it is confirmed.
      CREATE TABLE erasing_request (
        procurement_id uuid PRIMARY KEY REFERENCES procurement,
        organisation_id uuid NOT NULL,
        asked_by_id uuid NOT NULL,
        asked_by_name text NOT NULL,
        asked_at timestamptz(3) NOT NULL
      );
      -- What is left of a procurement whose records were erased. Its title was part of them.
      CREATE TABLE erased_procurement (
        id uuid PRIMARY KEY,
        organisation_id uuid NOT NULL REFERENCES organisation,
        reference text NOT NULL,
        ocid text,
        stage text NOT NULL CHECK (stage IN ('CLOSED', 'CANCELLED')),
        rule text NOT NULL CHECK (rule IN ('CONTRACT', 'AWARD', 'NO_AWARD')),
        since date,
        kept_until date NOT NULL,
        created_at timestamptz(3) NOT NULL,
        asked_by_name text NOT NULL,
        asked_at timestamptz(3) NOT NULL,
        confirmed_by_id uuid NOT NULL,
        confirmed_by_name text NOT NULL,
        erased_at timestamptz(3) NOT NULL,
        counts jsonb NOT NULL,
        packs jsonb NOT NULL, -- the digest of each pack, the key that signed it, and when
        event bigint NOT NULL -- of the organisation's chain, which tells of it
      );
      CREATE INDEX erased_procurement_organisation ON erased_procurement (organisation_id, erased_at DESC, id);
      -- What a supplier is told where it was invited.
      CREATE TABLE erased_invitation (
        id uuid PRIMARY KEY,
        organisation_id uuid NOT NULL, -- the supplier's
        procurement_id uuid NOT NULL REFERENCES erased_procurement,
        buyer_name text NOT NULL,
        reference text NOT NULL,
        erased_at timestamptz(3) NOT NULL
      );
      -- Bytes whose last row was erased, until the worker has removed them.
      CREATE TABLE erased_file (
        sha256 text PRIMARY KEY,
        erased_at timestamptz(3) NOT NULL DEFAULT now()
      );
      CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON erased_procurement FOR EACH ROW EXECUTE FUNCTION refuse_change();
      CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON erased_invitation FOR EACH ROW EXECUTE FUNCTION refuse_change();

      SELECT secure(t) FROM unnest(ARRAY['procurement_document', 'erasing_request', 'erased_procurement', 'erased_invitation', 'erased_file']) t;
      CREATE POLICY own ON procurement_document USING (organisation_id = caller_organisation()) WITH CHECK (organisation_id = caller_organisation());
      CREATE POLICY own ON erasing_request FOR SELECT USING (organisation_id = caller_organisation());
      CREATE POLICY asked_by_admin ON erasing_request FOR INSERT WITH CHECK (organisation_id = caller_organisation() AND asked_by_id = caller_user()
        AND caller_has_role('ADMIN') AND EXISTS (SELECT FROM procurement p WHERE p.id = procurement_id AND p.organisation_id = caller_organisation()));
      CREATE POLICY dropped_by_admin ON erasing_request FOR DELETE USING (organisation_id = caller_organisation() AND caller_has_role('ADMIN'));
      CREATE POLICY own ON erased_procurement FOR SELECT USING (organisation_id = caller_organisation());
      CREATE POLICY own ON erased_invitation FOR SELECT USING (organisation_id = caller_organisation());
      GRANT SELECT, INSERT ON procurement_document TO assay_app;
      GRANT SELECT, INSERT, DELETE ON erasing_request TO assay_app;
      GRANT SELECT ON erased_procurement, erased_invitation TO assay_app;`;

/** Lets one role pass the triggers that keep rows frozen; what it may do to them, its rights say. */
function unfrozenTo(role: string): string {
  return changedTriggers(
    `replace(definition, ' EXECUTE FUNCTION ', ' WHEN (CURRENT_USER <> ' || quote_literal('${role}') || ') EXECUTE FUNCTION ')`,
  );
}

const FROZEN_TO_ALL = changedTriggers(`regexp_replace(definition, ' WHEN .* EXECUTE FUNCTION ', ' EXECUTE FUNCTION ')`);

/** @param change SQL of a trigger's new definition, made of its `definition` */
function changedTriggers(change: string): string {
  return `
      DO $$ DECLARE t text; definition text; BEGIN
        FOREACH t IN ARRAY ARRAY[${quoted(FROZEN)}] LOOP
          SELECT pg_get_triggerdef(g.oid) INTO STRICT definition FROM pg_trigger g WHERE g.tgrelid = t::regclass AND g.tgname = 'frozen';
          EXECUTE format('DROP TRIGGER frozen ON %I', t);
          EXECUTE ${change};
        END LOOP;
      END $$;`;
}

const TRAIL = `
      ALTER TABLE audit_event ADD COLUMN erased_by bigint,
        ADD CONSTRAINT audit_event_erased CHECK (erased_by IS NULL OR (erased_by > sequence AND actor_id IS NULL AND actor_name = '' AND detail = '{}'));
      CREATE INDEX audit_event_erased ON audit_event (organisation_id, erased_by, sequence) WHERE erased_by IS NOT NULL;
      ALTER TABLE chain_check ADD COLUMN events_erased bigint NOT NULL DEFAULT 0;
      CREATE FUNCTION refuse_change_of_event() RETURNS trigger LANGUAGE plpgsql SET search_path = public AS $$
        DECLARE erased audit_event := OLD;
        BEGIN
          IF TG_OP = 'UPDATE' AND CURRENT_USER = 'assay_eraser' AND OLD.erased_by IS NULL AND NEW.erased_by > OLD.sequence THEN
            erased.actor_id := NULL;
            erased.actor_name := '';
            erased.detail := '{}';
            erased.erased_by := NEW.erased_by;
            IF NEW IS NOT DISTINCT FROM erased THEN RETURN NEW; END IF;
          END IF;
          RAISE EXCEPTION '% is frozen: % is refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'AS001';
        END $$;
      DROP TRIGGER frozen ON audit_event;
      CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON audit_event FOR EACH ROW EXECUTE FUNCTION refuse_change_of_event();
      CREATE FUNCTION erasing_is_told() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$ BEGIN
        IF NOT EXISTS (SELECT FROM audit_event e WHERE e.organisation_id = NEW.organisation_id AND e.sequence = NEW.erased_by AND e.action = 'procurement.erased') THEN
          RAISE EXCEPTION 'no event tells that event % was erased', NEW.sequence USING ERRCODE = 'AS002';
        END IF;
        RETURN NULL;
      END $$;
      CREATE CONSTRAINT TRIGGER erasing_is_told AFTER UPDATE ON audit_event DEFERRABLE INITIALLY DEFERRED
        FOR EACH ROW WHEN (NEW.erased_by IS NOT NULL) EXECUTE FUNCTION erasing_is_told();`;

const RIGHTS = `
      DO $$ DECLARE t text; BEGIN
        FOREACH t IN ARRAY ARRAY[${quoted([...PARTS, ...LOOKED_AT, ...WRITTEN, 'audit_event'])}] LOOP
          EXECUTE format('CREATE POLICY eraser ON %I TO assay_eraser USING (true) WITH CHECK (true)', t);
        END LOOP;
      END $$;
      GRANT SELECT, DELETE ON ${PARTS.join(', ')} TO assay_eraser;
      GRANT SELECT ON ${LOOKED_AT.join(', ')} TO assay_eraser;
      GRANT SELECT, INSERT ON ${WRITTEN.join(', ')} TO assay_eraser;
      GRANT UPDATE (procurement_id) ON notification TO assay_eraser;
      GRANT UPDATE (version) ON procurement TO assay_eraser; -- to lock its row
      GRANT SELECT, UPDATE (actor_id, actor_name, detail, erased_by) ON audit_event TO assay_eraser;`;

const NO_RIGHTS = `
      DO $$ DECLARE t text; BEGIN
        FOREACH t IN ARRAY ARRAY[${quoted([...PARTS, ...LOOKED_AT, ...WRITTEN, 'audit_event'])}] LOOP
          EXECUTE format('DROP POLICY eraser ON %I', t);
          EXECUTE format('REVOKE ALL ON %I FROM assay_eraser', t);
        END LOOP;
      END $$;
      REVOKE ALL (procurement_id) ON notification FROM assay_eraser;
      REVOKE ALL (version) ON procurement FROM assay_eraser;
      REVOKE ALL (actor_id, actor_name, detail, erased_by) ON audit_event FROM assay_eraser;`;

/** Erases what an administrator asked to have erased, once it is due and nothing holds it. The caller then records the event that it names. */
const ERASE = `
      CREATE FUNCTION erase_procurement(which uuid, confirmed_by text) RETURNS erased_procurement
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
        DECLARE
          p procurement;
          asked erasing_request;
          kept record;
          gone erased_procurement;
          subjects text[];
          documents uuid[];
          buyer uuid := caller_organisation();
          parties uuid[];
          invited invitation[];
        BEGIN
          SELECT * INTO p FROM procurement WHERE id = which AND organisation_id = buyer FOR UPDATE;
          SELECT * INTO asked FROM erasing_request WHERE procurement_id = which;
          IF p.id IS NULL OR asked.procurement_id IS NULL OR NOT coalesce(caller_has_role('ADMIN'), false) THEN
            RAISE EXCEPTION 'records are erased by an administrator of the buyer, after it was asked for' USING ERRCODE = 'insufficient_privilege';
          END IF;
          SELECT * INTO kept FROM retention_of(which);
          IF kept.state <> 'DUE' OR EXISTS (SELECT FROM pack_making WHERE procurement_id = which AND state IN ('QUEUED', 'RUNNING')) THEN
            RAISE EXCEPTION 'the records are not due, or something holds them' USING ERRCODE = 'AS001';
          END IF;

          -- What is there.
          invited := ARRAY(SELECT i FROM invitation i WHERE i.procurement_id = which);
          parties := ARRAY(SELECT DISTINCT supplier_organisation_id FROM invitation WHERE procurement_id = which) || buyer;
          documents := ARRAY(
            SELECT document_id FROM procurement_document WHERE procurement_id = which
            UNION SELECT document_id FROM assurance_pack WHERE procurement_id = which
            UNION SELECT d.document_id FROM answer_document d JOIN answer a ON a.id = d.answer_id JOIN invitation i ON i.id = a.invitation_id WHERE i.procurement_id = which
            UNION SELECT (x #>> '{}')::uuid FROM submission s JOIN invitation i ON i.id = s.invitation_id
              CROSS JOIN LATERAL jsonb_path_query(s.answers, '$[*].documents[*].id') x WHERE i.procurement_id = which);
          subjects := ARRAY(
            SELECT 'prc_' || which
            UNION ALL SELECT 'req_' || id FROM requirement WHERE procurement_id = which
            UNION ALL SELECT 'lks_' || id FROM locked_search WHERE procurement_id = which
            UNION ALL SELECT 'cnd_' || id FROM candidate WHERE procurement_id = which
            UNION ALL SELECT 'evr_' || id FROM evidence_request WHERE procurement_id = which
            UNION ALL SELECT 'inv_' || id FROM invitation WHERE procurement_id = which
            UNION ALL SELECT 'clr_' || c.id FROM clarification c JOIN evidence_request r ON r.id = c.request_id WHERE r.procurement_id = which
            UNION ALL SELECT 'pkm_' || id FROM pack_making WHERE procurement_id = which
            UNION ALL SELECT 'pck_' || id FROM assurance_pack WHERE procurement_id = which
            UNION ALL SELECT 'wch_' || id FROM watch WHERE procurement_id = which);
          gone.id := which;
          gone.organisation_id := buyer;
          gone.reference := p.reference;
          gone.ocid := p.ocid;
          gone.stage := p.stage;
          gone.rule := kept.rule;
          gone.since := kept.since;
          gone.kept_until := kept.kept_until;
          gone.created_at := p.created_at;
          gone.asked_by_name := asked.asked_by_name;
          gone.asked_at := asked.asked_at;
          gone.confirmed_by_id := caller_user();
          gone.confirmed_by_name := confirmed_by;
          gone.erased_at := clock_timestamp();
          gone.packs := coalesce((SELECT jsonb_agg(jsonb_build_object('digest', k.digest, 'keyId', k.key_id,
            'createdAt', to_char(k.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) ORDER BY k.created_at, k.id)
            FROM assurance_pack k WHERE k.procurement_id = which), '[]');
          gone.counts := jsonb_build_object(
            'requirements', (SELECT count(*) FROM requirement WHERE procurement_id = which),
            'candidates', (SELECT count(*) FROM candidate WHERE procurement_id = which),
            'invitations', (SELECT count(*) FROM invitation WHERE procurement_id = which),
            'answers', (SELECT count(*) FROM answer a JOIN invitation i ON i.id = a.invitation_id WHERE i.procurement_id = which),
            'submissions', (SELECT count(*) FROM submission s JOIN invitation i ON i.id = s.invitation_id WHERE i.procurement_id = which),
            'questions', (SELECT count(*) FROM clarification c JOIN evidence_request r ON r.id = c.request_id WHERE r.procurement_id = which),
            'assessments', (SELECT count(*) FROM assessment WHERE procurement_id = which),
            'settledFigures', (SELECT count(*) FROM moderation WHERE procurement_id = which),
            'summaries', (SELECT count(*) FROM assessment_summary WHERE procurement_id = which),
            'holds', (SELECT count(*) FROM retention_hold WHERE procurement_id = which));

          DELETE FROM erasing_request WHERE procurement_id = which;
          DELETE FROM retention_notice WHERE procurement_id = which;
          DELETE FROM retention_hold WHERE procurement_id = which;
          DELETE FROM retention_term WHERE procurement_id = which;
          -- What suppliers were told is theirs, and leads to what is left.
          DELETE FROM notification WHERE procurement_id = which AND organisation_id = buyer;
          UPDATE notification SET procurement_id = NULL WHERE procurement_id = which;
          DELETE FROM watch_notice n USING watch w WHERE w.id = n.watch_id AND w.procurement_id = which;
          DELETE FROM watch WHERE procurement_id = which;
          DELETE FROM pack_making WHERE procurement_id = which;
          DELETE FROM assurance_pack WHERE procurement_id = which;
          DELETE FROM assessment_summary WHERE procurement_id = which;
          DELETE FROM decision_evidence WHERE procurement_id = which;
          DELETE FROM decision WHERE procurement_id = which;
          DELETE FROM moderation WHERE procurement_id = which;
          DELETE FROM assessment WHERE procurement_id = which;
          DELETE FROM interest_declaration WHERE procurement_id = which;
          DELETE FROM clarification_asker k USING clarification c, evidence_request r
            WHERE c.id = k.clarification_id AND r.id = c.request_id AND r.procurement_id = which;
          DELETE FROM clarification c USING evidence_request r WHERE r.id = c.request_id AND r.procurement_id = which;
          DELETE FROM deadline_extension x USING evidence_request r WHERE r.id = x.request_id AND r.procurement_id = which;
          DELETE FROM answer_attestation t USING answer a, invitation i WHERE a.id = t.answer_id AND i.id = a.invitation_id AND i.procurement_id = which;
          DELETE FROM answer_document t USING answer a, invitation i WHERE a.id = t.answer_id AND i.id = a.invitation_id AND i.procurement_id = which;
          DELETE FROM answer a USING invitation i WHERE i.id = a.invitation_id AND i.procurement_id = which;
          DELETE FROM offer o USING invitation i WHERE i.id = o.invitation_id AND i.procurement_id = which;
          DELETE FROM submission s USING invitation i WHERE i.id = s.invitation_id AND i.procurement_id = which;
          DELETE FROM invitation WHERE procurement_id = which;
          DELETE FROM evidence_request WHERE procurement_id = which;
          DELETE FROM candidate WHERE procurement_id = which;
          DELETE FROM locked_result x USING locked_search l WHERE l.id = x.locked_search_id AND l.procurement_id = which;
          DELETE FROM locked_search WHERE procurement_id = which;
          DELETE FROM withdrawn_guidance g USING requirement r WHERE r.id = g.requirement_id AND r.procurement_id = which;
          DELETE FROM requirement_guidance g USING requirement r WHERE r.id = g.requirement_id AND r.procurement_id = which;
          DELETE FROM requirement WHERE procurement_id = which;
          DELETE FROM procurement_guidance_version WHERE procurement_id = which;
          DELETE FROM procurement_document WHERE procurement_id = which;
          DELETE FROM procurement WHERE id = which;

          -- Documents that nothing else needs; of the others the buyer keeps those that another response to it relies on.
          DELETE FROM document_grant g WHERE g.organisation_id = buyer AND g.document_id = ANY (documents)
            AND NOT EXISTS (SELECT FROM submission s WHERE s.organisation_id = buyer AND s.answers::text LIKE '%' || g.document_id || '%');
          documents := ARRAY(SELECT d.id FROM document d WHERE d.id = ANY (documents)
            AND NOT EXISTS (SELECT FROM answer_document x WHERE x.document_id = d.id)
            AND NOT EXISTS (SELECT FROM attestation_document x WHERE x.document_id = d.id)
            AND NOT EXISTS (SELECT FROM attestation_source x WHERE x.document_id = d.id)
            AND NOT EXISTS (SELECT FROM document_consent x WHERE x.document_id = d.id AND x.act = 'GRANTED' AND x.until >= current_date)
            AND NOT EXISTS (SELECT FROM assurance_pack x WHERE x.document_id = d.id)
            AND NOT EXISTS (SELECT FROM procurement_document x WHERE x.document_id = d.id)
            AND NOT EXISTS (SELECT FROM import_run x WHERE x.document_id = d.id)
            AND NOT EXISTS (SELECT FROM submission s WHERE s.supplier_organisation_id = d.organisation_id AND s.answers::text LIKE '%' || d.id || '%'));
          INSERT INTO erased_file (sha256) SELECT DISTINCT sha256 FROM document WHERE id = ANY (documents) ON CONFLICT DO NOTHING;
          DELETE FROM document_grant WHERE document_id = ANY (documents);
          DELETE FROM document_consent WHERE document_id = ANY (documents);
          DELETE FROM document WHERE id = ANY (documents);
          -- Answers that are kept for a request which is sent again moments later hold parts of it.
          DELETE FROM idempotency_key WHERE organisation_id = ANY (parties) AND created_at < now() - interval '1 day';

          SELECT h.sequence + 1 INTO gone.event FROM audit_head(buyer) h;
          UPDATE audit_event e SET actor_id = NULL, actor_name = '', detail = '{}', erased_by = gone.event
            WHERE e.organisation_id = buyer AND e.erased_by IS NULL AND (e.subject_id = ANY (subjects)
              OR e.subject_id IN (SELECT 'doc_' || d FROM unnest(documents) d)
              OR e.detail ->> 'procurement' = 'prc_' || which
              OR e.detail ->> 'request' = ANY (subjects));
          gone.counts := gone.counts || jsonb_build_object('documents', cardinality(documents),
            'events', (SELECT count(*) FROM audit_event WHERE organisation_id = buyer AND erased_by = gone.event));
          INSERT INTO erased_procurement SELECT gone.*;
          INSERT INTO erased_invitation (id, organisation_id, procurement_id, buyer_name, reference, erased_at)
            SELECT i.id, i.supplier_organisation_id, which, p.buyer_name, p.reference, gone.erased_at FROM unnest(invited) i;
          RETURN gone;
        END $$;`;

const FILES = `
      -- The worker removes the bytes, of which no other organisation has a document either, and then forgets them.
      CREATE FUNCTION files_to_remove() RETURNS SETOF text LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public
        AS $$ SELECT f.sha256 FROM erased_file f WHERE NOT EXISTS (SELECT FROM document d WHERE d.sha256 = f.sha256) ORDER BY f.erased_at, f.sha256 $$;
      CREATE FUNCTION file_is_removed(which text) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = public
        AS $$ DELETE FROM erased_file WHERE sha256 = which $$;
      REVOKE ALL ON FUNCTION files_to_remove(), file_is_removed(text) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION files_to_remove(), file_is_removed(text) TO assay_app;`;

function quoted(names: readonly string[]): string {
  return names.map((name) => `'${name}'`).join(', ');
}
