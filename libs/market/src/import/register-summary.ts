import { DataSource } from 'typeorm';
import { countBreakdown } from '../measure/count-breakdown';
import { countedFor } from '../measure/counted';
import { DIMENSIONS, MarketDimension } from '../measure/dimensions';

/** What the notices of one publisher came to. Counts of awards are of awards to one supplier each. */
export interface PublisherSummary {
  publisher: string;
  notices: number;
  awards: number;
  byIdentifier: number;
  byMendedIdentifier: number;
  byPerson: number;
  /** Not joined: a page has the party's name, and an operator has still to decide. */
  proposed: number;
  /** Not joined: no page has the name, or an operator refused those that have. */
  unjoined: number;
}

/** What the registers that were read in came to, as the tables stand. */
export interface RegisterSummary {
  publishers: PublisherSummary[];
  /** Pages by where they come from, and how many of them have facts of the company register. */
  pages: { provenance: string; pages: number; inRegister: number }[];
  /** Identifiers kept as published since they cannot be mended, by scheme. */
  flawed: { scheme: string; identifiers: number }[];
  /** Things that imports told of: taken all the same, and left. */
  told: { taken: number; left: number };
  /** Of the published table of each dimension: its cells, and those that are withheld. Null until the market is counted. */
  withheld: { dimension: MarketDimension; cells: number; withheld: number }[] | null;
}

/** Sums up what was read in: joined, not joined, flagged, and withheld from publication. */
export function readSummary(owner: DataSource): Promise<RegisterSummary> {
  return owner.transaction(async (tx) => {
    const publishers: PublisherSummary[] = await tx.query(`
      SELECT n.source AS publisher, (SELECT count(*)::int FROM notice x WHERE x.source = n.source) AS notices, count(a.id)::int AS awards,
        count(*) FILTER (WHERE a.join_confidence = 'IDENTIFIER')::int AS "byIdentifier",
        count(*) FILTER (WHERE a.join_confidence = 'NORMALISED_IDENTIFIER')::int AS "byMendedIdentifier",
        count(*) FILTER (WHERE a.join_confidence = 'NAME_ONLY')::int AS "byPerson",
        count(*) FILTER (WHERE a.id IS NOT NULL AND a.supplier_id IS NULL AND p.party_key IS NOT NULL)::int AS proposed,
        count(*) FILTER (WHERE a.id IS NOT NULL AND a.supplier_id IS NULL AND p.party_key IS NULL)::int AS unjoined
      FROM notice n LEFT JOIN award a ON a.notice_id = n.id
      LEFT JOIN (SELECT DISTINCT party_key FROM join_proposal WHERE state = 'PROPOSED') p ON p.party_key = a.party_key
      GROUP BY 1 ORDER BY 2 DESC, 1`);
    const pages: RegisterSummary['pages'] = await tx.query(`
      SELECT s.provenance, count(*)::int AS pages, count(f.supplier_id)::int AS "inRegister" FROM supplier s
      LEFT JOIN (SELECT DISTINCT supplier_id FROM fact WHERE source = 'COMPANIES_HOUSE') f ON f.supplier_id = s.id
      WHERE s.provenance <> 'DEMONSTRATION' GROUP BY 1 ORDER BY 2 DESC, 1`);
    const flawed: RegisterSummary['flawed'] = await tx.query(`
      SELECT scheme, count(*)::int AS identifiers FROM organisation_identifier WHERE flaw IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1`);
    // What the same file told twice is one thing.
    const [told]: RegisterSummary['told'][] = await tx.query(`
      SELECT count(*) FILTER (WHERE taken)::int AS taken, count(*) FILTER (WHERE NOT taken)::int AS left
      FROM (SELECT DISTINCT r.kind, p.place, p.problem, p.taken FROM import_problem p JOIN import_run r ON r.id = p.run_id) p`);
    const counted: unknown[] = await tx.query('SELECT FROM market_snapshot LIMIT 1');
    if (counted.length === 0) return { publishers, pages, flawed, told, withheld: null };
    const withheld: NonNullable<RegisterSummary['withheld']> = [];
    for (const dimension of DIMENSIONS) {
      const { rows } = await countBreakdown(tx, [dimension], await countedFor(tx, { relevance: 'ALL' }));
      withheld.push({ dimension, cells: rows.length, withheld: rows.filter(({ sums }) => sums === null).length });
    }
    return { publishers, pages, flawed, told, withheld };
  });
}
