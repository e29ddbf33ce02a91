import { MigrationInterface, QueryRunner } from 'typeorm';

/** What the supplier last said of who may open a document, as `c`, by the SQL for the document and for the buyer. */
const lastConsent = (document: string, buyer: string): string => `
        LEFT JOIN LATERAL (SELECT * FROM document_consent x WHERE x.document_id = ${document} AND x.buyer_organisation_id = ${buyer}
          ORDER BY x.acted_at DESC, x.id DESC LIMIT 1) c ON true`;

/** Whether an answer lets the buyer open the document, or will: one that came since the supplier last said who may, as `c`. */
const givenSince = (document: string, buyer: string): string =>
  `EXISTS (SELECT FROM document_grant g WHERE g.document_id = ${document} AND g.organisation_id = ${buyer} AND g.granted_at > coalesce(c.acted_at, '-infinity'))`;

/** How documents were given with answers, as migration 1060 has it to the blank. */
const GRANTED_ONCE = `CREATE OR REPLACE FUNCTION grant_documents(documents uuid[], reader uuid, why text, opens timestamptz) RETURNS void
    LANGUAGE sql SECURITY DEFINER SET search_path = public AS $$
      INSERT INTO document_grant AS g (document_id, organisation_id, reason, opens_at)
        SELECT d.id, reader, why, opens FROM document d WHERE d.id = ANY (documents) AND d.organisation_id = caller_organisation()
        ON CONFLICT (document_id, organisation_id) DO UPDATE SET opens_at = least(g.opens_at, excluded.opens_at)
    $$;`;

/**
 * A supplier says, document by document and buyer by buyer, who may open it: until a day, or no longer. What it last said holds, until it gives
 * the document again with an answer. What ends on a day has ended when somebody asks, whether or not anything ran meanwhile.
 */
export class DocumentConsent1660 implements MigrationInterface {
  name = 'DocumentConsent1795392001660';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE document_consent (
        id uuid PRIMARY KEY,
        organisation_id uuid NOT NULL REFERENCES organisation, -- the supplier, whose document it is
        document_id uuid NOT NULL REFERENCES document,
        buyer_organisation_id uuid NOT NULL REFERENCES organisation,
        act text NOT NULL CHECK (act IN ('GRANTED', 'WITHDRAWN')),
        until date, -- the last day
        reason text CHECK (length(reason) BETWEEN 1 AND 2000),
        file_name text NOT NULL, -- what stays known of a document that can be opened no more
        sha256 text NOT NULL,
        acted_at timestamptz(3) NOT NULL,
        acted_by_name text NOT NULL,
        CHECK ((act = 'GRANTED') = (until IS NOT NULL)),
        CHECK ((act = 'WITHDRAWN') = (reason IS NOT NULL))
      );
      CREATE INDEX document_consent_last ON document_consent (document_id, buyer_organisation_id, acted_at DESC, id DESC);
      CREATE INDEX document_consent_buyer ON document_consent (buyer_organisation_id);
      CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON document_consent FOR EACH ROW EXECUTE FUNCTION refuse_change();

      -- Whether the caller bids to a buyer who has not decided yet: what that buyer reads of it then are its answers and nothing besides.
      CREATE FUNCTION caller_bids_to(buyer uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
        SELECT EXISTS (SELECT FROM invitation i JOIN procurement p ON p.id = i.procurement_id
          WHERE i.organisation_id = buyer AND i.supplier_organisation_id = caller_organisation()
            AND i.state NOT IN ('DECLINED', 'CLOSED') AND p.stage IN ('EVIDENCE', 'ASSESSMENT', 'MODERATION'))
      $$;
      -- Whether the supplier's last word lets a buyer open a document today, whatever answers do.
      CREATE FUNCTION document_is_given_by_word(which uuid, buyer uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
        SELECT (c.act = 'GRANTED' AND c.until >= current_date) IS TRUE FROM (SELECT) one ${lastConsent('which', 'buyer')}
      $$;
      -- Whether a document was evidence to a buyer in nothing but what it cancelled before anybody had assessed an answer: those stay sealed.
      CREATE FUNCTION evidence_stays_sealed(which uuid, buyer uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
        SELECT coalesce(bool_and(p.stage = 'CANCELLED' AND NOT EXISTS (SELECT FROM assessment j WHERE j.procurement_id = p.id)), false)
          AND NOT document_is_given_by_word(which, buyer)
        FROM submission s JOIN candidate c ON c.id = s.candidate_id JOIN procurement p ON p.id = c.procurement_id
        WHERE s.organisation_id = buyer AND s.answers::text LIKE '%' || which || '%'
      $$;
      -- Whether a buyer was ever let open a document: by an answer whose deadline has passed, or by the supplier's word.
      CREATE FUNCTION document_had_opened(which uuid, buyer uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
        SELECT (EXISTS (SELECT FROM document_grant WHERE document_id = which AND organisation_id = buyer AND opens_at <= now())
            AND NOT evidence_stays_sealed(which, buyer))
          OR EXISTS (SELECT FROM document_consent WHERE document_id = which AND buyer_organisation_id = buyer AND act = 'GRANTED')
      $$;

      SELECT secure('document_consent');
      CREATE POLICY own ON document_consent FOR SELECT USING (organisation_id = caller_organisation());
      -- That a document of an answer that is sealed was withdrawn would tell what is in the answer.
      CREATE POLICY told_to_buyer ON document_consent FOR SELECT USING (buyer_organisation_id = caller_organisation()
        AND document_had_opened(document_id, caller_organisation()) AND evidence_is_shown(document_id));
      CREATE POLICY by_owner ON document_consent FOR INSERT WITH CHECK (organisation_id = caller_organisation()
        AND document_owner(document_id) = caller_organisation() AND caller_deals_with(buyer_organisation_id)
        AND (act = 'WITHDRAWN' OR document_had_opened(document_id, buyer_organisation_id) OR NOT caller_bids_to(buyer_organisation_id)));
      GRANT SELECT, INSERT ON document_consent TO assay_app;

      CREATE OR REPLACE FUNCTION document_is_granted(which uuid, reader uuid) RETURNS boolean
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
        SELECT document_is_given_by_word(which, reader) OR EXISTS (SELECT FROM document_grant g WHERE g.document_id = which AND g.organisation_id = reader AND g.opens_at <= now()
            AND g.granted_at > coalesce(c.acted_at, '-infinity'))
        FROM (SELECT) one ${lastConsent('which', 'reader')}
      $$;

      -- Documents of answers are shown to whoever is shown the answers. What a supplier gave by its word as well is not kept sealed by answers
      -- that nobody will read.
      CREATE OR REPLACE FUNCTION evidence_is_shown(which uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
        SELECT coalesce(bool_or(w.why IS NULL), true) OR (bool_and(w.why = 'SEALED') AND document_is_given_by_word(which, caller_organisation()))
        FROM submission s JOIN candidate c ON c.id = s.candidate_id CROSS JOIN LATERAL (SELECT answers_withheld(c.procurement_id) AS why) w
        WHERE s.organisation_id = caller_organisation() AND s.opens_at <= now() AND s.answers::text LIKE '%' || which || '%'
      $$;

      -- Whether the supplier lets a buyer open a document no longer: not one that is sealed until a deadline, nor one that was never given.
      CREATE FUNCTION document_is_closed(which uuid, buyer uuid) RETURNS boolean
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
        SELECT (c.act = 'WITHDRAWN' OR c.until < current_date) IS TRUE AND NOT ${givenSince('which', 'buyer')}
        FROM (SELECT) one ${lastConsent('which', 'buyer')}
      $$;

      -- The documents of a submission that its buyer can open no more, to both parties: since when, by which day or word.
      CREATE FUNCTION closed_evidence(which uuid) RETURNS TABLE (document_id uuid, closed_at timestamptz, withdrawn_at timestamptz, reason text, ended_on date)
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
        SELECT d.id, CASE c.act WHEN 'WITHDRAWN' THEN c.acted_at ELSE (c.until + 1)::timestamp AT TIME ZONE 'Europe/London' END,
          CASE c.act WHEN 'WITHDRAWN' THEN c.acted_at END, c.reason, c.until
        FROM submission s
        CROSS JOIN LATERAL (
          SELECT DISTINCT (y ->> 'id')::uuid AS id FROM jsonb_array_elements(submitted_answers(s.id)) x
          CROSS JOIN LATERAL jsonb_array_elements((x -> 'documents') || jsonb_path_query_array(x, '$.attestations[*].documents[*]')) y
        ) d ${lastConsent('d.id', 's.organisation_id')}
        WHERE s.id = which AND document_is_closed(d.id, s.organisation_id)
      $$;

      -- A document may be evidence to the same buyer twice: it opens at the earlier of the deadlines. One of which the supplier has said since
      -- who may open it is given anew, and opens at its own.
      CREATE OR REPLACE FUNCTION grant_documents(documents uuid[], reader uuid, why text, opens timestamptz) RETURNS void
        LANGUAGE sql SECURITY DEFINER SET search_path = public AS $$
          INSERT INTO document_grant AS g (document_id, organisation_id, reason, granted_at, opens_at)
            SELECT d.id, reader, why, clock_timestamp(), opens FROM document d WHERE d.id = ANY (documents) AND d.organisation_id = caller_organisation()
            ON CONFLICT (document_id, organisation_id) DO UPDATE SET (granted_at, opens_at) = (
              SELECT CASE WHEN anew THEN excluded.granted_at ELSE g.granted_at END, CASE WHEN anew THEN excluded.opens_at ELSE least(g.opens_at, excluded.opens_at) END
              FROM (SELECT EXISTS (SELECT FROM document_consent x WHERE x.document_id = g.document_id AND x.buyer_organisation_id = g.organisation_id
                AND x.acted_at >= g.granted_at) AS anew) said)
        $$;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ${GRANTED_ONCE}
      CREATE OR REPLACE FUNCTION document_is_granted(which uuid, reader uuid) RETURNS boolean
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public
        AS $$ SELECT EXISTS (SELECT FROM document_grant WHERE document_id = which AND organisation_id = reader AND opens_at <= now()) $$;
      CREATE OR REPLACE FUNCTION evidence_is_shown(which uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
        SELECT coalesce(bool_or(answers_withheld(c.procurement_id) IS NULL), true) FROM submission s JOIN candidate c ON c.id = s.candidate_id
        WHERE s.organisation_id = caller_organisation() AND s.opens_at <= now() AND s.answers::text LIKE '%' || which || '%'
      $$;
      DROP FUNCTION closed_evidence(uuid), document_is_closed(uuid, uuid);
      DROP TABLE document_consent;
      DROP FUNCTION document_had_opened(uuid, uuid), evidence_stays_sealed(uuid, uuid), document_is_given_by_word(uuid, uuid), caller_bids_to(uuid);
    `);
  }
}
