import { insertRows, Tx } from '#platform';
import { NOTICE_PUBLISHERS } from '#registers';
import { ArrivedRelease, keepNotices, LoadProblem, ReadArrival, readArrivals, storedReleases } from './arrived-releases';
import { AwardRow, compiledAwards } from './compiled-awards';
import { PerformanceRow } from './compiled-performance';
import { DerivedTerms, TermRow } from './derived-terms';
import { DoubtedParty } from './parties';
import { PublishedFacts } from './published-facts';
import { keepOrganisations, NewParty, registerOf, supplierOf } from './registered-parties';

/** What loading came to, by name; a run adds them up. */
export type LoadCounts = Record<
  'added' | 'unchanged' | 'refused' | 'suppliers' | 'awards' | 'joined' | 'proposed' | 'performance',
  number
>;

/**
 * Loads releases into notices, and makes of every ocid that they belong to what its releases come to: organisations, suppliers with
 * their facts, awards, and how contracts performed. Loading a release again changes nothing. The caller's transaction makes it all or nothing.
 */
export class NoticeLoader {
  readonly problems: LoadProblem[] = [];

  constructor(
    private readonly tx: Tx,
    private readonly readAt: string,
  ) {}

  async load(arrived: readonly ArrivedRelease[]): Promise<LoadCounts> {
    const { releases, problems } = readArrivals(arrived);
    const { added, conflicts } = await keepNotices(this.tx, releases);
    this.problems.push(...problems, ...conflicts);
    const counts = await this.compile([...new Set(added.map(({ ocid }) => ocid))], added);
    return {
      ...counts,
      added: added.length,
      unchanged: releases.length - added.length - conflicts.length,
      refused: arrived.length - releases.length + conflicts.length,
    };
  }

  /**
   * Makes the awards of some ocids anew out of their notices.
   *
   * @param added releases whose parties and facts are new
   */
  async compile(
    ocids: readonly string[],
    added: readonly ReadArrival[] = [],
  ): Promise<Pick<LoadCounts, 'suppliers' | 'awards' | 'joined' | 'proposed' | 'performance'>> {
    if (ocids.length === 0) return { suppliers: 0, awards: 0, joined: 0, proposed: 0, performance: 0 };
    await this.tx.query(`SET LOCAL assay.bulk = 'on'`);
    const stored = await storedReleases(this.tx, ocids);
    const parties = added.flatMap(partiesOf);
    const register = await registerOf(this.tx, [...stored.values()].flat(), parties);
    const facts = new PublishedFacts(this.readAt);
    for (const given of parties) {
      const supplierId = supplierOf(register, given);
      if (supplierId !== null) facts.noticed(supplierId, given.party, given.read.notice, given.publication);
    }
    const awards: AwardRow[] = [];
    const performance: PerformanceRow[] = [];
    const terms = new DerivedTerms(register, facts);
    const places = new Map(added.map(({ ocid, place }) => [ocid, place]));
    for (const [ocid, releases] of stored) {
      const { compiled, publication, rows, problems, ...also } = compiledAwards(releases, register);
      awards.push(...rows);
      performance.push(...also.performance);
      if (compiled !== null) terms.add(compiled, publication);
      for (const problem of problems) this.problems.push({ place: places.get(ocid) ?? ocid, problem, taken: true });
    }
    await keepOrganisations(this.tx, register, parties, this.readAt);
    await insertRows(this.tx, 'fact', facts.rows(), '(id) DO NOTHING');
    const suppliers = [...new Set(facts.rows().map(({ supplier_id }) => supplier_id))];
    await this.keepSizes(suppliers);
    await this.keepOf(ocids, 'award', awards);
    await this.keepOf(ocids, 'contract_performance', performance);
    await this.nameDeclared([...suppliers, ...awards.flatMap(({ supplier_id }) => supplier_id ?? [])]);
    await this.keepTerms(terms);
    await this.tx.query('SELECT refresh_supplier_search(id) FROM unnest($1::uuid[]) id', [suppliers]);
    const proposed = await this.propose(ocids, [...register.doubted.values()]);
    return {
      suppliers: register.nowSupplying.length,
      awards: awards.length,
      joined: awards.filter(({ supplier_id }) => supplier_id !== null).length,
      proposed,
      performance: performance.length,
    };
  }

  /** Notices say "sme" or "large": which band an SME is in they do not say, and where they differ nobody can tell. */
  private async keepSizes(supplierIds: readonly string[]): Promise<void> {
    await this.tx.query(
      `UPDATE supplier s SET size_band = f.band FROM (SELECT supplier_id, CASE WHEN bool_and(value = 'large') THEN 'LARGE' ELSE 'UNKNOWN' END AS band
         FROM fact WHERE supplier_id = ANY ($1) AND field = 'scale' AND source = ANY ($2) GROUP BY supplier_id) f
       WHERE s.id = f.supplier_id AND s.claimed_at IS NULL AND s.size_band IN ('LARGE', 'UNKNOWN') AND s.size_band <> f.band`,
      [supplierIds, NOTICE_PUBLISHERS],
    );
  }

  /** Keeps what some ocids come to now; of what they came to before that alone which is the same stays. */
  private async keepOf(
    ocids: readonly string[],
    table: 'award' | 'contract_performance',
    rows: readonly { id: string }[],
  ): Promise<void> {
    await this.tx.query(`DELETE FROM ${table} WHERE ocid = ANY ($1) AND id <> ALL ($2::uuid[])`, [
      ocids,
      rows.map(({ id }) => id),
    ]);
    const columns = rows.length === 0 ? [] : Object.keys(rows[0]).filter((column) => column !== 'id');
    await insertRows(
      this.tx,
      table,
      rows,
      `(id) DO UPDATE SET ${columns.map((column) => `${column} = excluded.${column}`).join(', ')}`,
    );
  }

  /**
   * A page that was its supplier's word alone is named by a notice by now, of the publisher of the first one: as a party, or as the winner of
   * an award that was joined to it. What the supplier said stays beside it.
   */
  private async nameDeclared(supplierIds: readonly string[]): Promise<void> {
    await this.tx.query(
      `UPDATE supplier s SET provenance = named.source FROM supplier declared CROSS JOIN LATERAL (
         SELECT source FROM (
           SELECT f.source, f.recorded_at AS at FROM fact f WHERE f.supplier_id = declared.id AND f.source = ANY ($2)
           UNION ALL SELECT n.source, n.published_at FROM award a JOIN notice n ON n.id = a.notice_id WHERE a.supplier_id = declared.id) x
         ORDER BY at, source LIMIT 1) named
       WHERE s.id = declared.id AND declared.id = ANY ($1) AND declared.provenance = 'SELF_DECLARED'`,
      [supplierIds, NOTICE_PUBLISHERS],
    );
  }

  /** Keeps what awards say of their suppliers, the surest of each, and shows it where the supplier has not named its own. */
  private async keepTerms(terms: DerivedTerms): Promise<void> {
    const all: TermRow[] = [...terms.sector.values(), ...terms.technology.values()];
    const suppliers = [...new Set(all.map(({ supplier_id }) => supplier_id))];
    await insertRows(
      this.tx,
      'derived_term',
      all,
      `(supplier_id, taxonomy, code, evidence) DO UPDATE SET confidence = excluded.confidence, reason = excluded.reason
       WHERE excluded.confidence > derived_term.confidence`,
    );
    await this.tx.query('SELECT apply_derived_terms($1)', [suppliers]);
    await this.tx.query(
      `UPDATE supplier s SET is_relevant = true WHERE id = ANY ($1) AND NOT is_relevant
         AND (EXISTS (SELECT FROM supplier_sector x WHERE x.supplier_id = s.id) OR EXISTS (SELECT FROM supplier_technology x WHERE x.supplier_id = s.id))`,
      [suppliers],
    );
  }

  /** Proposes what only a name says, and what an identifier says and the name does not: a person decides. */
  private async propose(ocids: readonly string[], doubted: readonly DoubtedParty[]): Promise<number> {
    const made: unknown[] = await this.tx.query(
      `INSERT INTO join_proposal (id, party_key, party_name, supplier_id, because)
       SELECT DISTINCT ON (party_key, supplier_id) gen_random_uuid(), party_key, party_name, supplier_id, because FROM (
         SELECT a.party_key, a.supplier_name AS party_name, s.id AS supplier_id, 'NAME' AS because FROM award a
         JOIN supplier s ON name_key(s.name) = name_key(a.supplier_name) AND s.provenance <> 'DEMONSTRATION'
         WHERE a.ocid = ANY ($1) AND a.supplier_id IS NULL AND length(name_key(a.supplier_name)) > 2
         UNION ALL
         SELECT d."partyKey", d."partyName", d."supplierId", 'IDENTIFIER'
         FROM json_to_recordset($2) d ("partyKey" text, "partyName" text, "supplierId" uuid)
         WHERE EXISTS (SELECT FROM award a WHERE a.party_key = d."partyKey" AND a.supplier_id IS NULL)
           AND NOT EXISTS (SELECT FROM join_proposal p WHERE p.supplier_id = d."supplierId" AND p.because = 'IDENTIFIER' AND p.state = 'REFUSED'
             AND name_key(p.party_name) = name_key(d."partyName") AND length(name_key(p.party_name)) > 2)) proposed
       ORDER BY party_key, supplier_id, because
       ON CONFLICT DO NOTHING RETURNING id`,
      [ocids, JSON.stringify(doubted)],
    );
    return made.length;
  }
}

function partiesOf({ ocid, read, publication }: ReadArrival): NewParty[] {
  return read === null ? [] : read.parties.map((party) => ({ ocid, party, read, publication }));
}
