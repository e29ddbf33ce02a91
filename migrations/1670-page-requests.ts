import { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A supplier that no register names asks for a page of its own. Until an operator accepts, what it says is its own and the operators': it
 * stands in no table of the directory. In the transaction that accepts, and in none else, the operator writes the page, its sectors, technologies and
 * facts, all of them the supplier's word.
 */
export class PageRequests1670 implements MigrationInterface {
  name = 'PageRequests1795392001670';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE page_request (
        id uuid PRIMARY KEY,
        organisation_id uuid NOT NULL REFERENCES organisation,
        requested_by uuid NOT NULL REFERENCES user_account,
        name text NOT NULL CHECK (length(name) BETWEEN 1 AND 500),
        identifiers jsonb NOT NULL CHECK (jsonb_typeof(identifiers) = 'array'), -- of {scheme, id, published, uri}
        no_identifier_reason text CHECK (length(no_identifier_reason) <= 500),
        country text NOT NULL CHECK (length(country) <= 100),
        region_code text REFERENCES region,
        website text CHECK (length(website) <= 2000),
        description text CHECK (length(description) <= 10000),
        sectors text[] NOT NULL,
        technologies text[] NOT NULL,
        authority text NOT NULL CHECK (length(authority) <= 2000),
        email_domain text NOT NULL,
        domain_agrees boolean NOT NULL,
        not_ours uuid[] NOT NULL, -- pages like it that the supplier saw, and says are not its own
        status text NOT NULL CHECK (status IN ('PENDING', 'CHANGES_REQUESTED', 'ACCEPTED', 'REFUSED', 'WITHDRAWN')),
        decided_by uuid,
        decided_at timestamptz(3),
        reason text,
        supplier_id uuid REFERENCES supplier DEFERRABLE INITIALLY DEFERRED,
        version integer NOT NULL DEFAULT 1,
        created_at timestamptz(3) NOT NULL DEFAULT now(),
        asked_at timestamptz(3) NOT NULL DEFAULT now(),
        CHECK ((jsonb_array_length(identifiers) = 0) = (no_identifier_reason IS NOT NULL)),
        CHECK (cardinality(sectors) + cardinality(technologies) > 0),
        CHECK (status NOT IN ('CHANGES_REQUESTED', 'ACCEPTED', 'REFUSED') OR decided_at IS NOT NULL AND reason IS NOT NULL),
        CHECK ((status = 'ACCEPTED') = (supplier_id IS NOT NULL))
      );
      CREATE UNIQUE INDEX page_request_one_open ON page_request (organisation_id) WHERE status IN ('PENDING', 'CHANGES_REQUESTED');
      CREATE INDEX page_request_pending ON page_request (asked_at, id) WHERE status = 'PENDING';
      CREATE INDEX page_request_supplier ON page_request (supplier_id);

      SELECT secure('page_request');
      CREATE POLICY own_or_operator ON page_request FOR SELECT USING (organisation_id = caller_organisation() OR caller_has_role('OPERATOR'));
      CREATE POLICY own ON page_request FOR INSERT WITH CHECK (organisation_id = caller_organisation() AND status = 'PENDING');
      CREATE POLICY changed_or_withdrawn ON page_request FOR UPDATE
        USING (organisation_id = caller_organisation() AND status IN ('PENDING', 'CHANGES_REQUESTED'))
        WITH CHECK (organisation_id = caller_organisation() AND status IN ('PENDING', 'WITHDRAWN'));
      CREATE POLICY operator ON page_request FOR UPDATE USING (caller_has_role('OPERATOR') AND status IN ('PENDING', 'CHANGES_REQUESTED'))
        WITH CHECK (caller_has_role('OPERATOR') AND status IN ('CHANGES_REQUESTED', 'ACCEPTED', 'REFUSED'));
      GRANT SELECT, INSERT, UPDATE (requested_by, name, identifiers, no_identifier_reason, country, region_code, website, description, sectors,
        technologies, authority, email_domain, domain_agrees, not_ours, status, decided_by, decided_at, reason, supplier_id, version, asked_at)
        ON page_request TO assay_app;

      -- An operator decides on what a supplier says, and does not write it.
      CREATE FUNCTION keep_own_words() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF NEW.organisation_id IS DISTINCT FROM caller_organisation() THEN
          RAISE EXCEPTION 'what a request for a page says is the word of the organisation that made it' USING ERRCODE = 'insufficient_privilege';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER own_words BEFORE UPDATE OF requested_by, name, identifiers, no_identifier_reason, country, region_code, website, description, sectors,
        technologies, authority, email_domain, domain_agrees, not_ours ON page_request FOR EACH ROW EXECUTE FUNCTION keep_own_words();

      CREATE POLICY tell_who_asked_for_page ON notification FOR INSERT WITH CHECK (kind = 'PAGE_REQUEST_DECIDED' AND caller_has_role('OPERATOR')
        AND organisation_id IN (SELECT organisation_id FROM page_request));
    `);
    await this.letOperatorsOpenPages(runner);
    await this.findLikePages(runner);
  }

  /** Rights to write a page hold in the transaction that accepts the request for it, and are gone with it. */
  private async letOperatorsOpenPages(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION opens_page(which uuid) RETURNS boolean LANGUAGE sql STABLE
        AS $$ SELECT caller_has_role('OPERATOR') AND EXISTS (SELECT FROM page_request r WHERE r.supplier_id = which AND r.status = 'ACCEPTED'
          AND r.decided_by = caller_user() AND r.decided_at = now()::timestamptz(3)) $$;
      CREATE POLICY asked_for ON supplier FOR INSERT WITH CHECK (opens_page(id) AND provenance IN ('SELF_DECLARED', 'DEMONSTRATION')
        AND organisation_id IN (SELECT r.organisation_id FROM page_request r WHERE r.supplier_id = supplier.id)
        AND (provenance = 'DEMONSTRATION') = (SELECT o.provenance = 'DEMONSTRATION' FROM organisation o WHERE o.id = organisation_id));
      CREATE POLICY asked_for ON supplier_sector FOR INSERT WITH CHECK (opens_page(supplier_id) AND source = 'SELF_DECLARED');
      CREATE POLICY asked_for ON supplier_technology FOR INSERT WITH CHECK (opens_page(supplier_id) AND source = 'SELF_DECLARED');
      CREATE POLICY asked_for ON fact FOR INSERT WITH CHECK (opens_page(supplier_id) AND source = 'SELF_DECLARED');
      GRANT INSERT (id, organisation_id, name, provenance, description, website, region_code, claimed_at) ON supplier TO assay_app;
    `);
  }

  /**
   * Pages that may be those of an organisation that asks for one: they have an identifier of its, or a name like its. A name is like another that
   * has a word in common with it, be a letter of that wrong, and is much the same without its legal form.
   */
  private async findLikePages(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- What stands in brackets behind a name, such as (UK), makes it no other.
      CREATE FUNCTION likeness_of_names(one text, other text) RETURNS real LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
        SELECT similarity(name_key(regexp_replace(one, '[(][^()]*[)]', ' ', 'g')), name_key(regexp_replace(other, '[(][^()]*[)]', ' ', 'g')))
      $$;
      CREATE FUNCTION page_candidates(asker uuid, asked_name text, asked_identifiers jsonb)
        RETURNS TABLE (supplier_id uuid, has_identifier boolean, has_name boolean) LANGUAGE sql STABLE AS $$
        WITH word AS (SELECT word FROM words_of(asked_name) word WHERE word NOT IN ('limited', 'company', 'group')),
        spelt AS (SELECT word FROM word UNION SELECT n.word FROM word w JOIN name_word n ON n.spellings && spellings(w.word)),
        query AS (SELECT string_agg(q.words::text, ' | ')::tsquery AS words
          FROM (SELECT plainto_tsquery('english', word) AS words FROM spelt) q WHERE numnode(q.words) > 0),
        named AS (
          SELECT s.id FROM supplier s WHERE name_key(s.name) = name_key(asked_name) AND name_key(asked_name) <> ''
          UNION SELECT s.id FROM supplier s, query q WHERE s.search @@ q.words AND likeness_of_names(s.name, asked_name) >= 0.6),
        numbered AS (SELECT s.id FROM jsonb_to_recordset(asked_identifiers) x (scheme text, id text)
          JOIN organisation_identifier i ON i.scheme = x.scheme AND i.identifier = x.id JOIN supplier s ON s.organisation_id = i.organisation_id)
        SELECT s.id, s.id IN (SELECT id FROM numbered), s.id IN (SELECT id FROM named)
        FROM supplier s JOIN organisation asking ON asking.id = asker
        WHERE s.id IN (SELECT id FROM numbered UNION SELECT id FROM named) AND s.organisation_id <> asker
          AND (s.provenance = 'DEMONSTRATION') = (asking.provenance = 'DEMONSTRATION')
        ORDER BY s.id IN (SELECT id FROM numbered) DESC, likeness_of_names(s.name, asked_name) DESC, s.id LIMIT 10
      $$;
      REVOKE ALL ON FUNCTION page_candidates(uuid, text, jsonb) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION page_candidates(uuid, text, jsonb) TO assay_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP FUNCTION page_candidates(uuid, text, jsonb);
      DROP FUNCTION likeness_of_names(text, text);
      DROP POLICY asked_for ON supplier;
      DROP POLICY asked_for ON supplier_sector;
      DROP POLICY asked_for ON supplier_technology;
      DROP POLICY asked_for ON fact;
      REVOKE INSERT (id, organisation_id, name, provenance, description, website, region_code, claimed_at) ON supplier FROM assay_app;
      DROP FUNCTION opens_page(uuid);
      DROP POLICY tell_who_asked_for_page ON notification;
      DROP TABLE page_request;
      DROP FUNCTION keep_own_words();
    `);
  }
}
